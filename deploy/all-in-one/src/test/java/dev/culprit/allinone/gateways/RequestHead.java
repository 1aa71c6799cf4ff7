package dev.culprit.allinone.gateways;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** The head of an HTTP/1 request as an upstream reads it. */
record RequestHead(String method, String path, String text) {
  /** What starts with no method: TLS, FastCGI or something else. */
  static final RequestHead NOT_HTTP = new RequestHead("?", "", "");

  private static final int MOST_BYTES = 64 * 1024;

  /** The next one of a connection; with an empty method when the peer sends no more. */
  static RequestHead read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < MOST_BYTES && head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return new RequestHead("", "", "");
      }
      head.append((char) next);
      if (!Character.isLetter(head.charAt(0))) {
        return NOT_HTTP;
      }
    }
    String text = new String(head.toString().getBytes(ISO_8859_1), ISO_8859_1);
    String[] words = text.lines().findFirst().orElse("").split(" ", -1);
    return new RequestHead(words[0], words.length > 1 ? words[1] : "", text);
  }

  boolean has(String headerLineStart) {
    return text.toLowerCase(Locale.ROOT).contains("\r\n" + headerLineStart);
  }

  /** Length of the body that follows, 0 when none is told. */
  int bodyLength() {
    return text.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .map(line -> Integer.parseInt(line.substring("content-length:".length()).trim()))
        .findFirst()
        .orElse(0);
  }
}
