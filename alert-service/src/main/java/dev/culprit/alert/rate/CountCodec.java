package dev.culprit.alert.rate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Counts as bytes between instances: one message for all counts that go to the same instance. */
final class CountCodec {
  private static final int VERSION = 1;

  private CountCodec() {}

  static byte[] encode(Collection<MinuteCount> counts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 + counts.size() * 48);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(counts.size());
      for (MinuteCount count : counts) {
        out.writeLong(count.key().projectId());
        out.writeLong(count.key().problemId());
        out.writeUTF(count.environment());
        out.writeInt(count.minute());
        out.writeLong(count.count());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static List<MinuteCount> decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        throw new IllegalArgumentException("counts of an unknown version");
      }
      int size = in.readInt();
      if (size < 0) {
        throw new IllegalArgumentException("counts of a negative number");
      }
      List<MinuteCount> counts = new ArrayList<>(Math.min(size, bytes.length / 16));
      for (int i = 0; i < size; i++) {
        SeriesKey key = new SeriesKey(in.readLong(), in.readLong());
        counts.add(new MinuteCount(key, in.readUTF(), in.readInt(), in.readLong()));
      }
      return counts;
    } catch (IOException e) {
      throw new IllegalArgumentException("counts cut short", e);
    }
  }
}
