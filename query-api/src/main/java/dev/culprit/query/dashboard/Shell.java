package dev.culprit.query.dashboard;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The one page that every address of the dashboard answers with, and the policy that goes with it.
 * The import map is the page's only inline script; the policy names it by its hash.
 */
record Shell(Asset page, String contentSecurityPolicy) {
  static Shell of(
      String template, SortedMap<String, String> imports, String assetRoot, List<String> preloads) {
    String importMap =
        new JsonObject().put("imports", new JsonObject(Map.copyOf(imports))).encode();
    StringBuilder links = new StringBuilder();
    for (String preload : preloads) {
      links.append("<link rel=\"modulepreload\" href=\"").append(preload).append("\">\n");
    }
    String html =
        template
            .replace("{{import-map}}", importMap)
            .replace("{{assets}}", assetRoot)
            .replace("{{preloads}}", links);
    return new Shell(
        Asset.of("index.html", html.getBytes(StandardCharsets.UTF_8)), policy(importMap));
  }

  private static String policy(String importMap) {
    String hash =
        Base64.getEncoder()
            .encodeToString(Asset.sha256(importMap.getBytes(StandardCharsets.UTF_8)));
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' 'sha256-" + hash + "'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types lit-html");
  }
}
