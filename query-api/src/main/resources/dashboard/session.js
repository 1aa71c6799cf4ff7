/** Who is signed in, and what they may do. */
import * as api from './api.js';

let current = null;

function keep(session) {
  current = session.authenticated ? session : null;
  api.useCsrfToken(session.csrf_token);
  return current;
}

export const user = () => current?.user ?? null;
export const isSignedIn = () => current !== null;
export const isAdmin = () => current?.scopes.includes('admin') ?? false;

/** Asks the server; a browser without a valid cookie is simply nobody. */
export async function load() {
  const session = await api.get('/session');
  keep(session);
  return session;
}

export async function signIn(email, password) {
  return keep(await api.post('/session', { email, password }));
}

export async function signOut() {
  await api.remove('/session');
  forget();
}

export function forget() {
  current = null;
  api.useCsrfToken(null);
}
