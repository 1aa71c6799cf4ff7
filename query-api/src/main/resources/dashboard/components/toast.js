/** Short messages at the edge of the window; screen readers hear them too. */

const SHOWN_MS = 5_000;
let region;

function show(text, kind) {
  if (!region) {
    region = document.createElement('div');
    region.className = 'toasts';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  const toast = document.createElement('div');
  toast.className = `toast ${kind}`;
  toast.textContent = text;
  region.append(toast);
  setTimeout(() => toast.remove(), kind === 'error' ? 2 * SHOWN_MS : SHOWN_MS);
}

export const say = (text) => show(text, 'good');

/** Runs a command and says so when it failed. @returns {Promise<unknown>} undefined after a failure */
export async function attempt(command, done) {
  try {
    const answer = await command();
    if (done) say(done);
    return answer ?? true;
  } catch (error) {
    show(error.message, 'error');
    return undefined;
  }
}
