package dev.culprit.ingest.checkend;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Sdk;
import dev.culprit.proto.ingest.v1.User;
import java.util.Locale;
import java.util.Set;

/**
 * Turns a Checkend notice into an event. {@code environment}, {@code revision} and {@code app_name}
 * travel in different places from SDK to SDK and are looked for in all of them; tags are a list of
 * words there and become tags with the value {@code true}.
 */
final class CheckendDecoder {
  private static final Set<String> PLACED_CONTEXT =
      Set.of("environment", "revision", "release", "app_name", "hostname", "transaction");
  private static final Set<String> PLACED_USER =
      Set.of("id", "email", "name", "username", "ip_address", "ip");

  private CheckendDecoder() {}

  static Event.Builder decode(byte[] body) {
    CheckendNotice notice = CheckendReader.read(body);
    if (notice.errorClass == null || notice.errorClass.isBlank()) {
      throw Refused.malformed("error.class", "is required");
    }
    Event.Builder event = Event.newBuilder();
    String language = ValueText.find(notice.notifier, "language").toLowerCase(Locale.ROOT);
    String sdkName = ValueText.find(notice.notifier, "name");
    String platform = Platforms.of(language, sdkName);
    event.setPlatform(platform).setClientEventId(notice.eventId);
    event.setSdk(
        Sdk.newBuilder()
            .setName(sdkName)
            .setVersion(ValueText.find(notice.notifier, "version"))
            .setLanguage(language)
            .setLanguageVersion(ValueText.find(notice.notifier, "language_version")));
    CheckendTimes.put(notice, event);
    exception(notice, platform, event);
    application(notice, event);
    CheckendRequests.put(notice, event);
    user(notice.user, event);
    tags(notice, event);
    return event.addAllFingerprint(notice.fingerprint).addAllNotes(notice.notes);
  }

  private static void exception(CheckendNotice notice, String platform, Event.Builder event) {
    ExceptionInfo.Builder exception =
        ExceptionInfo.newBuilder()
            .setType(notice.errorClass == null ? "" : notice.errorClass)
            .setValue(notice.message == null ? "" : notice.message);
    Backtraces.put(notice.backtrace, platform, exception);
    event.addExceptions(exception);
  }

  private static void application(CheckendNotice notice, Event.Builder event) {
    MapValue context = notice.context;
    String environment = ValueText.find(context, "environment");
    event.setEnvironment(environment.isEmpty() ? notice.environment : environment);
    event.setRelease(
        first(
            ValueText.find(context, "revision", "release"),
            ValueText.find(notice.server, "revision"),
            ValueText.find(notice.notifier, "revision")));
    event.setServerName(
        first(ValueText.find(notice.server, "hostname"), ValueText.find(context, "hostname")));
    event.setTransaction(ValueText.find(context, "transaction"));
    String application =
        first(
            ValueText.find(context, "app_name"),
            ValueText.find(notice.server, "app_name"),
            ValueText.find(notice.notifier, "app_name"));
    if (!application.isEmpty()) {
      event.putContexts(
          "app", MapValue.newBuilder().addEntries(ValueText.entry("name", application)).build());
    }
    MapValue rest = ValueText.without(context, PLACED_CONTEXT);
    if (rest.getEntriesCount() > 0) {
      event.putContexts("context", rest);
    }
  }

  private static void user(MapValue user, Event.Builder event) {
    if (user.getEntriesCount() == 0) {
      return;
    }
    User.Builder out = User.newBuilder();
    out.setId(ValueText.find(user, "id"));
    out.setEmail(ValueText.find(user, "email"));
    out.setName(ValueText.find(user, "name"));
    out.setUsername(ValueText.find(user, "username"));
    out.setIpAddress(ValueText.find(user, "ip_address", "ip"));
    MapValue rest = ValueText.without(user, PLACED_USER);
    if (rest.getEntriesCount() > 0) {
      out.setData(rest);
    }
    event.setUser(out);
  }

  private static void tags(CheckendNotice notice, Event.Builder event) {
    notice.tags.forEach(tag -> event.putTags(tag, "true"));
    for (MapValue.Entry tag : notice.tagMap.getEntriesList()) {
      event.putTags(tag.getKey(), ValueText.of(tag.getValue()));
    }
  }

  private static String first(String... candidates) {
    for (String candidate : candidates) {
      if (!candidate.isEmpty()) {
        return candidate;
      }
    }
    return "";
  }
}
