package dev.culprit.runtime.grpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Counts the parts of a serialised message without making any of them: messages within it and
 * fields that its type does not know. Each costs far more memory than the two bytes it may take.
 */
public final class MessageParts {
  /** The most parts that a message may have. */
  public static final int MOST = 1_000_000;

  /** Up to this size no message can do harm, whatever its parts. */
  static final int HARMLESS_BYTES = 64 << 10;

  private static final int DEEPEST = 100;

  private final CodedInputStream in;
  private int parts;

  private MessageParts(byte[] bytes) {
    in = CodedInputStream.newInstance(bytes);
  }

  /** False as well for what is not valid: parsing it will tell what is wrong. */
  public static boolean areTooMany(byte[] bytes, Descriptor type) {
    MessageParts counter = new MessageParts(bytes);
    try {
      counter.count(type, 0);
    } catch (IOException invalid) {
      return false;
    }
    return counter.parts > MOST;
  }

  private void count(Descriptor type, int depth) throws IOException {
    int tag;
    while (parts <= MOST && (tag = in.readTag()) != 0) {
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      boolean isMessage = field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (field == null || isMessage) {
        parts++;
      }
      if (isMessage
          && depth < DEEPEST
          && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        int outer = in.pushLimit(in.readRawVarint32());
        count(field.getMessageType(), depth + 1);
        if (parts > MOST) {
          return;
        }
        in.popLimit(outer);
      } else {
        in.skipField(tag);
      }
    }
  }
}
