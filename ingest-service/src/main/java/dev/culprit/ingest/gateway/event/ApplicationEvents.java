package dev.culprit.ingest.gateway.event;

import dev.culprit.ingest.gateway.join.RequestCase;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.stacktrace.ParsedStackTrace;
import dev.culprit.ingest.stacktrace.StackTraceText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.LogMessage;
import java.util.List;

/**
 * Events of the application itself, out of what its server wrote to standard error and the proxy
 * passed on: PHP's messages with their stack traces.
 */
public final class ApplicationEvents {
  private ApplicationEvents() {}

  /** {@code failure} is the gateway's event of the same request, for what both share. */
  public static Event.Builder of(RequestCase request, ErrorRecord error, Event.Builder shared) {
    String text = error.applicationText();
    ParsedStackTrace parsed = StackTraceText.parse(text, "php");
    AccessRecord access = request.access();
    int status = access == null ? error.status() : access.status();
    Event.Builder event =
        Event.newBuilder()
            .setOccurredAt(shared.getOccurredAt())
            .setLevel(isFatal(text) ? Level.LEVEL_ERROR : Level.LEVEL_WARNING)
            .setPlatform("php")
            .setLogger("stderr")
            .setEnvironment(shared.getEnvironment())
            .setServerName(shared.getServerName())
            .setTransaction(shared.getTransaction())
            .setTraceId(shared.getTraceId())
            .setRequest(
                shared.hasRequest() ? shared.getRequest() : HttpRequest.getDefaultInstance())
            .setHttpStatus(status >= 400 && status <= 599 ? status : 0)
            .setClientEventId(GatewayEvents.identity(List.of("stderr", error.raw())));
    if (parsed.exceptions().isEmpty()) {
      return event.setMessage(LogMessage.newBuilder().setFormatted(text));
    }
    parsed.exceptions().forEach(event::addExceptions);
    event.getExceptionsBuilder(0).setRawStackTrace(text);
    return event;
  }

  private static boolean isFatal(String text) {
    return text.contains("Fatal error")
        || text.contains("Parse error")
        || text.contains("Uncaught ");
  }
}
