package dev.culprit.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.StringValue;
import com.google.protobuf.WrappersProto;
import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MessagePartsTest {
  private static final byte LENGTH_DELIMITED = 2;

  @Test
  void takesMessagesOfEveryDay() {
    byte[] message = WrappersProto.getDescriptor().toProto().toByteArray();

    assertThat(MessageParts.areTooMany(message, FileDescriptorProto.getDescriptor())).isFalse();
    assertThat(MessageParts.areTooMany(new byte[0], StringValue.getDescriptor())).isFalse();
  }

  @Test
  void refusesMillionsOfEmptyMessages() {
    byte tag = (FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER << 3) | LENGTH_DELIMITED;

    assertThat(
            MessageParts.areTooMany(
                pairs(tag, (byte) 0, MessageParts.MOST), FileDescriptorProto.getDescriptor()))
        .isFalse();
    assertThat(
            MessageParts.areTooMany(
                pairs(tag, (byte) 0, MessageParts.MOST + 1), FileDescriptorProto.getDescriptor()))
        .isTrue();
  }

  @Test
  void refusesMillionsOfUnknownFields() {
    byte unknown = 15 << 3;

    assertThat(
            MessageParts.areTooMany(
                pairs(unknown, (byte) 1, MessageParts.MOST + 1), StringValue.getDescriptor()))
        .isTrue();
  }

  @Test
  void refusesThemDeepInsideAsWell() {
    byte[] fields =
        pairs(
            (byte) ((DescriptorProto.FIELD_FIELD_NUMBER << 3) | LENGTH_DELIMITED),
            (byte) 0,
            MessageParts.MOST);
    byte[] outer =
        FileDescriptorProto.newBuilder()
            .addMessageType(DescriptorProto.newBuilder().setName("a"))
            .build()
            .toByteArray();
    byte[] nested = nested(fields, (byte) 0x22);
    byte[] both = Arrays.copyOf(outer, outer.length + nested.length);
    System.arraycopy(nested, 0, both, outer.length, nested.length);

    assertThat(MessageParts.areTooMany(both, FileDescriptorProto.getDescriptor())).isTrue();
  }

  @Property(tries = 1_000)
  void survivesAnyBytes(@ForAll @Size(max = 300) byte[] bytes) {
    long started = System.nanoTime();

    assertThat(MessageParts.areTooMany(bytes, FileDescriptorProto.getDescriptor())).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
  }

  /** The bytes as one message within another. */
  private static byte[] nested(byte[] bytes, byte tag) {
    byte[] out = new byte[bytes.length + 6];
    out[0] = tag;
    int length = bytes.length;
    for (int i = 1; i <= 5; i++) {
      out[i] = (byte) ((length & 0x7F) | (i < 5 ? 0x80 : 0));
      length >>>= 7;
    }
    System.arraycopy(bytes, 0, out, 6, bytes.length);
    return out;
  }

  private static byte[] pairs(byte tag, byte value, int count) {
    byte[] bytes = new byte[count * 2];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = tag;
      bytes[i + 1] = value;
    }
    return bytes;
  }
}
