/** One call of a stack trace. */
import { html, nothing } from 'lit';
import { values } from './values.js';

function place({ file, module, line, column, package: library }) {
  const where = file || library || '';
  const position = line ? `:${line}${column ? `:${column}` : ''}` : '';
  return html`${where ? html`<span class="file">${where}${position}</span>` : nothing}${!where && module ? html`<span class="file">${module}</span>` : nothing}`;
}

function name({ function: callee, module }) {
  const short = callee || '(anonymous)';
  return module && !short.includes(module) ? html`<span class="module">${module}.</span><b>${short}</b>` : html`<b>${short}</b>`;
}

function source({ pre_context: before = [], context_line: failing, post_context: after = [], line }) {
  if (failing === undefined) return nothing;
  const first = (line ?? 1) - before.length;
  const row = (text, index, isFailing) => html`<div class=${isFailing ? 'failing' : ''}><span class="line-number">${first + index}</span><span>${text || ' '}</span></div>`;
  const rows = [...before.map((text, index) => row(text, index, false)), row(failing, before.length, true), ...after.map((text, index) => row(text, before.length + 1 + index, false))];
  return html`<div class="source" tabindex="0" role="region" aria-label="Source"><div>${rows}</div></div>`;
}

export function frame(entry) {
  const hasVars = entry.vars && Object.keys(entry.vars).length > 0;
  return html`<div class="frame ${entry.in_app ? 'in-app' : ''}">
    <p class="call mono">${name(entry)} ${place(entry)}</p>
    ${source(entry)}
    ${hasVars ? html`<details class="vars"><summary>${Object.keys(entry.vars).length} local variables</summary>${values(entry.vars)}</details>` : nothing}
  </div>`;
}
