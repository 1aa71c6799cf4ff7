package dev.culprit.ingest.airbrake;

import dev.culprit.ingest.airbrake.Notice.ReportedError;
import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a v2 notice, the XML of the notifiers before 2014, into the names of v3. */
final class NoticeXml {
  private static final int MOST_FRAMES = 5_000;

  private NoticeXml() {}

  /** The key, which travels in the body; null when there is none. */
  static @Nullable String key(byte[] body) {
    return XmlTrees.firstText(body, "api-key");
  }

  static Notice read(byte[] body) {
    XmlElement root = XmlTrees.read(body);
    if (!root.name().equals("notice")) {
      throw Refused.malformed("", "The body must be a notice element");
    }
    Notice notice = new Notice();
    for (XmlElement child : root.children()) {
      if (child.name().equals("error")) {
        notice.errors.add(error(child));
      }
    }
    if (notice.errors.isEmpty()) {
      throw Refused.malformed("error", "is required");
    }
    XmlElement request = root.child("request");
    notice.params = variables(request.child("params"));
    notice.session = variables(request.child("session"));
    notice.environment = variables(request.child("cgi-data"));
    notice.context = context(root, request, notice.environment);
    return notice;
  }

  private static ReportedError error(XmlElement error) {
    List<Value> lines =
        error.child("backtrace").children().stream()
            .filter(line -> line.name().equals("line"))
            .limit(MOST_FRAMES)
            .map(NoticeXml::frame)
            .toList();
    return new ReportedError(error.textOf("class"), error.textOf("message"), lines);
  }

  private static Value frame(XmlElement line) {
    MapValue.Builder frame = MapValue.newBuilder();
    put(frame, "function", line.attribute("method"));
    put(frame, "file", line.attribute("file"));
    put(frame, "line", line.attribute("number"));
    return Value.newBuilder().setMapValue(frame).build();
  }

  private static MapValue context(XmlElement root, XmlElement request, MapValue cgi) {
    MapValue.Builder context = MapValue.newBuilder();
    XmlElement notifier = root.child("notifier");
    MapValue.Builder program = MapValue.newBuilder();
    put(program, "name", notifier.textOf("name"));
    put(program, "version", notifier.textOf("version"));
    put(program, "url", notifier.textOf("url"));
    put(context, "notifier", program);
    put(context, "url", request.textOf("url"));
    put(context, "component", request.textOf("component"));
    put(context, "action", request.textOf("action"));
    put(context, "httpMethod", ValueText.find(cgi, "REQUEST_METHOD"));
    put(context, "userAgent", ValueText.find(cgi, "HTTP_USER_AGENT"));
    put(context, "referer", ValueText.find(cgi, "HTTP_REFERER"));
    put(context, "remoteAddr", ValueText.find(cgi, "REMOTE_ADDR"));
    XmlElement server = root.child("server-environment");
    put(context, "environment", server.textOf("environment-name"));
    put(context, "hostname", server.textOf("hostname"));
    put(context, "version", server.textOf("app-version"));
    put(context, "rootDirectory", server.textOf("project-root"));
    put(context, "framework", root.textOf("framework"));
    XmlElement user = root.child("current-user");
    MapValue.Builder person = MapValue.newBuilder();
    user.children().forEach(part -> put(person, part.name(), part.text().strip()));
    put(context, "user", person);
    return context.build();
  }

  /** {@code <var key="k">v</var>}, where v may hold more of them. */
  private static MapValue variables(XmlElement parent) {
    MapValue.Builder map = MapValue.newBuilder();
    for (XmlElement child : parent.children()) {
      if (!child.name().equals("var")) {
        continue;
      }
      MapValue inner = variables(child);
      Value value =
          inner.getEntriesCount() == 0
              ? ValueText.value(child.text())
              : Value.newBuilder().setMapValue(inner).build();
      map.addEntries(
          MapValue.Entry.newBuilder().setKey(child.attribute("key")).setValue(value).build());
    }
    return map.build();
  }

  private static void put(MapValue.Builder map, String key, String text) {
    if (!text.isEmpty()) {
      map.addEntries(ValueText.entry(key, text));
    }
  }

  private static void put(MapValue.Builder map, String key, MapValue.Builder inner) {
    if (inner.getEntriesCount() > 0) {
      map.addEntries(
          MapValue.Entry.newBuilder().setKey(key).setValue(Value.newBuilder().setMapValue(inner)));
    }
  }
}
