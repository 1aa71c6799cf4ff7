package dev.culprit.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;

/** Sends to a syslog port. */
public final class SyslogSender {
  private final int port;

  public SyslogSender(int port) {
    this.port = port;
  }

  public void udp(String... messages) {
    for (String message : messages) {
      udp(message.getBytes(UTF_8));
    }
  }

  public void udp(byte[] bytes) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As one stream, which then ends. */
  public void tcp(String stream) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(stream.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String counted(String message) {
    return message.getBytes(UTF_8).length + " " + message;
  }
}
