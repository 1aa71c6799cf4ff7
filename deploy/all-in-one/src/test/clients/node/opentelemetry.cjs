// Records one exception on a span and one with a log record, over the protocol that PROTOCOL names.
const { SpanKind, SpanStatusCode } = require('@opentelemetry/api');
const { SeverityNumber } = require('@opentelemetry/api-logs');
const { resourceFromAttributes } = require('@opentelemetry/resources');
const { BatchLogRecordProcessor, LoggerProvider } = require('@opentelemetry/sdk-logs');
const { BatchSpanProcessor, NodeTracerProvider } = require('@opentelemetry/sdk-trace-node');

const { TARGET_HTTP, TARGET_GRPC, TARGET_KEY, PROTOCOL, MARKER } = process.env;
const headers = { authorization: `Bearer ${TARGET_KEY}` };

function exporters() {
  if (PROTOCOL === 'grpc') {
    const { Metadata, credentials } = require('@grpc/grpc-js');
    const metadata = new Metadata();
    metadata.set('authorization', headers.authorization);
    const options = { url: `http://${TARGET_GRPC}`, metadata, credentials: credentials.createInsecure(), compression: 'gzip' };
    return [
      new (require('@opentelemetry/exporter-trace-otlp-grpc').OTLPTraceExporter)(options),
      new (require('@opentelemetry/exporter-logs-otlp-grpc').OTLPLogExporter)(options),
    ];
  }
  const traces = require(PROTOCOL === 'json' ? '@opentelemetry/exporter-trace-otlp-http' : '@opentelemetry/exporter-trace-otlp-proto');
  const logs = require(PROTOCOL === 'json' ? '@opentelemetry/exporter-logs-otlp-http' : '@opentelemetry/exporter-logs-otlp-proto');
  return [
    new traces.OTLPTraceExporter({ url: `${TARGET_HTTP}/v1/traces`, headers, compression: 'gzip' }),
    new logs.OTLPLogExporter({ url: `${TARGET_HTTP}/v1/logs`, headers, compression: 'gzip' }),
  ];
}

const [traceExporter, logExporter] = exporters();
const resource = resourceFromAttributes({
  'service.name': 'shop',
  'service.version': '1.4.2',
  'deployment.environment.name': 'production',
  'host.name': 'web-1',
});
const tracers = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(traceExporter)] });
const loggers = new LoggerProvider({ resource, processors: [new BatchLogRecordProcessor({ exporter: logExporter })] });

function placeOrder(message) {
  throw new TypeError(message);
}

function caught(message) {
  try {
    placeOrder(message);
  } catch (error) {
    return error;
  }
}

async function main() {
  const span = tracers.getTracer('shop').startSpan('POST /orders/:id', {
    kind: SpanKind.SERVER,
    attributes: { 'http.request.method': 'POST', 'http.route': '/orders/:id', 'url.path': '/orders/7', 'http.response.status_code': 500 },
  });
  span.recordException(caught(`${MARKER} span`));
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();

  const error = caught(`${MARKER} log`);
  loggers.getLogger('shop').emit({
    severityNumber: SeverityNumber.ERROR,
    severityText: 'ERROR',
    body: 'the order failed',
    attributes: { 'exception.type': error.name, 'exception.message': error.message, 'exception.stacktrace': error.stack },
  });

  await Promise.all([tracers.forceFlush(), loggers.forceFlush()]);
  await Promise.all([tracers.shutdown(), loggers.shutdown()]);
  console.log(JSON.stringify({ traceId: span.spanContext().traceId }));
}

main();
