/** Where clients send their events. */
import { get } from './api.js';

let known;

/** @typedef {{http: string, grpc: string}} Addresses */

/** What the server says of itself; where it does not say, this host with the standard ports. @returns {Promise<Addresses>} */
export function addresses() {
  known ??= get('/server')
    .catch(() => ({}))
    .then((server) => ({
      http: server.ingest_http_url ?? `http://${location.hostname}:4318`,
      grpc: server.ingest_grpc_address ?? `${location.hostname}:4317`,
    }));
  return known;
}
