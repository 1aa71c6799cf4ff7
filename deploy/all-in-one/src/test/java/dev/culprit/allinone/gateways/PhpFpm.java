package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PHP's FastCGI server with the scripts of src/test/resources/gateways/php, where installed. */
final class PhpFpm implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/sbin");
  private static final Path SCRIPTS = Path.of("src", "test", "resources", "gateways", "php");

  private final int port;
  private final @Nullable RealProxy process;

  private PhpFpm(int port, @Nullable RealProxy process) {
    this.port = port;
    this.process = process;
  }

  static boolean isInstalled() throws IOException {
    return program().isPresent();
  }

  /** Tells the stage its port, also when nothing listens there. */
  static PhpFpm startIfInstalled(Stage stage) throws IOException {
    int port = RealProxy.freePort();
    stage.put("php-port", Integer.toString(port));
    Optional<String> program = program();
    if (program.isEmpty()) {
      return new PhpFpm(port, null);
    }
    copyScripts(Files.createDirectory(stage.directory().resolve("php")));
    Path configuration = stage.write("php-fpm.conf");
    List<String> command =
        List.of(program.get(), "-F", "-p", "" + stage.directory(), "-y", "" + configuration);
    return new PhpFpm(port, RealProxy.start(stage.directory(), port, command));
  }

  private static Optional<String> program() throws IOException {
    try (Stream<Path> programs = Files.list(PROGRAMS)) {
      return programs
          .map(program -> program.getFileName().toString())
          .filter(name -> name.startsWith("php-fpm"))
          .findFirst();
    }
  }

  private static void copyScripts(Path directory) throws IOException {
    try (Stream<Path> scripts = Files.list(SCRIPTS)) {
      for (Path script : scripts.toList()) {
        Files.copy(script, directory.resolve(script.getFileName()));
      }
    }
  }

  boolean isRunning() {
    return process != null;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      process.close();
    }
  }
}
