package dev.culprit.ingest.sentry.event;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Sdk;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Turns Sentry's event payload into the normal form. What has a wrong shape is mended or left out
 * with a note; an event is never lost because of one of its fields.
 */
public final class SentryEvents {
  private SentryEvents() {}

  /**
   * Reads the JSON of an event, except for its wire and attachments.
   *
   * @param sentAt the client's clock when it sent, to correct its other times by
   * @throws dev.culprit.ingest.outcome.Refused when the body is no JSON object
   */
  public static Event.Builder decode(byte[] json, @Nullable Instant sentAt, Instant receivedAt) {
    Payload payload = PayloadReader.read(json);
    Event.Builder event = Event.newBuilder();
    Clock clock = Clock.of(sentAt, receivedAt, payload.mendings);
    event.setClientEventId(EventIds.of(payload.text("event_id"), payload.mendings));
    clock.put(payload.value("timestamp"), event);
    event.setPlatform(Platforms.of(payload.text("platform"), payload.mendings));
    labels(payload, event);
    sdk(payload.object("sdk"), payload.mendings, event);
    Messages.put(payload, event);
    Exceptions.put(payload, event);
    event.setLevel(Levels.of(payload.text("level"), event, payload.mendings));
    Fingerprints.put(payload, event);
    Tags.put(payload, event);
    Users.put(payload.object("user"), payload.mendings, event);
    Requests.put(payload.object("request"), payload.mendings, event);
    Contexts.put(payload, event);
    Breadcrumbs.put(payload, clock, event);
    return event.addAllNotes(payload.mendings.all());
  }

  private static void labels(Payload payload, Event.Builder event) {
    String transaction = payload.text("transaction");
    event
        .setLogger(payload.text("logger"))
        .setServerName(payload.text("server_name"))
        .setTransaction(transaction.isBlank() ? payload.text("culprit") : transaction)
        .setRelease(label("release", payload))
        .setEnvironment(label("environment", payload));
  }

  /** Sentry itself refuses slashes and line breaks here; clients send them as they are. */
  private static String label(String name, Payload payload) {
    String told = payload.text(name);
    StringBuilder mended = new StringBuilder(told.length());
    for (int i = 0; i < told.length(); i++) {
      char c = told.charAt(i);
      mended.append(c == '/' || c == '\\' ? '-' : isBreak(c) ? ' ' : c);
    }
    String label = mended.toString();
    if (!label.equals(told)) {
      payload.mendings.note(name + " held slashes or line breaks, which were replaced");
    }
    return label.strip();
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\t' || c == '\f';
  }

  private static void sdk(MapValue sdk, Mendings mendings, Event.Builder event) {
    String name = Texts.scalar(sdk, "name", "sdk.name", mendings);
    String version = ValueText.find(sdk, "version");
    if (!name.isEmpty() || !version.isEmpty()) {
      event.setSdk(Sdk.newBuilder().setName(name).setVersion(version));
    }
  }
}
