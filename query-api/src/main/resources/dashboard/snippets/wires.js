/** Sending an error by hand. */

/** @typedef {{key: string, http: string, grpc: string, syslog: string, slug: string, number: number, dsn: string}} Target */
/** @typedef {{id: string, name: string, steps: {title: string, code: (target: Target) => string}[], note?: string}} Snippet */

export const curl = ({ key, http }) => `curl ${http}/ingest/v1/errors \\
  -H 'Content-Type: application/json' \\
  -H 'Checkend-Ingestion-Key: ${key}' \\
  -d '{
    "error": {
      "class": "PaymentDeclined",
      "message": "Card was declined: insufficient funds",
      "backtrace": [
        "at charge (/app/payments/card.js:42:11)",
        "at placeOrder (/app/orders/place.js:17:5)"
      ]
    },
    "context": {"environment": "production", "revision": "1.4.2"},
    "notifier": {"name": "curl", "language": "javascript"}
  }'`;

const grpcurl = ({ key, grpc }) => `grpcurl -plaintext \\
  -H 'authorization: Bearer ${key}' \\
  -d '{
    "event": {
      "platform": "java",
      "environment": "production",
      "release": "1.4.2",
      "exceptions": [{
        "type": "java.lang.IllegalStateException",
        "value": "Order 4711 has no customer",
        "frames": [
          {"module": "shop.OrderService", "function": "place", "file": "OrderService.java", "line": 88, "in_app": true},
          {"module": "shop.OrderController", "function": "create", "file": "OrderController.java", "line": 31, "in_app": true}
        ]
      }]
    }
  }' \\
  ${grpc} culprit.ingest.v1.IngestService/Report`;

/** @type {Snippet} */
export const CURL = {
  id: 'curl',
  name: 'curl',
  steps: [{ title: 'Paste this into a terminal', code: curl }],
  note: 'The answer is 201 with the ids of the event and of its problem.',
};

/** @type {Snippet} */
export const GRPC = {
  id: 'grpc',
  name: 'gRPC',
  steps: [{ title: 'Paste this into a terminal (the server answers reflection)', code: grpcurl }],
  note: 'Programs use culprit.ingest.v1.IngestService: Report for single events, ReportStream for many. The key travels as metadata “authorization: Bearer KEY”.',
};
