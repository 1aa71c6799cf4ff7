/** Reverse proxies that send their logs. The configuration file of each was run in front of failing upstreams, except Envoy's and Traefik's. */

const parts = (address) => /^(.*):([0-9]+)$/.exec(address)?.slice(1) ?? [address, '5514'];
const post = ({ http, key }) => `curl --data-binary @access.log \\
  -H 'Checkend-Ingestion-Key: ${key}' \\
  ${http}/ingest/v1/gateway-logs`;

const vector = (file) => ({ http, key }) => `sources:
  gateway:
    type: file
    include: [${file}]
sinks:
  culprit:
    type: http
    inputs: [gateway]
    uri: ${http}/ingest/v1/gateway-logs
    encoding: {codec: json}
    framing: {method: newline_delimited}
    request:
      headers: {Checkend-Ingestion-Key: ${key}}`;

const nginx = ({ syslog, key }) => `log_format culprit escape=json
  '{"time":"$time_iso8601","msec":"$msec","server_name":"$server_name","host":"$host","remote_addr":"$remote_addr",'
  '"method":"$request_method","uri":"$request_uri","server_protocol":"$server_protocol","status":"$status",'
  '"body_bytes_sent":"$body_bytes_sent","request_time":"$request_time","connection":"$connection","pid":"$pid",'
  '"request_id":"$request_id","traceparent":"$http_traceparent","proxy_host":"$proxy_host",'
  '"upstream_addr":"$upstream_addr","upstream_status":"$upstream_status",'
  '"upstream_connect_time":"$upstream_connect_time","upstream_header_time":"$upstream_header_time",'
  '"upstream_response_time":"$upstream_response_time","upstream_bytes_received":"$upstream_bytes_received",'
  '"user_agent":"$http_user_agent","referrer":"$http_referer"}';
access_log syslog:server=${syslog},tag=${key} culprit;
error_log  syslog:server=${syslog},tag=${key} warn;`;

const haproxy = ({ syslog, key }) => `global
    log ${syslog} len 8192 local0
    log-send-hostname
    log-tag ${key}

defaults
    mode http
    log global
    option dontlognull
    log-format "%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %ac/%fc/%bc/%sc/%rc %sq/%bq %hr %hs %{+Q}r bc_err=%{+Q}[bc_err_str] ssl_bc_err=%{+Q}[ssl_bc_err_str]"

# in each frontend
    capture request header Host len 128`;

function apache({ syslog, key }) {
  const [host, port] = parts(syslog);
  const logger = `|/usr/bin/logger --rfc3164 --udp --server ${host} --port ${port} --size 8192 --tag ${key}`;
  return `LogFormat "{\\"t\\":\\"%{%Y-%m-%dT%H:%M:%S%z}t\\",\\"host\\":\\"%{Host}i\\",\\"server_name\\":\\"%v\\",\\"client\\":\\"%a:%{remote}p\\",\\"method\\":\\"%m\\",\\"uri\\":\\"%U%q\\",\\"protocol\\":\\"%H\\",\\"status\\":%>s,\\"orig\\":\\"%s\\",\\"bytes\\":%B,\\"D\\":%D,\\"handler\\":\\"%R\\",\\"L\\":\\"%L\\",\\"balancer\\":\\"%{BALANCER_NAME}e\\",\\"worker\\":\\"%{BALANCER_WORKER_NAME}e\\",\\"note_err\\":\\"%{error-notes}n\\",\\"conn\\":\\"%{c}L\\",\\"user_agent\\":\\"%{User-Agent}i\\",\\"referrer\\":\\"%{Referer}i\\"}" culprit
ErrorLogFormat "[%{u}t] [%-m:%l] [pid %P:tid %T] [%L] %E: [client\\ %a] %M"
CustomLog "${logger} --priority local7.info" culprit
ErrorLog  "${logger} --priority local7.err"
LogLevel  warn proxy:info proxy_http:info http:info ssl:info`;
}

const caddy = ({ syslog }) => `{
	log default {
		output net udp/${syslog}
		format json
	}
}

# in each site
log`;

const envoy = () => `access_log:
  - name: envoy.access_loggers.file
    typed_config:
      "@type": type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog
      path: /var/log/envoy/access.log
      log_format:
        json_format:
          start_time: "%START_TIME%"
          method: "%REQ(:METHOD)%"
          path: "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%"
          authority: "%REQ(:AUTHORITY)%"
          response_code: "%RESPONSE_CODE%"
          response_flags: "%RESPONSE_FLAGS%"
          response_code_details: "%RESPONSE_CODE_DETAILS%"
          upstream_transport_failure_reason: "%UPSTREAM_TRANSPORT_FAILURE_REASON%"
          upstream_host: "%UPSTREAM_HOST%"
          upstream_cluster: "%UPSTREAM_CLUSTER%"
          duration: "%DURATION%"
          request_id: "%REQ(X-REQUEST-ID)%"
          traceparent: "%REQ(TRACEPARENT)%"`;

const traefik = () => `accessLog:
  filePath: /var/log/traefik/access.log
  format: json
  fields:
    headers:
      names:
        User-Agent: keep
        X-Request-Id: keep
        Traceparent: keep
log:
  level: DEBUG
  format: json
  filePath: /var/log/traefik/traefik.log`;

/** @type {import('./wires.js').Snippet[]} */
export const GATEWAYS = [
  { id: 'nginx', name: 'nginx', steps: [{ title: 'In http { }', code: nginx }], note: 'A server or location with an access_log or error_log of its own does not inherit these: repeat both lines there. Files can stay beside them.' },
  { id: 'haproxy', name: 'HAProxy', steps: [{ title: 'haproxy.cfg', code: haproxy }], note: 'Health checks (“check” on each server line) are worth most: they say why a server is down. The error strings need HAProxy 2.5; before, write “option httplog” instead of the format.' },
  { id: 'apache', name: 'Apache httpd', steps: [{ title: 'In the server’s configuration, and in each virtual host with logs of its own', code: apache }], note: 'Give a single server a balancer too: only then the access record names it.' },
  { id: 'caddy', name: 'Caddy', steps: [{ title: 'Caddyfile', code: caddy }], note: 'Caddy sends bare lines without a key: bind its address to the project with CULPRIT_INGEST_SYSLOG_BINDINGS, such as 10.1.0.9/32=shop, or use a shipper as for Envoy.' },
  { id: 'envoy', name: 'Envoy', steps: [{ title: 'In the HTTP connection manager', code: envoy }, { title: 'vector.yaml', code: vector('/var/log/envoy/access.log') }], note: 'Envoy has no syslog of its own, so a shipper reads the file.' },
  { id: 'traefik', name: 'Traefik', steps: [{ title: 'Static configuration', code: traefik }, { title: 'vector.yaml', code: vector('/var/log/traefik/access.log, /var/log/traefik/traefik.log') }], note: 'The reason of a failure is only in the debug log; without it the cause is the likely one.' },
  { id: 'file', name: 'A file', steps: [{ title: 'Send what a proxy has logged already', code: post }], note: 'Plain lines or one JSON object a line; formats are recognised. Lines that are sent again count once.' },
];
