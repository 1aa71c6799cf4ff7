package dev.culprit.ingest.gateway.syslog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Datagrams that the system threw away because nobody read them in time, as Linux counts them. */
final class SocketDrops {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

  private SocketDrops() {}

  /** Of all sockets at this port since they were opened; 0 where the system does not tell. */
  static long at(int port) {
    String wanted = String.format(Locale.ROOT, ":%04X", port);
    long drops = 0;
    for (Path table : TABLES) {
      try {
        for (String line : Files.readAllLines(table)) {
          String[] fields = line.strip().split("\\s+");
          if (fields.length > 12 && fields[1].endsWith(wanted)) {
            drops += Long.parseLong(fields[fields.length - 1]);
          }
        }
      } catch (IOException | NumberFormatException notLinux) {
        return drops;
      }
    }
    return drops;
  }
}
