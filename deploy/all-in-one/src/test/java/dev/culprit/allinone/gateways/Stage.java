package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that a gateway under test stands between: upstreams that fail, a name server, a place to log
 * to, and a directory. Configurations name these as {@code @name@}.
 */
final class Stage implements AutoCloseable {
  private static final Path TEMPLATES = Path.of("src", "test", "resources", "gateways");
  private static final Pattern NAME = Pattern.compile("@([a-z0-9-]+)@");

  private final Path directory;
  private final FaultyUpstream upstream;
  private final FakeDns dns;
  private final Map<String, String> names = new HashMap<>();

  private Stage(Path directory, FaultyUpstream upstream, FakeDns dns) {
    this.directory = directory;
    this.upstream = upstream;
    this.dns = dns;
  }

  /**
   * @param logPort of this host, UDP
   * @param key of the project that the logs are for
   */
  static Stage set(String name, int logPort, String key) throws IOException, InterruptedException {
    Path directory = RealProxy.directory(name);
    FaultyUpstream upstream = FaultyUpstream.start(directory, Certificates.make(directory));
    Stage stage = new Stage(directory, upstream, FakeDns.start());
    stage.put("dir", directory.toString());
    stage.put("dns", Integer.toString(stage.dns.port()));
    stage.put("log-port", Integer.toString(logPort));
    stage.put("key", key);
    upstream.ports().forEach((fault, port) -> stage.put(fault, Integer.toString(port)));
    return stage;
  }

  Path directory() {
    return directory;
  }

  void put(String name, String value) {
    names.put(name, value);
  }

  /** The address of an upstream of this host, as most proxies name it. */
  String upstream(String fault) {
    return "127.0.0.1:" + upstream.port(fault);
  }

  /** A block for each upstream, joined. */
  String forEach(Iterable<String> faults, UnaryOperator<String> block) {
    StringBuilder blocks = new StringBuilder();
    faults.forEach(fault -> blocks.append(block.apply(fault)).append('\n'));
    return blocks.toString();
  }

  /** Writes a template of src/test/resources/gateways into the directory, all names filled in. */
  Path write(String template) throws IOException {
    String text = fill(Files.readString(TEMPLATES.resolve(template)));
    return Files.writeString(directory.resolve(template), text);
  }

  private String fill(String template) {
    String filled =
        NAME.matcher(template)
            .replaceAll(match -> Matcher.quoteReplacement(valueOf(match.group(1))));
    return NAME.matcher(filled).find() ? fill(filled) : filled;
  }

  private String valueOf(String name) {
    String value = names.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value for @" + name + "@");
    }
    return value;
  }

  @Override
  public void close() throws Exception {
    dns.close();
    upstream.close();
  }
}
