package dev.culprit.ingest.forward;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * How records lie in a segment file: marker, length, CRC-32C of the bytes, bytes. The marker lets a
 * reader find the next record behind damaged bytes; a torn last record is what a crash leaves and
 * was never acknowledged.
 */
final class SpoolFormat {
  static final int HEADER = 12;
  static final int LONGEST_RECORD = 64 << 20;
  private static final int MARKER = 0xC017_5EED;

  private SpoolFormat() {}

  /** What a segment holds; {@code corrupt} counts the damaged places that were stepped over. */
  record Content(List<byte[]> records, int corrupt, boolean torn) {}

  static ByteBuffer frame(byte[] record) {
    return ByteBuffer.allocate(HEADER + record.length)
        .putInt(MARKER)
        .putInt(record.length)
        .putInt(checksum(ByteBuffer.wrap(record)))
        .put(record)
        .flip();
  }

  static Content read(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    List<byte[]> records = new ArrayList<>();
    int corrupt = 0;
    int damage = -1;
    int position = 0;
    while (position < file.length) {
      int length = lengthOfRecord(bytes, position);
      if (length >= 0) {
        byte[] record = new byte[length];
        bytes.get(position + HEADER, record);
        records.add(record);
        corrupt += damage >= 0 ? 1 : 0;
        damage = -1;
        position += HEADER + length;
      } else {
        damage = damage < 0 ? position : damage;
        position = nextMarker(bytes, position + 1);
      }
    }
    boolean torn = damage >= 0 && isCutOff(bytes, damage);
    return new Content(records, corrupt + (damage >= 0 && !torn ? 1 : 0), torn);
  }

  /** The length of the whole record here; -1 when there is none or it is damaged. */
  private static int lengthOfRecord(ByteBuffer bytes, int position) {
    if (bytes.limit() - position < HEADER || bytes.getInt(position) != MARKER) {
      return -1;
    }
    int length = bytes.getInt(position + 4);
    if (length < 0 || length > LONGEST_RECORD || length > bytes.limit() - position - HEADER) {
      return -1;
    }
    return checksum(bytes.slice(position + HEADER, length)) == bytes.getInt(position + 8)
        ? length
        : -1;
  }

  private static int nextMarker(ByteBuffer bytes, int from) {
    for (int i = from; i <= bytes.limit() - 4; i++) {
      if (bytes.get(i) == (byte) (MARKER >>> 24) && bytes.getInt(i) == MARKER) {
        return i;
      }
    }
    return bytes.limit();
  }

  /** Whether the damage at the end is a record that was not written to its end. */
  private static boolean isCutOff(ByteBuffer bytes, int damage) {
    int left = bytes.limit() - damage;
    return left < HEADER
        || (bytes.getInt(damage) == MARKER && bytes.getInt(damage + 4) > left - HEADER);
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
