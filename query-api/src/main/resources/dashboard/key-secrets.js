/**
 * Ingestion keys that were made in this tab. The server tells a key once; the setup snippets need it until the tab is
 * closed, so it waits in the session storage, which other tabs and other sites cannot read.
 */
const NAME = 'culprit.keys';

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(NAME)) ?? {};
  } catch {
    return {};
  }
}

function write(keys) {
  try {
    sessionStorage.setItem(NAME, JSON.stringify(keys));
  } catch {
    // Without storage the key is shown once and then gone.
  }
}

export const keySecret = (slug) => read()[slug] ?? null;
export const keepKeySecret = (slug, secret) => write({ ...read(), [slug]: secret });
export const forgetKeySecrets = () => write({});
