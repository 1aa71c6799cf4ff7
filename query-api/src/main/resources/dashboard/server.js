/**
 * Where clients send their events. Nothing but the reader can know what stands between: so this host with the standard
 * ports is only the proposal, and a correction is kept in this browser.
 */
const KEY = 'culprit.addresses';

/** @typedef {{http: string, grpc: string}} Addresses */

function corrected() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

/** @returns {Addresses} */
export function addresses() {
  return { http: `http://${location.hostname}:4318`, grpc: `${location.hostname}:4317`, ...corrected() };
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
