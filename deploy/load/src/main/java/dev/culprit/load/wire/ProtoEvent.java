package dev.culprit.load.wire;

import dev.culprit.load.event.SampleEvent;
import dev.culprit.load.event.SampleFrame;
import dev.culprit.load.event.Template;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.Sdk;
import dev.culprit.proto.ingest.v1.User;
import dev.culprit.proto.ingest.v1.Value;
import java.util.Locale;
import java.util.Map;

/**
 * Writes events down as native messages, without time; the time is put behind them when they are
 * sent.
 */
final class ProtoEvent {
  private ProtoEvent() {}

  static Event write(SampleEvent event) {
    String language = event.language().name().toLowerCase(Locale.ROOT);
    ExceptionInfo.Builder exception =
        ExceptionInfo.newBuilder().setType(event.type()).setValue(event.message());
    event.frames().forEach(frame -> exception.addFrames(frame(frame)));
    return Event.newBuilder()
        .setClientEventId(event.release() + "-" + Template.SEQUENCE)
        .setLevel(Level.LEVEL_ERROR)
        .setPlatform(language)
        .setEnvironment(event.environment())
        .setRelease(event.release())
        .setServerName(event.serverName())
        .setTransaction(event.transaction())
        .addExceptions(exception)
        .setRequest(request(event))
        .setUser(
            User.newBuilder()
                .setId(event.user().getOrDefault("id", ""))
                .setEmail(event.user().getOrDefault("email", ""))
                .setName(event.user().getOrDefault("name", "")))
        .putAllTags(event.tags())
        .putContexts("application", map(event.context()))
        .setSdk(Sdk.newBuilder().setName("culprit-load").setVersion("1").setLanguage(language))
        .build();
  }

  private static Frame frame(SampleFrame frame) {
    return Frame.newBuilder()
        .setModule(frame.module())
        .setFunction(frame.function())
        .setFile(frame.file())
        .setLine(frame.line())
        .setInApp(frame.inApp())
        .build();
  }

  private static HttpRequest request(SampleEvent event) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .setMethod("POST")
            .setUrl("https://shop.example.com/api/items/" + Template.SEQUENCE)
            .setRoute("/api/items/{id}")
            .setParams(map(event.params()));
    event
        .headers()
        .forEach(
            (name, value) ->
                request.addHeaders(NamedValue.newBuilder().setName(name).setValue(value)));
    return request.build();
  }

  private static MapValue map(Map<String, String> values) {
    MapValue.Builder map = MapValue.newBuilder();
    values.forEach(
        (name, value) ->
            map.addEntries(
                MapValue.Entry.newBuilder()
                    .setKey(name)
                    .setValue(Value.newBuilder().setStringValue(value))));
    return map.build();
  }
}
