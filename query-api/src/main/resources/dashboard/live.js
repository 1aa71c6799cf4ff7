/** Changes as they happen. A hidden tab holds no connection; it reads again when it is looked at. */
import { streamAddress } from './api.js';

const NAMES = [
  'problem_opened', 'problem_regressed', 'problem_repeated', 'problem_updated', 'problem_deleted',
  'incident_opened', 'incident_closed', 'resync',
];
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 60_000;

/**
 * @param {string | undefined} project a slug, or nothing for all projects
 * @param {(name: string, change: object) => void} onChange `resync` says that changes were missed
 * @returns {() => void} stops listening
 */
export function listen(project, onChange) {
  let source = null;
  let retry;
  let wait = FIRST_RETRY_MS;

  function close() {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  function connect(isAgain) {
    close();
    if (document.hidden) return;
    source = new EventSource(streamAddress(project));
    source.onopen = () => {
      wait = FIRST_RETRY_MS;
      if (isAgain) onChange('resync', {});
      isAgain = true;
    };
    source.onerror = () => {
      // The browser connects again by itself unless the server answered with a refusal.
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      retry = setTimeout(() => connect(true), wait);
      wait = Math.min(wait * 2, LAST_RETRY_MS);
    };
    for (const name of NAMES) source.addEventListener(name, (event) => onChange(name, JSON.parse(event.data || '{}')));
  }

  const onVisibility = () => (document.hidden ? close() : connect(true));
  document.addEventListener('visibilitychange', onVisibility);
  connect(false);
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    close();
  };
}
