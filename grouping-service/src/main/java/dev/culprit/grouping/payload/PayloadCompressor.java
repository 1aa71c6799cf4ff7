package dev.culprit.grouping.payload;

import dev.culprit.runtime.compression.DictionaryZstd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compresses what is stored. Until there is a dictionary it collects payloads to learn one from,
 * and hands them over once it has enough. Safe for use by many threads.
 */
public final class PayloadCompressor {

  private static final int LEVEL = 3;

  /** So that a few huge payloads do not fill the memory while samples are collected. */
  private static final int MOST_SAMPLE_BYTES = 16 * 1024 * 1024;

  private final DictionaryZstd zstd = new DictionaryZstd(LEVEL);
  private final int samplesWanted;
  private final Consumer<List<byte[]>> onEnoughSamples;
  private final List<byte[]> samples = new ArrayList<>();
  private int sampleBytes;
  private volatile boolean isCollecting = true;
  private volatile @Nullable PayloadDictionary dictionary;

  public PayloadCompressor(int samplesWanted, Consumer<List<byte[]>> onEnoughSamples) {
    this.samplesWanted = samplesWanted;
    this.onEnoughSamples = onEnoughSamples;
  }

  public CompressedPayload compress(byte[] payload) {
    PayloadDictionary current = dictionary;
    if (current != null) {
      return new CompressedPayload(current.id(), zstd.compress(payload, current.body()));
    }
    if (isCollecting) {
      collect(payload);
    }
    return new CompressedPayload(0, zstd.compress(payload));
  }

  /** For stack traces, which are compressed without a dictionary. */
  public byte[] compressAlone(byte[] content) {
    return zstd.compress(content);
  }

  /** Uses this dictionary from now on and stops collecting. */
  public synchronized void use(PayloadDictionary learned) {
    dictionary = learned;
    isCollecting = false;
    samples.clear();
  }

  public boolean hasDictionary() {
    return dictionary != null;
  }

  /** Begins to collect again, after nothing could be learned from the last samples. */
  synchronized void collectAgain() {
    samples.clear();
    sampleBytes = 0;
    isCollecting = true;
  }

  private void collect(byte[] payload) {
    List<byte[]> enough;
    synchronized (this) {
      if (!isCollecting) {
        return;
      }
      samples.add(payload);
      sampleBytes += payload.length;
      if (samples.size() < samplesWanted && sampleBytes < MOST_SAMPLE_BYTES) {
        return;
      }
      isCollecting = false;
      enough = List.copyOf(samples);
      samples.clear();
    }
    onEnoughSamples.accept(enough);
  }
}
