package dev.culprit.ingest.gateway.text;

/** {@code GET /path?query HTTP/1.1}, or as much of it as a client sent. */
public record RequestLine(String method, String uri, String protocol) {

  public static RequestLine of(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      return new RequestLine("", text, "");
    }
    int last = text.lastIndexOf(' ');
    boolean hasProtocol = last > space && text.startsWith("HTTP/", last + 1);
    return new RequestLine(
        text.substring(0, space),
        text.substring(space + 1, hasProtocol ? last : text.length()),
        hasProtocol ? text.substring(last + 1) : "");
  }
}
