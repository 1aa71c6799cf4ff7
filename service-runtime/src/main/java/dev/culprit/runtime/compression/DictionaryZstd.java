package dev.culprit.runtime.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Zstandard with an optional trained dictionary, which makes small payloads of a kind several times
 * smaller. Safe for any number of threads: each reuses its own contexts. A dictionary is prepared
 * once per array, so pass the same array for the same dictionary.
 */
public final class DictionaryZstd {
  private static final int PREPARED = 32;

  private final int level;
  private final List<Dictionary> dictionaries = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Contexts> contexts;

  /** Level 3 is the usual one; higher is smaller and slower. */
  public DictionaryZstd(int level) {
    this.level = level;
    this.contexts = ThreadLocal.withInitial(() -> new Contexts(level));
  }

  public byte[] compress(byte[] bytes) {
    return compress(bytes, null);
  }

  public byte[] compress(byte[] bytes, byte @Nullable [] dictionary) {
    return contexts.get().compress(bytes, dictionary == null ? null : prepared(dictionary));
  }

  /**
   * Gives back what was compressed with the same dictionary. Bytes that are no such thing, or more
   * than the bound once decompressed, are an IllegalArgumentException.
   */
  public byte[] decompress(byte[] bytes, int maxBytes, byte @Nullable [] dictionary) {
    long size = bytes.length == 0 ? -1 : Zstd.getFrameContentSize(bytes);
    if (size < 0 || size > maxBytes) {
      throw new IllegalArgumentException(
          "not a compressed payload of at most " + maxBytes + " bytes");
    }
    try {
      return contexts
          .get()
          .decompress(bytes, (int) size, dictionary == null ? null : prepared(dictionary));
    } catch (ZstdException e) {
      throw new IllegalArgumentException(
          "the compressed payload is damaged or needs another dictionary", e);
    }
  }

  /**
   * Learns what the samples have in common. Needs hundreds of them; too few, or too alike, are an
   * IllegalArgumentException.
   */
  public static byte[] train(List<byte[]> samples, int size) {
    int total = samples.stream().mapToInt(sample -> sample.length).sum();
    ZstdDictTrainer trainer = new ZstdDictTrainer(total, size);
    samples.forEach(trainer::addSample);
    try {
      return trainer.trainSamples();
    } catch (ZstdException e) {
      throw new IllegalArgumentException(
          "no dictionary can be made of " + samples.size() + " samples", e);
    }
  }

  private Dictionary prepared(byte[] bytes) {
    for (Dictionary dictionary : dictionaries) {
      if (dictionary.bytes == bytes) {
        return dictionary;
      }
    }
    return prepare(bytes);
  }

  private synchronized Dictionary prepare(byte[] bytes) {
    for (Dictionary dictionary : dictionaries) {
      if (dictionary.bytes == bytes) {
        return dictionary;
      }
    }
    // The oldest is dropped, not closed: another thread may be using it.
    if (dictionaries.size() == PREPARED) {
      dictionaries.remove(0);
    }
    Dictionary dictionary =
        new Dictionary(bytes, new ZstdDictCompress(bytes, level), new ZstdDictDecompress(bytes));
    dictionaries.add(dictionary);
    return dictionary;
  }

  private static final class Dictionary {
    private final byte[] bytes;
    private final ZstdDictCompress forCompression;
    private final ZstdDictDecompress forDecompression;

    Dictionary(byte[] bytes, ZstdDictCompress forCompression, ZstdDictDecompress forDecompression) {
      this.bytes = bytes;
      this.forCompression = forCompression;
      this.forDecompression = forDecompression;
    }
  }

  /** One thread's contexts, which remember the dictionary they last used. */
  private static final class Contexts {
    private final int level;
    private final ZstdCompressCtx compressor = new ZstdCompressCtx();
    private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
    private @Nullable Dictionary compressing;
    private @Nullable Dictionary decompressing;

    Contexts(int level) {
      this.level = level;
      compressor.setLevel(level);
    }

    byte[] compress(byte[] bytes, @Nullable Dictionary dictionary) {
      if (dictionary != compressing) {
        compressor.reset();
        compressor.setLevel(level);
        if (dictionary != null) {
          compressor.loadDict(dictionary.forCompression);
        }
        compressing = dictionary;
      }
      return compressor.compress(bytes);
    }

    byte[] decompress(byte[] bytes, int size, @Nullable Dictionary dictionary) {
      if (dictionary != decompressing) {
        decompressor.reset();
        if (dictionary != null) {
          decompressor.loadDict(dictionary.forDecompression);
        }
        decompressing = dictionary;
      }
      return decompressor.decompress(bytes, size);
    }
  }
}
