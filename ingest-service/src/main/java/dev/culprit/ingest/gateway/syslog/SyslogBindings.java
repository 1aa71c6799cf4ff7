package dev.culprit.ingest.gateway.syslog;

import dev.culprit.runtime.config.ConfigException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Ingestion keys for senders that cannot name one: {@code :5515=KEY} for all that comes to a port
 * of its own, {@code 10.0.3.0/24=KEY} for senders on the common port, {@code 10.0.3.0/24:5515=KEY}
 * for both. The first that fits decides.
 */
public record SyslogBindings(List<Binding> all) {
  private static final int MOST = 100;
  private static final String NAME = "CULPRIT_INGEST_SYSLOG_BINDINGS";

  /** Senders of one network at one port; port 0 is the common one; no network means everybody. */
  public record Binding(@Nullable InetAddress network, int bits, int port, String key) {}

  /** Reads the setting; fails with a message that names it. */
  public static SyslogBindings of(String setting) {
    List<Binding> all = new ArrayList<>();
    for (String part : setting.split(",", -1)) {
      if (!part.isBlank()) {
        all.add(binding(part.strip()));
      }
    }
    if (all.size() > MOST) {
      throw new ConfigException(NAME + " may have at most " + MOST + " entries");
    }
    return new SyslogBindings(List.copyOf(all));
  }

  private static Binding binding(String part) {
    int equals = part.indexOf('=');
    if (equals <= 0 || equals + 1 == part.length()) {
      throw wrong(part, "must be SOURCE=KEY");
    }
    String source = part.substring(0, equals);
    int colon = source.lastIndexOf(':');
    boolean hasPort = colon >= 0 && source.indexOf('/', colon) < 0 && isPort(source, colon);
    int port = hasPort ? Integer.parseInt(source.substring(colon + 1)) : 0;
    String network = hasPort ? source.substring(0, colon) : source;
    String key = part.substring(equals + 1);
    if (network.isEmpty()) {
      return new Binding(null, 0, port, key);
    }
    int slash = network.indexOf('/');
    InetAddress address = address(part, slash < 0 ? network : network.substring(0, slash));
    int most = address.getAddress().length * 8;
    int bits = slash < 0 ? most : bits(part, network.substring(slash + 1), most);
    return new Binding(address, bits, port, key);
  }

  private static boolean isPort(String source, int colon) {
    String port = source.substring(colon + 1);
    boolean isOnlyColon = source.indexOf(':') == colon;
    return isOnlyColon
        && !port.isEmpty()
        && port.length() <= 5
        && port.chars().allMatch(Character::isDigit);
  }

  private static InetAddress address(String part, String text) {
    boolean isLiteral =
        text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':');
    try {
      if (isLiteral) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      throw wrong(part, "has no IP address before the /");
    }
    throw wrong(part, "has no IP address before the /");
  }

  private static int bits(String part, String text, int most) {
    try {
      int bits = Integer.parseInt(text);
      if (bits >= 0 && bits <= most) {
        return bits;
      }
    } catch (NumberFormatException e) {
      throw wrong(part, "has no number of bits behind the /");
    }
    throw wrong(part, "has no number of bits behind the /");
  }

  /** The key itself is a secret and stays out of the message. */
  private static ConfigException wrong(String part, String why) {
    int equals = part.indexOf('=');
    return new ConfigException(
        NAME + ": '" + (equals < 0 ? part : part.substring(0, equals)) + "' " + why);
  }

  /** The ports of their own. */
  public Set<Integer> ports() {
    Set<Integer> ports = new TreeSet<>();
    all.forEach(binding -> ports.add(binding.port()));
    ports.remove(0);
    return ports;
  }

  /** The key for what this address sent to this port, 0 being the common one; empty if none. */
  public String keyFor(String address, int port) {
    if (all.isEmpty()) {
      return "";
    }
    byte[] sender = bytes(address);
    for (Binding binding : all) {
      if (binding.port() == port && isIn(binding, sender)) {
        return binding.key();
      }
    }
    return "";
  }

  private static byte[] bytes(String address) {
    try {
      int zone = address.indexOf('%');
      return InetAddress.getByName(zone < 0 ? address : address.substring(0, zone)).getAddress();
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }

  private static boolean isIn(Binding binding, byte[] sender) {
    InetAddress bound = binding.network();
    if (bound == null) {
      return true;
    }
    byte[] network = bound.getAddress();
    if (sender.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < binding.bits(); bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((sender[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
