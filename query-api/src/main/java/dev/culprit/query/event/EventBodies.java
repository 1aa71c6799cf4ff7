package dev.culprit.query.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.culprit.proto.grouping.v1.StoredPayload;
import dev.culprit.proto.grouping.v1.StoredStackTrace;
import dev.culprit.runtime.compression.DictionaryZstd;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Unpacks what grouping stored of events. Dictionaries never change, so each is read once. */
final class EventBodies {
  private static final int MAX_BYTES = 16 << 20;

  private final Pool reader;
  private final DictionaryZstd zstd = new DictionaryZstd(3);
  private final Cache<Integer, byte[]> dictionaries = Caffeine.newBuilder().maximumSize(32).build();

  EventBodies(Pool reader) {
    this.reader = reader;
  }

  /** An empty payload when it was sampled out. */
  Future<StoredPayload> payload(@Nullable Buffer body, int dictionaryId) {
    if (body == null) {
      return Future.succeededFuture(StoredPayload.getDefaultInstance());
    }
    return dictionary(dictionaryId)
        .map(
            dictionary ->
                parsePayload(
                    zstd.decompress(
                        body.getBytes(), MAX_BYTES, dictionary.length == 0 ? null : dictionary)));
  }

  StoredStackTrace stackTrace(@Nullable Buffer body) {
    if (body == null) {
      return StoredStackTrace.getDefaultInstance();
    }
    try {
      return StoredStackTrace.parseFrom(zstd.decompress(body.getBytes(), MAX_BYTES, null));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored stack trace is damaged", e);
    }
  }

  private static StoredPayload parsePayload(byte[] bytes) {
    try {
      return StoredPayload.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored payload is damaged", e);
    }
  }

  /** Empty for 0, which stands for none. */
  private Future<byte[]> dictionary(int id) {
    byte[] known = id == 0 ? new byte[0] : dictionaries.getIfPresent(id);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    return reader
        .preparedQuery("SELECT body FROM grouping.payload_dictionaries WHERE id = $1")
        .execute(Tuple.of(id))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new IllegalStateException("payload dictionary " + id + " is missing");
              }
              byte[] read = rows.iterator().next().getBuffer(0).getBytes();
              return dictionaries.get(id, missing -> read);
            });
  }
}
