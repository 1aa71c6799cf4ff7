package dev.culprit.ingest.testing;

import dev.culprit.ingest.IngestConfig;
import dev.culprit.ingest.IngestService;
import dev.culprit.proto.ingest.v1.IngestServiceGrpc;
import dev.culprit.proto.ingest.v1.ProjectServiceGrpc;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import dev.culprit.runtime.grpc.InternalToken;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One real ingest service on free ports, with clients for it. */
public final class TestIngest implements AutoCloseable {
  public static final Secret TOKEN = new Secret("a-token-for-tests-only");
  public static final String KEY = "0123456789abcdef0123456789abcdef";

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final IngestService service;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ManagedChannel channel;
  private final ManagedChannel internal;

  private TestIngest(IngestConfig config) {
    service = new IngestService(vertx, config, metrics);
    await(service.start());
    channel = channel(service.grpcPort());
    internal = channel(service.internalPort());
  }

  /** Settings in which every port is free and everything else as in production, plus the given. */
  public static TestIngest start(
      TestDatabase database, Path data, FakeGrouping grouping, Map<String, String> settings) {
    Map<String, String> values = new HashMap<>();
    values.put("CULPRIT_DATABASE_URI", database.uri());
    values.put("CULPRIT_INTERNAL_TOKEN", TOKEN.value());
    values.put("CULPRIT_BIND_ADDRESS", "127.0.0.1");
    values.put("CULPRIT_INGEST_GRPC_PORT", "0");
    values.put("CULPRIT_INGEST_HTTP_PORT", "0");
    values.put("CULPRIT_INGEST_INTERNAL_PORT", "0");
    values.put("CULPRIT_INGEST_SYSLOG_PORT", "0");
    values.put("CULPRIT_GROUPING_ADDRESS", grouping.address());
    values.put("CULPRIT_DATA_DIR", data.toString());
    values.put("CULPRIT_BOOTSTRAP_INGESTION_KEY", KEY);
    values.put("CULPRIT_INGEST_EVENT_LOOPS", "2");
    values.putAll(settings);
    return new TestIngest(IngestConfig.from(Environment.of(values)));
  }

  private static ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .directExecutor()
        .maxInboundMetadataSize(64 << 10)
        .build();
  }

  public IngestService service() {
    return service;
  }

  public SimpleMeterRegistry metrics() {
    return metrics;
  }

  public IngestServiceGrpc.IngestServiceBlockingStub reports(String key) {
    return IngestServiceGrpc.newBlockingStub(channel).withInterceptors(bearer(key));
  }

  public IngestServiceGrpc.IngestServiceStub streams(String key) {
    return IngestServiceGrpc.newStub(channel).withInterceptors(bearer(key));
  }

  public ManagedChannel channel() {
    return channel;
  }

  public ProjectServiceGrpc.ProjectServiceBlockingStub projects() {
    return ProjectServiceGrpc.newBlockingStub(internal)
        .withInterceptors(InternalToken.client(TOKEN));
  }

  private static io.grpc.ClientInterceptor bearer(String key) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + service.httpPort() + path);
  }

  /** A report to the Checkend wire with the bootstrap key. */
  public HttpResponse<String> post(String json) {
    return send(report().POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public HttpRequest.Builder report() {
    return HttpRequest.newBuilder(url("/ingest/v1/errors"))
        .timeout(Duration.ofSeconds(30))
        .header("Checkend-Ingestion-Key", KEY)
        .header("Content-Type", "application/json");
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public HttpClient http() {
    return http;
  }

  public void stop() {
    await(service.stop());
  }

  @Override
  public void close() {
    channel.shutdownNow();
    internal.shutdownNow();
    stop();
    await(vertx.close());
  }

  private static <T> void await(io.vertx.core.Future<T> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
