package dev.culprit.allinone.gateways;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * An application that works, with keep-alive. The last segment of the path says what it answers: a
 * page unless it is one of the answers that must never be taken for a failure of the gateway, or a
 * status that the application makes itself.
 */
final class WellBehaved implements Behaviour {
  static final int LARGE_BYTES = 6 * 1024 * 1024;

  @Override
  public void serve(Socket connection) throws IOException, InterruptedException {
    InputStream in = new BufferedInputStream(connection.getInputStream());
    OutputStream out = connection.getOutputStream();
    while (true) {
      RequestHead request = RequestHead.read(in);
      if (request.method().isEmpty()) {
        return;
      }
      if (request.equals(RequestHead.NOT_HTTP)) {
        write(out, request, "400 Bad Request", "this is no HTTP\n");
        return;
      }
      in.skipNBytes(request.bodyLength());
      if (request.has("upgrade:")) {
        upgrade(in, out);
        return;
      }
      answer(request, out);
    }
  }

  private static void answer(RequestHead request, OutputStream out)
      throws IOException, InterruptedException {
    String path = request.path();
    String answer = path.substring(path.lastIndexOf('/') + 1);
    if (answer.startsWith("app-")) {
      write(out, request, answer.substring("app-".length()) + " Told", "the application's word");
    } else if (answer.equals("not-modified")) {
      out.write("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n".getBytes(ISO_8859_1));
    } else if (answer.equals("large")) {
      write(out, request, "200 OK", "x".repeat(LARGE_BYTES));
    } else {
      if (answer.equals("slow-ok")) {
        Thread.sleep(300);
      }
      write(out, request, "200 OK", "ok\n");
    }
  }

  private static void write(OutputStream out, RequestHead request, String status, String body)
      throws IOException {
    String head =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/plain\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    out.write((request.method().equals("HEAD") ? head : head + body).getBytes(ISO_8859_1));
    out.flush();
  }

  /** Echoes one byte over the upgraded connection and waits for its end. */
  private static void upgrade(InputStream in, OutputStream out) throws IOException {
    out.write(
        """
        HTTP/1.1 101 Switching Protocols\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
        \r
        """
            .getBytes(ISO_8859_1));
    out.write(in.read());
    out.flush();
    in.transferTo(OutputStream.nullOutputStream());
  }
}
