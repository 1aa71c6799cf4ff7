package dev.culprit.ingest.otlp;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.culprit.ingest.grpc.RefusalStatus;
import dev.culprit.ingest.http.CrossOrigin;
import dev.culprit.ingest.outcome.Rejection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * Answers over HTTP: the signal's response, or google.rpc.Status for errors, both in the form of
 * the request.
 */
final class OtlpAnswers {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence PROTOBUF =
      HttpHeaders.createOptimized("application/x-protobuf");

  private final HttpServerResponse response;
  private final boolean jsonExpected;
  private final boolean protobufExpected;
  private boolean json;

  /** The form follows the request's content type; when that says neither, its body. */
  OtlpAnswers(HttpServerResponse response, String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    this.response = response;
    this.jsonExpected = type.contains("json");
    this.protobufExpected = type.contains("protobuf");
    this.json = !protobufExpected;
  }

  boolean isJsonExpected() {
    return jsonExpected;
  }

  void sawJson(boolean seen) {
    json = jsonExpected || (seen && !protobufExpected);
  }

  void kept(Signal<?> signal, ExportOutcome.Kept kept) {
    JsonObject body = new JsonObject();
    if (kept.isPartial()) {
      JsonObject partial = new JsonObject();
      if (kept.rejected() > 0) {
        partial.put(signal.rejectedName(), Long.toString(kept.rejected()));
      }
      body.put("partialSuccess", partial.put("errorMessage", kept.complaint()));
    }
    send(200, body, signal.response().apply(kept));
  }

  void refused(Rejection rejection) {
    long seconds = RefusalStatus.retryAfterSeconds(rejection);
    if (seconds > 0 && !isOver()) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
    Status status = RefusalStatus.of(rejection);
    send(code(rejection), json(status), status);
  }

  /** A failure of ours, told without details. */
  void failed() {
    Status status =
        Status.newBuilder()
            .setCode(Code.INTERNAL_VALUE)
            .setMessage("Something went wrong on the server")
            .build();
    send(500, json(status), status);
  }

  private static int code(Rejection rejection) {
    if (rejection instanceof Rejection.UnknownKey) {
      return 401;
    }
    if (rejection instanceof Rejection.RateLimited) {
      return 429;
    }
    if (rejection instanceof Rejection.TooLarge) {
      return 413;
    }
    if (rejection instanceof Rejection.Overloaded) {
      return 503;
    }
    if (rejection instanceof Rejection.Unsupported unsupported) {
      return unsupported.kind() == Rejection.Unsupported.Kind.ENCODING ? 415 : 501;
    }
    return 400;
  }

  private static JsonObject json(Status status) {
    JsonObject json =
        new JsonObject().put("code", status.getCode()).put("message", status.getMessage());
    JsonArray details = new JsonArray();
    status.getDetailsList().forEach(detail -> details.add(json(detail)));
    return details.isEmpty() ? json : json.put("details", details);
  }

  private static JsonObject json(Any detail) {
    JsonObject json = new JsonObject().put("@type", detail.getTypeUrl());
    try {
      if (detail.is(RetryInfo.class)) {
        var delay = detail.unpack(RetryInfo.class).getRetryDelay();
        return json.put(
            "retryDelay", delay.getSeconds() + "." + "%09d".formatted(delay.getNanos()) + "s");
      }
      var info = detail.unpack(com.google.rpc.ErrorInfo.class);
      return json.put("reason", info.getReason()).put("domain", info.getDomain());
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("a detail of our own can be read", impossible);
    }
  }

  private boolean isOver() {
    return response.ended() || response.closed();
  }

  private void send(int status, JsonObject body, Message message) {
    if (isOver()) {
      return;
    }
    CrossOrigin.addTo(response);
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, json ? JSON : PROTOBUF);
    response.end(json ? body.toBuffer() : Buffer.buffer(message.toByteArray()));
  }
}
