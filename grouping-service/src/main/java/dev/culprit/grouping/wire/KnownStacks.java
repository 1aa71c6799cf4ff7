package dev.culprit.grouping.wire;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Remembers stack traces by their bytes, because they come again and again, so that they are parsed
 * and hashed once. Bounded by the bytes remembered.
 */
final class KnownStacks {

  private static final EventStack NONE = new EventStack(List.of());

  private final Cache<Key, EventStack> known;

  KnownStacks(long mostBytes) {
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((Key key, EventStack stack) -> key.bytes.length)
            .build();
  }

  EventStack of(ByteString event, List<ExceptionPart> exceptions)
      throws InvalidProtocolBufferException {
    if (exceptions.isEmpty()) {
      return NONE;
    }
    Key key = key(event, exceptions);
    EventStack stack = known.getIfPresent(key);
    if (stack == null) {
      stack = parse(event, exceptions);
      if (!stack.hasVars()) {
        known.put(key, stack);
      }
    }
    return stack;
  }

  /** The stacks one after the other, each ended by a zero, which no field begins with. */
  private static Key key(ByteString event, List<ExceptionPart> exceptions) {
    int size = exceptions.size();
    for (ExceptionPart exception : exceptions) {
      size += exception.stackSize();
    }
    byte[] bytes = new byte[size];
    int to = 0;
    for (ExceptionPart exception : exceptions) {
      for (int range = 0; range < exception.ranges(); range++) {
        int length = exception.end(range) - exception.start(range);
        event.substring(exception.start(range), exception.end(range)).copyTo(bytes, to);
        to += length;
      }
      to++;
    }
    return new Key(bytes);
  }

  private static EventStack parse(ByteString event, List<ExceptionPart> exceptions)
      throws InvalidProtocolBufferException {
    List<ExceptionInfo> stacks = new ArrayList<>(exceptions.size());
    for (ExceptionPart exception : exceptions) {
      ExceptionInfo.Builder stack = ExceptionInfo.newBuilder();
      for (int range = 0; range < exception.ranges(); range++) {
        stack.mergeFrom(event.substring(exception.start(range), exception.end(range)));
      }
      stacks.add(stack.build());
    }
    return new EventStack(stacks);
  }

  /** Compared byte by byte; the checksum only finds candidates. */
  private static final class Key {

    private final byte[] bytes;
    private final int hash;

    Key(byte[] bytes) {
      this.bytes = bytes;
      CRC32C crc = new CRC32C();
      crc.update(bytes);
      this.hash = (int) crc.getValue();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && hash == key.hash && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
