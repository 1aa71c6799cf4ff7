package dev.culprit.allinone.settings;

import dev.culprit.runtime.config.ConfigException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Every port that the product listens on: found free before anything starts, or named together with
 * the key that moves it.
 */
public final class Ports {
  public static final String INGEST_GRPC = "CULPRIT_INGEST_GRPC_PORT";
  public static final String INGEST_HTTP = "CULPRIT_INGEST_HTTP_PORT";
  public static final String INGEST_SYSLOG = "CULPRIT_INGEST_SYSLOG_PORT";
  public static final String INGEST_INTERNAL = "CULPRIT_INGEST_INTERNAL_PORT";
  public static final String GROUPING_GRPC = "CULPRIT_GROUPING_GRPC_PORT";
  public static final String GROUPING_CLUSTER = "CULPRIT_GROUPING_CLUSTER_PORT";
  public static final String ALERT_GRPC = "CULPRIT_ALERT_GRPC_PORT";
  public static final String ALERT_CLUSTER = "CULPRIT_ALERT_CLUSTER_PORT";
  public static final String QUERY_HTTP = "CULPRIT_QUERY_HTTP_PORT";
  public static final String MANAGEMENT = "CULPRIT_MANAGEMENT_PORT";

  private static final int FREE_FROM = 20_000;
  private static final int FREE_COUNT = 12_000;
  private static final AtomicInteger nextFree =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(FREE_COUNT));

  private static final String PUBLIC_HOST = "CULPRIT_BIND_ADDRESS";
  private static final String INTERNAL_HOST = "CULPRIT_INTERNAL_BIND_ADDRESS";

  private static final List<Port> ALL =
      List.of(
          new Port(INGEST_GRPC, 4317, PUBLIC_HOST, "0.0.0.0"),
          new Port(INGEST_HTTP, 4318, PUBLIC_HOST, "0.0.0.0"),
          new Port(INGEST_SYSLOG, 5514, PUBLIC_HOST, "0.0.0.0"),
          new Port(INGEST_INTERNAL, 4319, INTERNAL_HOST, "127.0.0.1"),
          new Port(GROUPING_GRPC, 4320, INTERNAL_HOST, "127.0.0.1"),
          new Port(GROUPING_CLUSTER, 5701, "CULPRIT_GROUPING_CLUSTER_HOST", "127.0.0.1"),
          new Port(ALERT_GRPC, 4321, INTERNAL_HOST, "127.0.0.1"),
          new Port(ALERT_CLUSTER, 5711, "CULPRIT_ALERT_CLUSTER_HOST", "127.0.0.1"),
          new Port(QUERY_HTTP, 8080, PUBLIC_HOST, "0.0.0.0"),
          new Port(MANAGEMENT, 9600, INTERNAL_HOST, "127.0.0.1"));

  private record Port(String key, int number, String hostKey, String host) {
    /** Separate processes are managed on the ports behind the one of the whole. */
    int count() {
      return key.equals(MANAGEMENT) ? 1 + Services.values().length : 1;
    }

    /** Syslog comes by either protocol. */
    boolean isForDatagrams() {
      return key.equals(INGEST_SYSLOG);
    }
  }

  private final Map<String, Integer> numbers;

  private Ports(Map<String, Integer> numbers) {
    this.numbers = numbers;
  }

  /** As set, or the default; where 0 is set, a port that is free now. */
  public static Ports of(Map<String, String> environment) {
    Map<String, Integer> numbers = new TreeMap<>();
    for (Port port : ALL) {
      int number = number(port.key, environment.getOrDefault(port.key, "")).orElse(port.number);
      numbers.put(port.key, number == 0 ? free(port.count()) : number);
    }
    return new Ports(numbers);
  }

  public int number(String key) {
    Integer number = numbers.get(key);
    if (number == null) {
      throw new IllegalArgumentException(key);
    }
    return number;
  }

  /**
   * Where a service is managed that runs as a process of its own: next to the port of the whole.
   */
  public int management(Services service) {
    return number(MANAGEMENT) + service.managementOffset();
  }

  /** As settings, so that every service sees the same. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    numbers.forEach((key, number) -> settings.put(key, Integer.toString(number)));
    return settings;
  }

  /** Fails with the first port that somebody else listens on. */
  public void requireFree(Map<String, String> environment, boolean separate) {
    for (Port port : ALL) {
      String host = environment.getOrDefault(port.hostKey, port.host);
      if (!separate || !port.key.equals(MANAGEMENT)) {
        requireFree(host, number(port.key), port);
        continue;
      }
      for (Services service : Services.values()) {
        requireFree(host, management(service), port);
      }
    }
  }

  private static void requireFree(String host, int number, Port port) {
    if (!isFree(host, number) || (port.isForDatagrams() && !isFreeForDatagrams(host, number))) {
      throw new ConfigException(
          "port %d is in use by another program; stop it, or set %s to another port"
              .formatted(number, port.key));
    }
  }

  /** Settings under which every port is one that nobody listens on at the moment. */
  public static Map<String, String> allFree() {
    Map<String, String> zeros = new TreeMap<>();
    ALL.forEach(port -> zeros.put(port.key, "0"));
    return new TreeMap<>(of(zeros).settings());
  }

  /**
   * The first of several ports in a row that nobody listens on at the moment, others each time.
   * They lie below those that systems give to outgoing connections, one of which could take them
   * before they are listened on.
   */
  private static int free(int count) {
    for (int tried = 0; tried < FREE_COUNT; tried += count) {
      int first = FREE_FROM + Math.floorMod(nextFree.getAndAdd(count), FREE_COUNT);
      if (IntStream.range(first, first + count).allMatch(Ports::isWhollyFree)) {
        return first;
      }
    }
    throw new IllegalStateException("no free port");
  }

  private static boolean isWhollyFree(int port) {
    return isFree("0.0.0.0", port) && isFreeForDatagrams("0.0.0.0", port);
  }

  private static boolean isFreeForDatagrams(String host, int port) {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(host, port))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** Wrong values are left to the service that reads them: its message is the better one. */
  private static Optional<Integer> number(String key, String value) {
    if (value.isBlank()) {
      return Optional.empty();
    }
    try {
      int number = Integer.parseInt(value.trim());
      if (number >= 0 && number <= 65535) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      throw new ConfigException(
          key + " must be a whole number from 0 to 65535, but is '" + value + "'", e);
    }
    throw new ConfigException(
        key + " must be a whole number from 0 to 65535, but is '" + value + "'");
  }
}
