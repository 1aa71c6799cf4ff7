package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page that tells people how to make their proxies log: what it shows is what the tests run.
 */
final class GatewaysPage {
  private static final Path PAGE = Path.of("..", "docs", "gateways.md");
  private static final String HOST = "culprit.example";
  private static final String PORT = "5514";
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private GatewaysPage() {}

  /**
   * The indented lines after this marker, for a stage's log port and key in place of the page's
   * examples.
   */
  static String block(String marker) throws IOException {
    String page = Files.readString(PAGE);
    String fence = "<!-- run by tests: " + marker + " -->\n```";
    int at = page.indexOf(fence);
    if (at < 0) {
      throw new IllegalStateException("gateways.md has no block " + marker);
    }
    int start = page.indexOf('\n', at + fence.length()) + 1;
    return page.substring(start, page.indexOf("```", start))
        .replace(HOST + ":" + PORT, "127.0.0.1:@log-port@")
        .replace(HOST, "127.0.0.1")
        .replace(PORT, "@log-port@")
        .replace(KEY, "@key@");
  }
}
