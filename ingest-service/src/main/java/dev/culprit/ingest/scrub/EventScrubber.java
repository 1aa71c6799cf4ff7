package dev.culprit.ingest.scrub;

import dev.culprit.proto.ingest.v1.Attachment;
import dev.culprit.proto.ingest.v1.Breadcrumb;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.LogMessage;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Sdk;
import dev.culprit.proto.ingest.v1.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Makes a decoded event fit to be stored: secrets become {@code [scrubbed]}, every limit of
 * event.proto holds, strings can be stored in PostgreSQL, level, environment and time are always
 * set. What was cut or mended is told in the event's notes. Scrubbing what is scrubbed changes
 * nothing.
 */
public final class EventScrubber {
  /** Stands where a secret was. */
  public static final String SCRUBBED = "[scrubbed]";

  public Event scrub(Event.Builder event, ScrubRules rules, Instant receivedAt) {
    EventCleaner cleaner = new EventCleaner(rules);
    words(event, cleaner);
    clampTime(event, receivedAt, cleaner);
    if (event.getExceptionsCount() > 0) {
      List<dev.culprit.proto.ingest.v1.ExceptionInfo> exceptions =
          ExceptionScrubber.scrub(event.getExceptionsList(), cleaner);
      event.clearExceptions().addAllExceptions(exceptions);
    }
    if (event.hasMessage()) {
      event.setMessage(message(event.getMessage(), cleaner));
    }
    if (event.hasRequest()) {
      event.setRequest(RequestScrubber.scrub(event.getRequest(), cleaner));
    }
    if (event.hasUser()) {
      event.setUser(user(event.getUser(), cleaner));
    }
    if (event.hasGateway()) {
      GatewayScrubber.scrub(event, cleaner);
    }
    fingerprint(event, cleaner);
    tags(event, cleaner);
    contexts(event, cleaner);
    breadcrumbs(event, cleaner);
    List<Attachment> attachments = AttachmentScrubber.bound(event.getAttachmentsList(), cleaner);
    event.clearAttachments().addAllNotes(cleaner.notes().all());
    Event bounded = EventSize.bound(event.build());
    return attachments.isEmpty()
        ? bounded
        : bounded.toBuilder().addAllAttachments(attachments).build();
  }

  private static void words(Event.Builder event, EventCleaner cleaner) {
    event.setClientEventId(cleaner.word("client_event_id", event.getClientEventId(), 128));
    event.setPlatform(cleaner.word("platform", event.getPlatform(), 64));
    event.setLogger(cleaner.word("logger", event.getLogger(), 128));
    event.setRelease(cleaner.word("release", event.getRelease(), 200));
    event.setServerName(cleaner.word("server_name", event.getServerName(), 256));
    event.setTransaction(cleaner.text("transaction", event.getTransaction(), 256));
    event.setEnvironment(cleaner.environment(event.getEnvironment()));
    event.setLevel(known(event.getLevel()));
    event.setTraceId(hexId("trace_id", event.getTraceId(), 32, cleaner));
    event.setSpanId(hexId("span_id", event.getSpanId(), 16, cleaner));
    if (event.getHttpStatus() != 0
        && (event.getHttpStatus() < 100 || event.getHttpStatus() > 599)) {
      event.clearHttpStatus();
      cleaner.notes().add("http_status was no HTTP status and was dropped");
    }
    if (event.hasSdk()) {
      event.setSdk(sdk(event.getSdk(), cleaner));
    }
  }

  private static Level known(Level level) {
    return level == Level.LEVEL_UNSPECIFIED || level == Level.UNRECOGNIZED
        ? Level.LEVEL_ERROR
        : level;
  }

  private static String hexId(String field, String id, int length, EventCleaner cleaner) {
    if (id.isEmpty()) {
      return id;
    }
    String lower = id.toLowerCase(java.util.Locale.ROOT);
    boolean hex =
        lower.length() == length
            && lower.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    if (!hex) {
      cleaner.notes().add(field + " was not " + length + " hex digits and was dropped");
      return "";
    }
    return lower;
  }

  private static void clampTime(Event.Builder event, Instant receivedAt, EventCleaner cleaner) {
    event.setOccurredAt(
        ClampedTime.of(
            "occurred_at",
            event.hasOccurredAt() ? event.getOccurredAt() : null,
            receivedAt,
            cleaner.notes()));
  }

  private static Sdk sdk(Sdk sdk, EventCleaner cleaner) {
    return Sdk.newBuilder()
        .setName(cleaner.word("sdk.name", sdk.getName(), 128))
        .setVersion(cleaner.word("sdk.version", sdk.getVersion(), 64))
        .setLanguage(cleaner.word("sdk.language", sdk.getLanguage(), 64))
        .setLanguageVersion(cleaner.word("sdk.language_version", sdk.getLanguageVersion(), 64))
        .build();
  }

  private static LogMessage message(LogMessage message, EventCleaner cleaner) {
    LogMessage.Builder out = LogMessage.newBuilder();
    out.setFormatted(
        cleaner.text("message.formatted", message.getFormatted(), Bounds.MESSAGE_LENGTH));
    out.setTemplate(cleaner.text("message.template", message.getTemplate(), Bounds.MESSAGE_LENGTH));
    message.getParamsList().stream()
        .limit(Bounds.MESSAGE_PARAMS)
        .forEach(param -> out.addParams(cleaner.text("message.params", param, 512)));
    if (message.getParamsCount() > Bounds.MESSAGE_PARAMS) {
      cleaner.notes().add("message.params were cut to " + Bounds.MESSAGE_PARAMS);
    }
    return out.build();
  }

  private static User user(User user, EventCleaner cleaner) {
    User.Builder out = User.newBuilder();
    out.setId(cleaner.text("user.id", user.getId(), 128));
    out.setEmail(cleaner.word("user.email", user.getEmail(), 256));
    out.setUsername(cleaner.word("user.username", user.getUsername(), 128));
    out.setName(cleaner.word("user.name", user.getName(), 128));
    if (!cleaner.rules().ipAddresses()) {
      out.setIpAddress(cleaner.word("user.ip_address", user.getIpAddress(), 64));
    }
    if (user.hasData()) {
      out.setData(cleaner.trees().scrub("user.data", user.getData(), Bounds.SMALL_TREE_SIZE));
    }
    return out.build();
  }

  private static void fingerprint(Event.Builder event, EventCleaner cleaner) {
    if (event.getFingerprintCount() == 0) {
      return;
    }
    if (event.getFingerprintCount() > Bounds.FINGERPRINT_PARTS) {
      cleaner.notes().add("fingerprint was cut to " + Bounds.FINGERPRINT_PARTS + " parts");
    }
    List<String> parts =
        event.getFingerprintList().stream()
            .limit(Bounds.FINGERPRINT_PARTS)
            .map(part -> cleaner.text("fingerprint", part, 512))
            .toList();
    event.clearFingerprint().addAllFingerprint(parts);
  }

  private static void tags(Event.Builder event, EventCleaner cleaner) {
    if (event.getTagsCount() == 0) {
      return;
    }
    Map<String, String> tags = Map.copyOf(event.getTagsMap());
    event.clearTags();
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (event.getTagsCount() == Bounds.TAGS) {
        cleaner.notes().add("tags were cut to " + Bounds.TAGS);
        break;
      }
      String value =
          cleaner.isSecretName(tag.getKey()) ? SCRUBBED : cleaner.text("tags", tag.getValue(), 200);
      event.putTags(cleaner.word("tags", tag.getKey(), 64), value);
    }
  }

  private static void contexts(Event.Builder event, EventCleaner cleaner) {
    if (event.getContextsCount() == 0) {
      return;
    }
    Map<String, MapValue> contexts = Map.copyOf(event.getContextsMap());
    event.clearContexts();
    for (Map.Entry<String, MapValue> context : contexts.entrySet()) {
      if (event.getContextsCount() == Bounds.CONTEXTS) {
        cleaner.notes().add("contexts were cut to " + Bounds.CONTEXTS);
        break;
      }
      String name = cleaner.word("contexts", context.getKey(), 64);
      event.putContexts(
          name, cleaner.trees().scrub("contexts." + name, context.getValue(), Bounds.TREE_SIZE));
    }
  }

  private static void breadcrumbs(Event.Builder event, EventCleaner cleaner) {
    int count = event.getBreadcrumbsCount();
    if (count == 0) {
      return;
    }
    if (count > Bounds.BREADCRUMBS) {
      cleaner.notes().add("breadcrumbs were cut to the last " + Bounds.BREADCRUMBS);
    }
    List<Breadcrumb> kept =
        event.getBreadcrumbsList().subList(Math.max(0, count - Bounds.BREADCRUMBS), count).stream()
            .map(crumb -> breadcrumb(crumb, cleaner))
            .toList();
    event.clearBreadcrumbs().addAllBreadcrumbs(kept);
  }

  private static Breadcrumb breadcrumb(Breadcrumb crumb, EventCleaner cleaner) {
    Breadcrumb.Builder out = crumb.toBuilder();
    out.setType(cleaner.word("breadcrumbs.type", crumb.getType(), 64));
    out.setCategory(cleaner.word("breadcrumbs.category", crumb.getCategory(), 128));
    out.setMessage(cleaner.text("breadcrumbs.message", crumb.getMessage(), 2_048));
    if (crumb.getLevel() == Level.UNRECOGNIZED) {
      out.clearLevel();
    }
    if (crumb.hasData()) {
      out.setData(
          cleaner.trees().scrub("breadcrumbs.data", crumb.getData(), Bounds.SMALL_TREE_SIZE));
    }
    return out.build();
  }
}
