/** Anything a client sent as names and values. */
import { html, nothing } from 'lit';

/** A single value: text as it is, structures as JSON in a box of their own. */
export function value(content) {
  if (content === null || content === undefined) return html`<span class="faint">null</span>`;
  if (typeof content === 'object') return html`<pre class="json" tabindex="0">${JSON.stringify(content, null, 2)}</pre>`;
  if (content === '') return html`<span class="faint">empty</span>`;
  return html`<span class=${typeof content === 'string' ? 'text' : 'mono'}>${String(content)}</span>`;
}

/** @param {Record<string, unknown>} named */
export function values(named) {
  return html`<dl class="values">${Object.entries(named).map(([name, content]) => html`<dt>${name}</dt><dd>${value(content)}</dd>`)}</dl>`;
}

/** Where order and repetition matter. @param {{name: string, value: string}[]} entries */
export function namedValues(entries) {
  return html`<dl class="values">${entries.map((entry) => html`<dt>${entry.name}</dt><dd>${value(entry.value)}</dd>`)}</dl>`;
}

/** A part that folds away; nothing when it would be empty. */
export function part(title, content, { open = true, size } = {}) {
  if (content === nothing || content === null) return nothing;
  return html`<details class="part" ?open=${open}><summary>${title}${size === undefined ? nothing : html` <span class="faint">${size}</span>`}</summary>${content}</details>`;
}

export const isEmpty = (content) => content === null || content === undefined || (typeof content === 'object' && Object.keys(content).length === 0);
