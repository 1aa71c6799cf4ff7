package dev.culprit.allinone.separate;

import dev.culprit.allinone.settings.Services;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line of a service's process: this JVM's program, class path and options. */
final class JavaCommand {
  /** A file of JVM options, given by the start script; without it the JVM's defaults hold. */
  private static final String OPTIONS_FILE = "culprit.jvm.options";

  /** A class-data archive, given by the start script when there is one. */
  private static final String ARCHIVE = "culprit.class.archive";

  private static final String LOG_FILE = "culprit.log.file";
  private static final String LOG_CONFIGURATION = "logback.configurationFile";

  /**
   * Keeps Ctrl-C in the terminal from reaching the services before the launcher has told them in
   * order.
   */
  private static final List<String> OWN_SESSION = exists("setsid") ? List.of("setsid") : List.of();

  private JavaCommand() {}

  static List<String> of(Services service, Path log) {
    List<String> command = new ArrayList<>(OWN_SESSION);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String options = System.getProperty(OPTIONS_FILE);
    if (options != null) {
      command.add("@" + options);
    }
    String archive = System.getProperty(ARCHIVE);
    if (archive != null) {
      command.add("-XX:SharedArchiveFile=" + archive);
    }
    command.add("-Xmx" + megabytes(service) + "m");
    command.add("-D" + LOG_CONFIGURATION + "=logback-up.xml");
    command.add("-D" + LOG_FILE + "=" + log);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ChildMain.class.getName());
    command.add(service.serviceName());
    return command;
  }

  private static int megabytes(Services service) {
    return switch (service) {
      case INGEST, GROUPING -> 192;
      case ALERT, QUERY -> 128;
    };
  }

  private static boolean exists(String program) {
    try {
      Process process =
          new ProcessBuilder(program, "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
