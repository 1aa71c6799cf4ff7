package dev.culprit.ingest.otlp;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.culprit.ingest.testing.TestIngest;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** An application with the real OpenTelemetry SDK, its OTLP exporters and its logback appender. */
final class OtlpClient implements AutoCloseable {
  /** How it sends; with gzip or without. */
  enum Transport {
    GRPC,
    GRPC_GZIP,
    HTTP,
    HTTP_GZIP;

    String compression() {
      return name().endsWith("GZIP") ? "gzip" : "none";
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final RetryPolicy RETRIES =
      RetryPolicy.builder()
          .setMaxAttempts(5)
          .setInitialBackoff(Duration.ofSeconds(2))
          .setMaxBackoff(Duration.ofSeconds(5))
          .setBackoffMultiplier(1.5)
          .build();

  private final OpenTelemetrySdk sdk;
  private final SdkTracerProvider traces;
  private final SdkLoggerProvider logs;
  private final LoggerContext logback = new LoggerContext();
  private final LogbackMDCAdapter mapped = new LogbackMDCAdapter();
  private final List<CompletableResultCode> exports = new CopyOnWriteArrayList<>();

  /** Sends its traces to one ingest and its logs to another, as behind a load balancer. */
  OtlpClient(Transport transport, TestIngest forTraces, TestIngest forLogs, String key) {
    Resource resource =
        Resource.getDefault().toBuilder()
            .put("service.name", "orders")
            .put("service.version", "2.1")
            .put("deployment.environment.name", "staging")
            .put("host.name", "j-1")
            .build();
    traces =
        SdkTracerProvider.builder()
            .setResource(resource)
            .addSpanProcessor(
                BatchSpanProcessor.builder(new Recording(spans(transport, forTraces, key)))
                    .setScheduleDelay(Duration.ofHours(1))
                    .setExporterTimeout(PATIENCE)
                    .setMaxQueueSize(10_000)
                    .setMaxExportBatchSize(10_000)
                    .build())
            .build();
    logs =
        SdkLoggerProvider.builder()
            .setResource(resource)
            .addLogRecordProcessor(
                BatchLogRecordProcessor.builder(records(transport, forLogs, key))
                    .setScheduleDelay(Duration.ofHours(1))
                    .build())
            .build();
    sdk = OpenTelemetrySdk.builder().setTracerProvider(traces).setLoggerProvider(logs).build();
    logback.setMDCAdapter(mapped);
    OpenTelemetryAppender appender = new OpenTelemetryAppender();
    appender.setContext(logback);
    appender.setMdcAttributesIncluded("*");
    appender.setCaptureExperimentalAttributes(true);
    appender.setCaptureTemplate(true);
    appender.setCaptureArguments(true);
    appender.setOpenTelemetry(sdk);
    appender.start();
    logback.getLogger("ROOT").addAppender(appender);
  }

  private static SpanExporter spans(Transport transport, TestIngest ingest, String key) {
    return switch (transport) {
      case GRPC, GRPC_GZIP ->
          OtlpGrpcSpanExporter.builder()
              .setEndpoint(grpc(ingest))
              .addHeader("authorization", "Bearer " + key)
              .setCompression(transport.compression())
              .setTimeout(PATIENCE)
              .setRetryPolicy(RETRIES)
              .build();
      case HTTP, HTTP_GZIP ->
          OtlpHttpSpanExporter.builder()
              .setEndpoint(ingest.url("/v1/traces").toString())
              .addHeader("Authorization", "Bearer " + key)
              .setCompression(transport.compression())
              .setTimeout(PATIENCE)
              .setRetryPolicy(RETRIES)
              .build();
    };
  }

  private static LogRecordExporter records(Transport transport, TestIngest ingest, String key) {
    return switch (transport) {
      case GRPC, GRPC_GZIP ->
          OtlpGrpcLogRecordExporter.builder()
              .setEndpoint(grpc(ingest))
              .addHeader("x-api-key", key)
              .setCompression(transport.compression())
              .build();
      case HTTP, HTTP_GZIP ->
          OtlpHttpLogRecordExporter.builder()
              .setEndpoint(ingest.url("/v1/logs").toString())
              .addHeader("x-api-key", key)
              .setCompression(transport.compression())
              .build();
    };
  }

  private static String grpc(TestIngest ingest) {
    return "http://127.0.0.1:" + ingest.service().grpcPort();
  }

  Tracer tracer() {
    return sdk.getTracer("shop");
  }

  Logger logger(String name) {
    return logback.getLogger(name);
  }

  LogbackMDCAdapter mapped() {
    return mapped;
  }

  CompletableResultCode startSendingTraces() {
    return traces.forceFlush();
  }

  void sendTraces() {
    startSendingTraces().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  void sendLogs() {
    logs.forceFlush().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Whether every request with traces was taken in the end. */
  boolean sentAll() {
    return !exports.isEmpty() && exports.stream().allMatch(CompletableResultCode::isSuccess);
  }

  @Override
  public void close() {
    sdk.close();
  }

  private final class Recording implements SpanExporter {
    private final SpanExporter delegate;

    Recording(SpanExporter delegate) {
      this.delegate = delegate;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      CompletableResultCode result = delegate.export(spans);
      exports.add(result);
      return result;
    }

    @Override
    public CompletableResultCode flush() {
      return delegate.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return delegate.shutdown();
    }
  }
}
