package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A published program of the system, in the foreground and as an ordinary user, also where the
 * tests run as root: file permissions mean something to it. Its output goes to a file, which a
 * failed start shows.
 */
final class RealProxy implements AutoCloseable {
  private static final Duration LISTENS_WITHIN = Duration.ofSeconds(15);
  private static final int NOBODY = 65534;

  private final Process process;
  private final Path output;

  private RealProxy(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Where a program is installed as; empty when it is not. */
  static boolean isInstalled(String program) {
    return Stream.of("/usr/sbin", "/usr/bin")
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /**
   * Starts it and waits until it listens on this TCP port of the loopback address.
   *
   * @param directory that it may write to
   */
  static RealProxy start(Path directory, int port, List<String> command) throws IOException {
    Path output = directory.resolve(Path.of(command.get(0)).getFileName() + ".out");
    List<String> all = new ArrayList<>();
    if (runsAsRoot()) {
      all.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
    }
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all).directory(directory.toFile());
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    RealProxy proxy = new RealProxy(process, output);
    proxy.awaitPort(port);
    return proxy;
  }

  /** A directory under the system's temporary one, where the program may write. */
  static Path directory(String name) throws IOException {
    Path directory = Files.createTempDirectory(name + "-");
    if (!directory.toFile().setReadable(true, false)
        || !directory.toFile().setWritable(true, false)
        || !directory.toFile().setExecutable(true, false)) {
      throw new IOException("cannot open " + directory + " for all");
    }
    return directory;
  }

  /** A port that nobody listens on; whoever is started next shall. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static boolean runsAsRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void awaitPort(int port) {
    Awaitility.await("listens on " + port + ", see " + output)
        .atMost(LISTENS_WITHIN)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("it ended:\n" + Files.readString(output));
              }
              return accepts(port);
            });
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What it printed so far. */
  String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
