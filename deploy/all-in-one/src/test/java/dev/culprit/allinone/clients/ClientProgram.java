package dev.culprit.allinone.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A small program around a published client, in a process of its own. Where its language or the
 * client is not installed, the test is skipped and says what is missing; {@code .ci/run} installs
 * all of them.
 */
final class ClientProgram {
  private static final Path SOURCES = Path.of("src", "test", "clients");
  private static final Path NODE_MODULES = Path.of("target", "clients", "node", "node_modules");
  private static final int MOST_SECONDS = 60;

  private final List<String> command;
  private final Map<String, String> environment = new HashMap<>();

  private ClientProgram(List<String> command) {
    this.command = command;
  }

  /** A program of src/test/clients/node with this client from the npm registry. */
  static ClientProgram node(String script, String client) {
    assumeTrue(succeeds("node", "--version"), "Node is not installed");
    assumeTrue(
        Files.exists(NODE_MODULES.resolve(client)),
        client + " is not installed in " + NODE_MODULES + "; .ci/run does that");
    ClientProgram program =
        new ClientProgram(List.of("node", SOURCES.resolve("node").resolve(script).toString()));
    program.environment.put("NODE_PATH", NODE_MODULES.toAbsolutePath().toString());
    return program;
  }

  /**
   * The script of a page out of src/test/clients/node, with its client in it and these constants.
   */
  static Path bundled(String script, String client, Map<String, String> constants)
      throws IOException, InterruptedException {
    Path esbuild = NODE_MODULES.resolve(".bin").resolve("esbuild");
    assumeTrue(succeeds("node", "--version"), "Node is not installed");
    assumeTrue(
        Files.exists(NODE_MODULES.resolve(client)) && Files.exists(esbuild),
        client + " or esbuild is not installed in " + NODE_MODULES + "; .ci/run does that");
    Path bundle = Path.of("target", "clients", script.replace(".mjs", ".js"));
    List<String> command = new ArrayList<>();
    command.add(esbuild.toAbsolutePath().toString());
    command.add(SOURCES.resolve("node").resolve(script).toString());
    command.addAll(List.of("--bundle", "--minify", "--log-level=error", "--outfile=" + bundle));
    constants.forEach((name, value) -> command.add("--define:" + name + "=" + Json.encode(value)));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("NODE_PATH", NODE_MODULES.toAbsolutePath().toString());
    if (builder.start().waitFor() != 0) {
      throw new AssertionError(command + " failed");
    }
    return bundle;
  }

  /** A program of src/test/clients/python for the system's own Python with its packages. */
  static ClientProgram python(String script, String module) {
    String python = "/usr/bin/python3";
    assumeTrue(
        succeeds(python, "-c", "import " + module),
        module + " is not installed for " + python + "; .ci/run does that");
    return new ClientProgram(List.of(python, SOURCES.resolve("python").resolve(script).toString()));
  }

  /** A program of src/test/clients/ruby. */
  static ClientProgram ruby(String script, String library) {
    String ruby = "/usr/bin/ruby";
    assumeTrue(
        succeeds(ruby, "-e", "require '" + library + "'"),
        library + " is not installed for " + ruby + "; .ci/run does that");
    return new ClientProgram(List.of(ruby, SOURCES.resolve("ruby").resolve(script).toString()));
  }

  ClientProgram with(Map<String, String> more) {
    environment.putAll(more);
    return this;
  }

  ClientProgram with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The JSON of the last line that the program prints; fails when it fails. */
  Object run() throws IOException, InterruptedException {
    Path output = Files.createTempFile(Path.of("target"), "client-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    if (!ended || process.exitValue() != 0 || lines.isEmpty()) {
      throw new AssertionError(command + " failed:\n" + String.join("\n", lines));
    }
    Files.delete(output);
    return Json.decodeValue(lines.get(lines.size() - 1));
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notFound) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
