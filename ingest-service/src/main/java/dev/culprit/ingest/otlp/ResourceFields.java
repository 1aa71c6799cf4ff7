package dev.culprit.ingest.otlp;

import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Sdk;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a resource says of all its records: application, release, environment, host, language. */
final class ResourceFields {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
  private static final Set<String> TELLS_APART =
      Set.of(
          "service.name",
          "service.instance.id",
          "host.name",
          "k8s.pod.name",
          "container.id",
          "process.pid");

  private final Event template;
  private final String identity;

  private ResourceFields(Event template, String identity) {
    this.template = template;
    this.identity = identity;
  }

  static ResourceFields of(Resource resource) {
    Attributes attributes = Attributes.of(resource.getAttributesList());
    Event.Builder event = Event.newBuilder();
    put(attributes, event);
    attributes.putLeft("resource", event);
    return new ResourceFields(event.build(), identity(resource.getAttributesList()));
  }

  /** An event with everything that the resource tells. */
  Event.Builder newEvent() {
    return template.toBuilder();
  }

  String platform() {
    return template.getPlatform();
  }

  /** Tells one process from another, as far as the resource can. */
  String identity() {
    return identity;
  }

  private static void put(Attributes attributes, Event.Builder event) {
    String language = attributes.take("telemetry.sdk.language").toLowerCase(Locale.ROOT);
    event
        .setPlatform(platform(language))
        .setRelease(attributes.take("service.version"))
        .setEnvironment(attributes.take("deployment.environment.name", "deployment.environment"))
        .setServerName(serverName(attributes));
    Sdk sdk =
        Sdk.newBuilder()
            .setName(attributes.take("telemetry.sdk.name"))
            .setVersion(attributes.take("telemetry.sdk.version"))
            .setLanguage(language)
            .setLanguageVersion(attributes.take("process.runtime.version"))
            .build();
    if (!sdk.equals(Sdk.getDefaultInstance())) {
      event.setSdk(sdk);
    }
    String service = attributes.take("service.name");
    if (!service.isEmpty()) {
      event.putTags("service.name", service);
    }
  }

  /**
   * An instance id that is only a random UUID, as some SDKs make it, helps nobody find the host.
   */
  private static String serverName(Attributes attributes) {
    var instance = attributes.left().get("service.instance.id");
    boolean random = instance != null && UUID.matcher(AttributeValues.text(instance)).matches();
    String host = random ? attributes.take("host.name") : "";
    return host.isEmpty() ? attributes.take("service.instance.id", "host.name") : host;
  }

  private static String platform(String language) {
    return switch (language) {
      case "nodejs" -> "node";
      case "webjs" -> "javascript";
      case "dotnet" -> "csharp";
      case "erlang" -> "elixir";
      default -> language;
    };
  }

  private static String identity(List<KeyValue> attributes) {
    return attributes.stream()
        .filter(attribute -> TELLS_APART.contains(attribute.getKey()))
        .map(attribute -> attribute.getKey() + "=" + AttributeValues.text(attribute.getValue()))
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
