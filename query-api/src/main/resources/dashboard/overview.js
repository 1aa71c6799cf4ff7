/** Each project's numbers, shared by the side bar and the project cards. */
import { get } from './api.js';

const listeners = new Set();
let current = null;
let running = null;

/** The last answer, or null before the first. */
export const overview = () => current;
export const projectOf = (slug) => current?.projects.find((project) => project.slug === slug);
export const projectById = (id) => current?.projects.find((project) => project.project_id === id);

/** Reads again; calls that overlap share one request. */
export function refresh() {
  running ??= get('/overview')
    .then((answer) => {
      current = answer;
      for (const listener of listeners) listener();
      return answer;
    })
    .finally(() => (running = null));
  return running;
}

export function onOverview(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
