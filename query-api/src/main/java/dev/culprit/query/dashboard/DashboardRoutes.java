package dev.culprit.query.dashboard;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * The dashboard's addresses: its modules, the libraries they import, and for every other address
 * outside `/api` the page that routes itself. It has no endpoint of its own for data; the pages use
 * the public REST API alone.
 */
public final class DashboardRoutes {
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  private final DashboardFiles files;

  /**
   * Reads and compresses all files, which takes a fraction of a second; call it off the event loop.
   */
  public DashboardRoutes() {
    this.files = DashboardFiles.load();
  }

  /** Adds the routes. Mount it after the API, as it answers what is left. */
  public void mount(Router router) {
    router.route("/assets/*").handler(this::sendAsset);
    router.route("/lib/*").handler(this::sendAsset);
    router.route().handler(this::sendShell);
  }

  private void sendAsset(RoutingContext context) {
    if (!isRead(context.request())) {
      context.next();
      return;
    }
    Optional<Asset> asset = files.find(context.request().path());
    if (asset.isPresent()) {
      send(context, asset.get(), FOREVER);
      return;
    }
    files
        .findOfOtherBuild(context.request().path())
        .ifPresentOrElse(other -> send(context, other, ASK_AGAIN), () -> sendNotFound(context));
  }

  private void sendShell(RoutingContext context) {
    String path = context.request().path();
    if (!isRead(context.request()) || path.equals("/api") || path.startsWith("/api/")) {
      context.next();
    } else if (path.startsWith("/assets/") || path.startsWith("/lib/") || looksLikeFile(path)) {
      sendNotFound(context);
    } else {
      send(context, files.shell().page(), ASK_AGAIN);
    }
  }

  private void send(RoutingContext context, Asset asset, String cacheControl) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    addSecurityHeaders(response);
    response
        .putHeader(HttpHeaders.ETAG, asset.etag())
        .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (isKnown(request, asset)) {
      response.setStatusCode(304).end();
      return;
    }
    boolean compressed = acceptsGzip(request);
    if (compressed) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    var body = compressed ? asset.gzip() : asset.plain();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType())
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private void sendNotFound(RoutingContext context) {
    HttpServerResponse response = context.response().setStatusCode(404);
    addSecurityHeaders(response);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8").end("Not found");
  }

  private void addSecurityHeaders(HttpServerResponse response) {
    response
        .putHeader("Content-Security-Policy", files.shell().contentSecurityPolicy())
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
  }

  private static boolean isRead(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  private static boolean isKnown(HttpServerRequest request, Asset asset) {
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return known != null && (known.equals("*") || known.contains(asset.etag().substring(2)));
  }

  private static boolean acceptsGzip(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
  }

  /** Pages have no dot in their last part, so scanners asking for `/.env` get a plain 404. */
  private static boolean looksLikeFile(String path) {
    return path.indexOf('.', path.lastIndexOf('/') + 1) >= 0;
  }
}
