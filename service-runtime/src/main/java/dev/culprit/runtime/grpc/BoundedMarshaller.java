package dev.culprit.runtime.grpc;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests up to a size that also holds after decompression. The bridge leaves a call
 * unanswered when reading throws, so what cannot be read becomes an {@link Unreadable} in the
 * message's place, which {@link CallGuard} takes out again.
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
    // A stream of known length was not compressed, and the server has checked its length.
    InputStream bounded =
        stream instanceof KnownLength ? stream : new BoundedStream(stream, maxBytes);
    try {
      return delegate.parse(bounded);
    } catch (RuntimeException e) {
      return (T) new Unreadable(status(bounded, e));
    }
  }

  private Status status(InputStream stream, RuntimeException cause) {
    if (stream instanceof BoundedStream bounded && bounded.isExceeded()) {
      return Status.RESOURCE_EXHAUSTED.withDescription(
          "the decompressed message is larger than " + maxBytes + " bytes");
    }
    return Status.INVALID_ARGUMENT
        .withDescription("the message is not valid protobuf of the expected type")
        .withCause(cause);
  }

  @Override
  public @Nullable T getMessagePrototype() {
    return delegate.getMessagePrototype();
  }

  @Override
  public Class<T> getMessageClass() {
    return delegate.getMessageClass();
  }

  private static final class BoundedStream extends FilterInputStream {
    private int remaining;

    BoundedStream(InputStream in, int maxBytes) {
      super(in);
      remaining = maxBytes;
    }

    boolean isExceeded() {
      return remaining < 0;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        count(1);
      }
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      if (read > 0) {
        count(read);
      }
      return read;
    }

    /** Unknown, so that protobuf does not take what one call could give for the whole length. */
    @Override
    public int available() {
      return 0;
    }

    private void count(int bytes) throws IOException {
      remaining -= bytes;
      if (remaining < 0) {
        throw new IOException("the message is too large");
      }
    }
  }
}
