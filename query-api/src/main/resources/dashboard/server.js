/**
 * Where clients send their events. Nothing but the reader can know what stands between: so what the server tells of
 * itself is only the proposal, and a correction is kept in this browser.
 */
const KEY = 'culprit.addresses';

/** @typedef {{http: string, grpc: string, syslog: string}} Addresses */

function corrected() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

/** @param {{http_url: string, grpc_url: string, syslog_address: string}} told by the server @returns {Addresses} */
export function addresses(told) {
  return { http: told.http_url, grpc: told.grpc_url.replace(/^https?:\/\//, ''), syslog: told.syslog_address, ...corrected() };
}

/** What SDKs of Sentry are configured with: the key, the address and the project's number in one. */
export function dsn({ http, key, number }) {
  return `${http.replace('://', `://${key}@`).replace(/\/$/, '')}/${number}`;
}

/** Takes a correction; an empty address goes back to the proposal. @param {Partial<Addresses>} changes */
export function correctAddresses(changes) {
  const given = Object.entries({ ...corrected(), ...changes }).filter(([, address]) => address);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(given)));
  } catch {
    // Without storage the proposal stays.
  }
}
