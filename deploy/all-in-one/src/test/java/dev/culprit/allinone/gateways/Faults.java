package dev.culprit.allinone.gateways;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The ways in which an upstream that speaks no TLS fails, by the names that tests give them. */
final class Faults {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

  /** Never counted down: who awaits it stalls until its thread is interrupted. */
  private static final CountDownLatch FOREVER = new CountDownLatch(1);

  private Faults() {}

  static Map<String, Behaviour> all() {
    Map<String, Behaviour> faults = new LinkedHashMap<>();
    faults.put("reset-on-accept", Faults::reset);
    faults.put("reset-before-header", Faults::resetBeforeHeader);
    faults.put("reset-mid-body", Faults::resetMidBody);
    faults.put("reset-while-sending", Faults::resetWhileSending);
    faults.put("closed-before-header", answering(""));
    faults.put("closed-mid-header", answering("HTTP/1.1 200 OK\r\nContent-Le"));
    faults.put("garbage", answering("\u0000\u0001\u0002 what is this\r\n\r\n"));
    faults.put("invalid-header", answering(OK + "no colon here\r\nContent-Length: 1\r\n\r\nx"));
    faults.put("invalid-status", answering("HTTP/1.1 999999 Odd\r\nContent-Length: 1\r\n\r\nx"));
    faults.put("invalid-length", answering(OK + "Content-Length: many\r\n\r\nx"));
    faults.put(
        "bad-chunk", answering(OK + "Transfer-Encoding: chunked\r\n\r\nZZ\r\nhi\r\n0\r\n\r\n"));
    faults.put(
        "header-too-big",
        answering(OK + "X-Big: " + "a".repeat(40_000) + "\r\nContent-Length: 1\r\n\r\nx"));
    faults.put("truncated", answering(OK + "Content-Length: 5000\r\n\r\n" + "x".repeat(100)));
    faults.put("h2-frames", answering("\0\0\6\4\0\0\0\0\0\0\3\0\0\0d\0\0\4\1\0\0\0\0"));
    faults.put("stall-header", Faults::stallHeader);
    faults.put("stall-body", Faults::stallBody);
    faults.put("no-read", connection -> FOREVER.await());
    return faults;
  }

  /** Reads the request's head, sends this and closes. */
  private static Behaviour answering(String answer) {
    return connection -> {
      RequestHead.read(connection.getInputStream());
      connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
      connection.getOutputStream().flush();
      connection.shutdownOutput();
      drain(connection);
    };
  }

  private static void reset(Socket connection) throws IOException {
    connection.setSoLinger(true, 0);
  }

  private static void resetBeforeHeader(Socket connection) throws IOException {
    RequestHead.read(connection.getInputStream());
    reset(connection);
  }

  private static void resetWhileSending(Socket connection) throws IOException {
    RequestHead.read(connection.getInputStream());
    connection.getInputStream().skipNBytes(1000);
    reset(connection);
  }

  private static void resetMidBody(Socket connection) throws IOException, InterruptedException {
    startOfBody(connection);
    // A reset overtakes bytes that the peer has not read yet; this one must come after the header.
    Thread.sleep(150);
    reset(connection);
  }

  private static void stallHeader(Socket connection) throws IOException, InterruptedException {
    RequestHead.read(connection.getInputStream());
    drain(connection);
  }

  private static void stallBody(Socket connection) throws IOException, InterruptedException {
    startOfBody(connection);
    drain(connection);
  }

  private static void startOfBody(Socket connection) throws IOException {
    RequestHead.read(connection.getInputStream());
    String start = OK + "Content-Length: 5000\r\n\r\n" + "x".repeat(100);
    connection.getOutputStream().write(start.getBytes(ISO_8859_1));
    connection.getOutputStream().flush();
  }

  /**
   * Until the peer closes: closing a socket with unread bytes would reset it instead of ending it.
   */
  private static void drain(Socket connection) throws IOException {
    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
  }
}
