/** The public REST API; the dashboard knows no other. */

const ROOT = '/api/v1';
let csrfToken = null;
let onSignedOut = () => {};

/** An answer other than 2xx, in the words of its problem document. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `The server answered ${status}.`);
    this.status = status;
    this.code = problem.code ?? 'unknown';
    /** @type {{in: string, name: string, detail: string}[]} */
    this.errors = problem.errors ?? [];
  }
}

/** Called whenever the server no longer knows who is asking. */
export function whenSignedOut(listener) {
  onSignedOut = listener;
}

/** Kept in memory only; every session answer brings it. */
export function useCsrfToken(token) {
  csrfToken = token;
}

/** @param {Record<string, unknown>} [parameters] absent, null and empty ones are left out */
export function query(parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

async function problemOf(response) {
  try {
    return await response.json();
  } catch {
    return { title: response.status >= 500 ? 'The server has a problem. Try again in a moment.' : response.statusText };
  }
}

async function request(method, path, body, signal) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrfToken) headers['Culprit-Csrf'] = csrfToken;
  let response;
  try {
    response = await fetch(ROOT + path, { method, headers, signal, body: body === undefined ? undefined : JSON.stringify(body) });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, { code: 'unreachable', title: 'The server cannot be reached. Check the connection and try again.' });
  }
  if (!response.ok) {
    const error = new ApiError(response.status, await problemOf(response));
    if (error.code === 'unauthenticated') onSignedOut();
    throw error;
  }
  return response.status === 204 ? null : response.json();
}

export const get = (path, parameters, signal) => request('GET', path + query(parameters), undefined, signal);
export const post = (path, body) => request('POST', path, body);
export const patch = (path, body) => request('PATCH', path, body);
export const put = (path, body) => request('PUT', path, body);
export const remove = (path) => request('DELETE', path);

/** The address of the stream of changes, of one project or of all. */
export const streamAddress = (project) => `${ROOT}/stream${query({ project })}`;

/** The pages of a list one after another, at most `most` entries. */
export async function all(path, parameters, most = 1000) {
  const entries = [];
  let cursor;
  do {
    const page = await get(path, { limit: 100, ...parameters, cursor });
    entries.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor && entries.length < most);
  return entries;
}
