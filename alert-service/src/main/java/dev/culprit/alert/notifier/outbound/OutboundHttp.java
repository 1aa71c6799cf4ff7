package dev.culprit.alert.notifier.outbound;

import dev.culprit.alert.channel.AddressGuard;
import dev.culprit.alert.channel.Endpoint;
import dev.culprit.alert.notifier.Outcome;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Posts to addresses that users typed in. The name is resolved once, refused addresses are refused,
 * and the connection goes to the very address that was checked while Host and certificate keep the
 * name. No redirects, nothing of the answer is kept but its status, and what is said about a
 * failure names neither address nor content.
 */
public final class OutboundHttp {
  private static final int MOST_CONNECTIONS = 32;

  private final Vertx vertx;
  private final HttpClient client;
  private final AddressGuard guard;
  private final Duration timeout;

  public OutboundHttp(Vertx vertx, AddressGuard guard, Duration timeout) {
    this.vertx = vertx;
    this.guard = guard;
    this.timeout = timeout;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setMaxHeaderSize(16 * 1024)
                .setMaxRedirects(0),
            new PoolOptions().setHttp1MaxSize(4).setMaxWaitQueueSize(MOST_CONNECTIONS));
  }

  /** Never fails: what goes wrong is an outcome, too. */
  public Future<Outcome> post(String url, MultiMap headers, Buffer body) {
    Optional<Endpoint> endpoint = Endpoint.parse(url);
    if (endpoint.isEmpty()) {
      return Future.succeededFuture(
          Outcome.refused("the address is not a valid http or https address"));
    }
    return resolve(endpoint.get())
        .compose(address -> send(endpoint.get(), address, headers, body))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(this::explain);
  }

  public Future<Void> close() {
    return client.close();
  }

  private Future<InetAddress> resolve(Endpoint endpoint) {
    return vertx
        .executeBlocking(() -> List.of(InetAddress.getAllByName(endpoint.host())), false)
        .map(
            addresses -> {
              // One refused address among good ones is an attempt to get around the guard.
              if (addresses.stream().anyMatch(guard::isRefused)) {
                throw new RefusedAddress();
              }
              return addresses.get(0);
            });
  }

  private Future<Outcome> send(
      Endpoint endpoint, InetAddress address, MultiMap headers, Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(SocketAddress.inetSocketAddress(endpoint.port(), address.getHostAddress()))
            .setHost(endpoint.host())
            .setPort(endpoint.port())
            .setSsl(endpoint.isTls())
            .setURI(endpoint.pathAndQuery())
            .setFollowRedirects(false)
            .setTimeout(timeout.toMillis())
            .setHeaders(headers);
    return client
        .request(options)
        .compose(
            request -> {
              request.putHeader("Host", endpoint.authority());
              return request.send(body).compose(response -> finish(request, response));
            });
  }

  /** The body is of no interest; a peer that keeps sending it is cut off. */
  private static Future<Outcome> finish(HttpClientRequest request, HttpClientResponse response) {
    response.exceptionHandler(cut -> {});
    request.reset();
    return Future.succeededFuture(
        HttpOutcomes.of(response.statusCode(), response.getHeader("Retry-After")));
  }

  private Outcome explain(Throwable cause) {
    if (cause instanceof RefusedAddress) {
      return Outcome.refused("the address points into a private network, which is not allowed");
    }
    if (cause instanceof UnknownHostException) {
      return Outcome.retryable("the host name could not be resolved");
    }
    if (cause instanceof TimeoutException
        || cause instanceof io.netty.channel.ConnectTimeoutException) {
      return Outcome.retryable("no answer within " + timeout.toMillis() + " ms");
    }
    if (cause instanceof SSLException) {
      return Outcome.retryable(
          "the TLS handshake failed or the certificate is not valid for this host");
    }
    if (cause instanceof ConnectException) {
      return Outcome.retryable("could not connect");
    }
    return Outcome.retryable("the connection was lost before an answer came");
  }

  private static final class RefusedAddress extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
