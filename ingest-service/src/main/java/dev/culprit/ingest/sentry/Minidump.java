package dev.culprit.ingest.sentry;

import com.google.protobuf.ByteString;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.sentry.event.SentryEvents;
import dev.culprit.proto.ingest.v1.Attachment;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.Mechanism;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The form that crash handlers of native programs send: a minidump, and what they know of the
 * program as an event. Nothing is read out of the dump; it is kept as a file of the event, and the
 * event says so.
 */
final class Minidump {
  private static final String DUMP = "upload_file_minidump";
  private static final String EVENT = "sentry";
  private static final int MOST_PARTS = 100;

  private Minidump() {}

  static Event.Builder decode(byte[] body, String contentType, Instant receivedAt) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    HttpPostRequestDecoder form = null;
    try {
      form =
          new HttpPostRequestDecoder(
              new DefaultHttpDataFactory(false), request, StandardCharsets.UTF_8, MOST_PARTS, 8192);
      return event(form, receivedAt);
    } catch (HttpPostRequestDecoder.ErrorDataDecoderException
        | HttpPostRequestDecoder.TooManyFormFieldsException
        | HttpPostRequestDecoder.TooLongFormFieldException
        | IOException unreadable) {
      throw Refused.malformed("", "The body is no readable multipart form");
    } finally {
      if (form != null) {
        form.destroy();
      }
    }
  }

  private static Event.Builder event(HttpPostRequestDecoder form, Instant receivedAt)
      throws IOException {
    if (!(form.getBodyHttpData(DUMP) instanceof FileUpload dump) || dump.length() == 0) {
      throw Refused.malformed(DUMP, "is required and must be a file");
    }
    Event.Builder event =
        form.getBodyHttpData(EVENT) instanceof Attribute told
            ? SentryEvents.decode(SentryIntake.bounded(told.get()), null, receivedAt)
            : Event.newBuilder();
    if (event.getExceptionsCount() == 0) {
      event.clearMessage().addExceptions(crash());
    }
    if (event.getPlatform().isEmpty() || event.getPlatform().equals("other")) {
      event.setPlatform("native");
    }
    event.setLevel(Level.LEVEL_FATAL).addNotes("the minidump is kept as a file, not symbolicated");
    for (InterfaceHttpData part : form.getBodyHttpDatas()) {
      if (part instanceof FileUpload file) {
        event.addAttachments(attachment(file));
      }
    }
    return event;
  }

  private static ExceptionInfo.Builder crash() {
    return ExceptionInfo.newBuilder()
        .setType("Minidump")
        .setValue("Native crash; see the attached minidump")
        .setMechanism(Mechanism.newBuilder().setType("minidump").setHandled(false));
  }

  private static Attachment attachment(FileUpload file) throws IOException {
    String contentType = file.getContentType();
    return Attachment.newBuilder()
        .setName(file.getFilename())
        .setContentType(contentType == null ? "" : contentType)
        .setType(file.getName().equals(DUMP) ? "event.minidump" : "event.attachment")
        .setData(ByteString.copyFrom(file.get()))
        .build();
  }
}
