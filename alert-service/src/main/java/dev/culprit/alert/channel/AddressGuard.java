package dev.culprit.alert.channel;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Keeps requests away from the server itself and from networks that only it can see: loopback,
 * private, link-local, carrier-grade NAT, multicast and reserved addresses, and IPv6 forms that
 * contain such an IPv4 address.
 */
public final class AddressGuard {
  private final boolean allowsPrivate;

  public AddressGuard(boolean allowsPrivate) {
    this.allowsPrivate = allowsPrivate;
  }

  /** Whether the host is written as a number that is refused; names are judged when resolved. */
  public boolean isRefusedLiteral(String host) {
    if (allowsPrivate) {
      return false;
    }
    if (host.equalsIgnoreCase("localhost") || host.endsWith(".localhost")) {
      return true;
    }
    boolean literal =
        host.contains(":") || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    if (!literal) {
      return false;
    }
    try {
      return isRefused(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return true;
    }
  }

  public boolean isRefused(InetAddress address) {
    return !allowsPrivate && isPrivate(address);
  }

  private static boolean isPrivate(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    return address instanceof Inet4Address
        ? isPrivate4(address.getAddress())
        : isPrivate6((Inet6Address) address);
  }

  private static boolean isPrivate4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    int third = bytes[2] & 0xff;
    return first == 0
        || first == 10
        || first == 127
        || first >= 224
        || (first == 100 && second >= 64 && second < 128)
        || (first == 169 && second == 254)
        || (first == 172 && second >= 16 && second < 32)
        || (first == 192 && second == 168)
        || (first == 192 && second == 0 && (third == 0 || third == 2))
        || (first == 198 && (second == 18 || second == 19))
        || (first == 198 && second == 51 && third == 100)
        || (first == 203 && second == 0 && third == 113);
  }

  private static boolean isPrivate6(Inet6Address address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    if ((first & 0xfe) == 0xfc) {
      return true;
    }
    // ::/96 (compatible), ::ffff:0:0/96 (mapped), 64:ff9b::/96 (NAT64), 2002::/16 (6to4)
    if (isZero(bytes, 0, 10) && (isZero(bytes, 10, 12) || (bytes[10] == -1 && bytes[11] == -1))) {
      return isPrivate4(Arrays.copyOfRange(bytes, 12, 16));
    }
    if (first == 0x00
        && bytes[1] == 0x64
        && (bytes[2] & 0xff) == 0xff
        && (bytes[3] & 0xff) == 0x9b) {
      return !isZero(bytes, 4, 12) || isPrivate4(Arrays.copyOfRange(bytes, 12, 16));
    }
    if (first == 0x20 && bytes[1] == 0x02) {
      return isPrivate4(Arrays.copyOfRange(bytes, 2, 6));
    }
    // Only 2000::/3 is public; 2001::/23 and 2001:db8::/32 are not for hosts.
    boolean special =
        first == 0x20
            && bytes[1] == 0x01
            && ((bytes[2] & 0xfe) == 0 || ((bytes[2] & 0xff) == 0x0d && (bytes[3] & 0xff) == 0xb8));
    return (first & 0xe0) != 0x20 || special;
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
