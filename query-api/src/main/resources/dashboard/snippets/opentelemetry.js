/** OpenTelemetry: any SDK by environment variables, agents, and the Collector. */

/** What every SDK and agent reads. */
const variables = ({ key, slug }, endpoint, protocol) => `export OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint}
export OTEL_EXPORTER_OTLP_PROTOCOL=${protocol}
export OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20${key}
export OTEL_TRACES_EXPORTER=otlp
export OTEL_LOGS_EXPORTER=otlp
export OTEL_METRICS_EXPORTER=none
export OTEL_SERVICE_NAME=${slug}
export OTEL_RESOURCE_ATTRIBUTES=service.version=1.4.2,deployment.environment.name=production`;

const overHttp = (target) => variables(target, target.http, 'http/protobuf');
const overGrpc = (target) => variables(target, `http://${target.grpc}`, 'grpc');

const note = 'Exceptions of spans and of log records become events, once each although they arrive on both; other spans and records are not kept.';

/** @type {import('./wires.js').Snippet[]} */
export const OPENTELEMETRY = [
  {
    id: 'any',
    name: 'Any SDK',
    steps: [
      { title: 'Environment variables, over HTTP', code: overHttp },
      { title: 'The same over gRPC', code: overGrpc },
    ],
    note,
  },
  {
    id: 'javaagent',
    name: 'Java agent',
    steps: [
      { title: 'Environment variables', code: overHttp },
      { title: 'Start the program, unchanged, with the agent', code: () => 'java -javaagent:opentelemetry-javaagent.jar -jar app.jar' },
    ],
    note,
  },
  {
    id: 'node',
    name: 'Node',
    steps: [
      { title: 'Add the packages', code: () => 'npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node' },
      { title: 'Environment variables', code: overHttp },
      { title: 'Start the program, unchanged', code: () => 'node --require @opentelemetry/auto-instrumentations-node/register app.js' },
    ],
    note,
  },
  {
    id: 'python',
    name: 'Python',
    steps: [
      {
        title: 'Add the packages',
        code: () => `pip install opentelemetry-distro opentelemetry-exporter-otlp
opentelemetry-bootstrap -a install`,
      },
      { title: 'Environment variables', code: overHttp },
      { title: 'Start the program, unchanged', code: () => 'opentelemetry-instrument python app.py' },
    ],
    note,
  },
  {
    id: 'collector',
    name: 'Collector',
    steps: [
      {
        title: 'Configuration, over HTTP',
        code: ({ key, http }) => `exporters:
  otlphttp/culprit:
    endpoint: ${http}
    headers:
      authorization: Bearer ${key}

service:
  pipelines:
    traces:
      receivers: [otlp]
      exporters: [otlphttp/culprit]
    logs:
      receivers: [otlp]
      exporters: [otlphttp/culprit]`,
      },
      {
        title: 'The exporter over gRPC',
        code: ({ key, grpc }) => `exporters:
  otlp/culprit:
    endpoint: ${grpc}
    tls:
      insecure: true
    headers:
      authorization: Bearer ${key}`,
      },
    ],
    note,
  },
];
