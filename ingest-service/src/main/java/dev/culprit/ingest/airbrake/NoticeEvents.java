package dev.culprit.ingest.airbrake;

import dev.culprit.ingest.airbrake.Notice.ReportedError;
import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.pipeline.EventRules;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Mechanism;
import dev.culprit.proto.ingest.v1.Sdk;
import dev.culprit.proto.ingest.v1.User;
import dev.culprit.proto.ingest.v1.Value;
import java.util.List;
import java.util.Set;

/** Puts the parts of a notice in their places; what has none stays readable in a context. */
final class NoticeEvents {
  private static final Set<String> PLACED_CONTEXT =
      Set.of(
          "notifier",
          "environment",
          "severity",
          "component",
          "action",
          "hostname",
          "language",
          "version",
          "url",
          "route",
          "httpMethod",
          "userAgent",
          "userAddr",
          "remoteAddr",
          "referer",
          "headers",
          "user",
          "history",
          "windowError",
          "unhandledRejection");
  private static final Set<String> PLACED_USER = Set.of("id", "name", "email", "username");

  private NoticeEvents() {}

  static Event.Builder event(Notice notice) {
    MapValue context = notice.context;
    Event.Builder event = Event.newBuilder();
    Languages language = sdk(context, firstFile(notice.errors), event);
    for (ReportedError error : notice.errors) {
      event.addExceptions(exception(error, language.platform(), notice.notes));
    }
    unhandled(context, event);
    EventRules.requireUsable(event);
    event
        .setLevel(Severities.level(ValueText.find(context, "severity")))
        .setEnvironment(ValueText.find(context, "environment"))
        .setRelease(ValueText.find(context, "version", "revision"))
        .setServerName(ValueText.find(context, "hostname"));
    transaction(context, event);
    NoticeRequests.put(context, event);
    user(context, event);
    History.put(ValueText.value(context, "history"), event);
    group("context", ValueText.without(context, PLACED_CONTEXT), event);
    group("params", notice.params, event);
    group("session", notice.session, event);
    group("environment", notice.environment, event);
    return event.addAllNotes(notice.notes);
  }

  private static String firstFile(List<ReportedError> errors) {
    return errors.stream()
        .flatMap(error -> error.backtrace().stream())
        .findFirst()
        .map(frame -> ValueText.find(frame.getMapValue(), "file"))
        .orElse("");
  }

  private static Languages sdk(MapValue context, String file, Event.Builder event) {
    Value notifier = ValueText.value(context, "notifier");
    MapValue program = notifier == null ? MapValue.getDefaultInstance() : notifier.getMapValue();
    String name = ValueText.find(program, "name");
    Languages language = Languages.of(ValueText.find(context, "language"), name, file);
    event
        .setPlatform(language.platform())
        .setSdk(
            Sdk.newBuilder()
                .setName(name)
                .setVersion(ValueText.find(program, "version"))
                .setLanguage(language.name())
                .setLanguageVersion(language.version()));
    return language;
  }

  private static ExceptionInfo exception(ReportedError error, String platform, List<String> notes) {
    ExceptionInfo.Builder exception =
        ExceptionInfo.newBuilder().setType(error.type()).setValue(error.message());
    Backtraces.put(error.backtrace(), platform, exception, notes);
    if (error.type().isEmpty() && exception.getFramesCount() > 0) {
      // A text was notified; the stack shows where.
      exception.setMechanism(Mechanism.newBuilder().setSynthetic(true));
    }
    return exception.build();
  }

  private static void unhandled(MapValue context, Event.Builder event) {
    boolean window = !ValueText.find(context, "windowError").isEmpty();
    boolean rejection = !ValueText.find(context, "unhandledRejection").isEmpty();
    if (event.getExceptionsCount() > 0 && (window || rejection)) {
      event
          .getExceptionsBuilder(0)
          .getMechanismBuilder()
          .setType(window ? "onerror" : "onunhandledrejection")
          .setHandled(false);
    }
  }

  private static void transaction(MapValue context, Event.Builder event) {
    String component = ValueText.find(context, "component");
    String action = ValueText.find(context, "action");
    String route = ValueText.find(context, "route");
    String method = ValueText.find(context, "httpMethod");
    if (!component.isEmpty() && !action.isEmpty()) {
      event.setTransaction(component + "#" + action);
    } else if (!component.isEmpty() || !action.isEmpty()) {
      event.setTransaction(component + action);
    } else if (!route.isEmpty()) {
      event.setTransaction((method + " " + route).strip());
    }
    tag("component", component, event);
    tag("action", action, event);
  }

  private static void tag(String name, String value, Event.Builder event) {
    if (!value.isEmpty()) {
      event.putTags(name, value);
    }
  }

  private static void user(MapValue context, Event.Builder event) {
    Value told = ValueText.value(context, "user");
    MapValue user = told == null ? MapValue.getDefaultInstance() : told.getMapValue();
    String address = ValueText.find(context, "userAddr");
    if (user.getEntriesCount() == 0 && address.isEmpty()) {
      return;
    }
    User.Builder out =
        User.newBuilder()
            .setId(ValueText.find(user, "id"))
            .setName(ValueText.find(user, "name"))
            .setEmail(ValueText.find(user, "email"))
            .setUsername(ValueText.find(user, "username"))
            .setIpAddress(address);
    MapValue rest = ValueText.without(user, PLACED_USER);
    if (rest.getEntriesCount() > 0) {
      out.setData(rest);
    }
    event.setUser(out);
  }

  private static void group(String name, MapValue values, Event.Builder event) {
    if (values.getEntriesCount() > 0) {
      event.putContexts(name, values);
    }
  }
}
