/** Light, dark, or as the system has it; a choice is kept in this browser. first-paint.js applies it early. */

const KEY = 'culprit.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set();

/** @returns {'light' | 'dark'} what is shown now */
export function theme() {
  return document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light');
}

/** Shows the other one, and forgets the choice when it is what the system wants anyway. */
export function toggleTheme() {
  const wanted = theme() === 'dark' ? 'light' : 'dark';
  const isSystems = wanted === (system.matches ? 'dark' : 'light');
  if (isSystems) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = wanted;
  try {
    if (isSystems) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, wanted);
  } catch {
    // Without storage the choice lasts until the page is loaded again.
  }
  changed();
}

/** Calls back after each change; answers how to stop that. */
export function onThemeChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A custom property's colour as the canvas understands it, for the theme shown now. */
export function colour(property) {
  const probe = document.createElement('span');
  probe.style.color = `var(${property})`;
  probe.hidden = true;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function changed() {
  for (const listener of listeners) listener();
}
system.addEventListener('change', changed);
