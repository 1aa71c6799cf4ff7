/** Single-key shortcuts. They are silent while a person types or a dialog is open. */

/** @typedef {{label: string, run: (event: KeyboardEvent) => void}} Shortcut */

/** @type {Set<Record<string, Shortcut>>} */
const bindings = new Set();
const SEQUENCE_MS = 1200;
let prefix = '';
let prefixAt = 0;

/**
 * Adds shortcuts by key (`j`, `?`, `ArrowDown`) or by two keys after another (`g p`).
 * @param {Record<string, Shortcut>} shortcuts
 * @returns {() => void} takes them away again
 */
export function bind(shortcuts) {
  bindings.add(shortcuts);
  return () => bindings.delete(shortcuts);
}

/** What can be pressed now, the most particular first. */
export function shortcuts() {
  const seen = new Map();
  for (const binding of [...bindings].reverse()) {
    for (const [key, { label }] of Object.entries(binding)) if (!seen.has(key)) seen.set(key, label);
  }
  return [...seen];
}

function isTyping(target) {
  return target.closest?.('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]') !== null;
}

function find(key) {
  return [...bindings].reverse().find((binding) => binding[key])?.[key];
}

function handle(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === 'Escape' && isTyping(event.target) && !event.target.closest('dialog')) {
    // Leaving a search box keeps what was searched for; browsers would empty it.
    event.preventDefault();
    event.target.blur();
    return;
  }
  if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
  const isSequence = prefix && event.timeStamp - prefixAt < SEQUENCE_MS;
  const shortcut = find(isSequence ? `${prefix} ${event.key}` : event.key);
  prefix = shortcut ? '' : event.key;
  prefixAt = event.timeStamp;
  if (shortcut) {
    event.preventDefault();
    shortcut.run(event);
  }
}

document.addEventListener('keydown', handle);
