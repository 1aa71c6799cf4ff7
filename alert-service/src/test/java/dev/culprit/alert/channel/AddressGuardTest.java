package dev.culprit.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard guard = new AddressGuard(false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "2001:db8::1",
        "2001::1",
        "100::1",
        "fec0::1"
      })
  void refusesWhatOnlyTheServerCanSee(String address) throws Exception {
    assertThat(guard.isRefused(InetAddress.getByName(address))).isTrue();
    assertThat(guard.isRefusedLiteral(address)).isTrue();
    assertThat(new AddressGuard(true).isRefused(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.167.1.1",
        "192.169.1.1",
        "198.17.0.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450::1",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void allowsPublicAddresses(String address) throws Exception {
    assertThat(guard.isRefused(InetAddress.getByName(address))).isFalse();
    assertThat(guard.isRefusedLiteral(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "api.localhost", "127.1", "2130706433", "0"})
  void refusesOtherWaysToWriteThem(String host) {
    assertThat(guard.isRefusedLiteral(host)).isTrue();
  }

  @Property(tries = 500)
  void anIpv4AddressIsJudgedTheSameInEveryIpv6Form(@ForAll @Size(4) byte[] four) throws Exception {
    boolean refused = guard.isRefused(InetAddress.getByAddress(four));

    byte[] nat64 = new byte[16];
    nat64[1] = 0x64;
    nat64[2] = (byte) 0xff;
    nat64[3] = (byte) 0x9b;
    System.arraycopy(four, 0, nat64, 12, 4);
    byte[] sixToFour = new byte[16];
    sixToFour[0] = 0x20;
    sixToFour[1] = 0x02;
    System.arraycopy(four, 0, sixToFour, 2, 4);

    assertThat(guard.isRefused(InetAddress.getByAddress(nat64))).isEqualTo(refused);
    assertThat(guard.isRefused(InetAddress.getByAddress(sixToFour))).isEqualTo(refused);
  }
}
