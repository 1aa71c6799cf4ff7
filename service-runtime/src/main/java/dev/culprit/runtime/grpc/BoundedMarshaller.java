package dev.culprit.runtime.grpc;

import com.google.protobuf.Message;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests up to a size that also holds after decompression, and up to a number of parts,
 * since two bytes can ask for an object of fifty. The bridge leaves a call unanswered when reading
 * throws, so what cannot be read becomes an {@link Unreadable} in the message's place, which {@link
 * CallGuard} takes out again.
 */
final class BoundedMarshaller<T> implements PrototypeMarshaller<T> {
  private final PrototypeMarshaller<T> delegate;
  private final int maxBytes;

  BoundedMarshaller(PrototypeMarshaller<T> delegate, int maxBytes) {
    this.delegate = delegate;
    this.maxBytes = maxBytes;
  }

  /** Stands for a message that could not be read. */
  record Unreadable(Status status) {}

  @Override
  public InputStream stream(T value) {
    return delegate.stream(value);
  }

  @Override
  @SuppressWarnings(
      "unchecked") // Erased: nothing between here and CallGuard looks at the message's type.
  public T parse(InputStream stream) {
    try {
      // A stream of known length was not compressed.
      if (stream instanceof KnownLength && stream.available() <= MessageParts.HARMLESS_BYTES) {
        return delegate.parse(stream);
      }
      return parseLarge(stream);
    } catch (RuntimeException | IOException e) {
      return (T)
          new Unreadable(
              Status.INVALID_ARGUMENT
                  .withDescription("the message is not valid protobuf of the expected type")
                  .withCause(e));
    }
  }

  @SuppressWarnings("unchecked") // As above.
  private T parseLarge(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      String what = stream instanceof KnownLength ? "message" : "decompressed message";
      return (T)
          new Unreadable(
              Status.RESOURCE_EXHAUSTED.withDescription(
                  "the " + what + " is larger than " + maxBytes + " bytes"));
    }
    if (delegate.getMessagePrototype() instanceof Message prototype
        && MessageParts.areTooMany(bytes, prototype.getDescriptorForType())) {
      return (T)
          new Unreadable(
              Status.INVALID_ARGUMENT.withDescription(
                  "the message has more than " + MessageParts.MOST + " parts"));
    }
    return delegate.parse(new ByteArrayInputStream(bytes));
  }

  @Override
  public @Nullable T getMessagePrototype() {
    return delegate.getMessagePrototype();
  }

  @Override
  public Class<T> getMessageClass() {
    return delegate.getMessageClass();
  }
}
