/** What a gateway's logs tell of one request: status, servers tried with their times, and the lines themselves. */
import { html, nothing, svg } from 'lit';
import './code-box.js';
import { facts, panel } from './parts.js';
import { PROXIES } from './proxy-notes.js';
import { duration, exactNumber, words } from '../format.js';

const PHASES = [['connect', 'connecting'], ['header', 'waiting for the header'], ['response', 'receiving']];

/** The phases of a try as [kind, start, end] in ms; what was not reached is left out. */
function phases({ connect_ms: connect, header_ms: header, response_ms: response }) {
  const found = [];
  let start = 0;
  for (const [kind, end] of [['connect', connect], ['header', header], ['response', response]]) {
    if (end === null || end < start) continue;
    // Without the times before it, the whole was spent in the first phase that did not end.
    const reached = kind === 'response' && connect === null ? 'connect' : kind === 'response' && header === null ? 'header' : kind;
    found.push([reached, start, end]);
    start = end;
  }
  return found;
}

function bar(entry, offset, total) {
  const parts = phases(entry);
  const label = parts.map(([kind, start, end]) => `${PHASES.find(([name]) => name === kind)[1]} ${duration(end - start)}`).join(', ');
  return html`<svg class="try-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label=${label || 'no times known'}><title>${label}</title>
    ${parts.map(([kind, start, end]) => svg`<rect class=${kind} x=${((offset + start) / total) * 1000} width=${Math.max(3, ((end - start) / total) * 1000)} height="10"></rect>`)}
  </svg>`;
}

function tries(entries) {
  if (entries.length === 0) return nothing;
  const lengths = entries.map((entry) => entry.response_ms ?? entry.header_ms ?? entry.connect_ms ?? 0);
  const total = Math.max(1, lengths.reduce((sum, length) => sum + length, 0));
  let offset = 0;
  return html`<h3>Servers tried</h3><ol class="tries">${entries.map((entry, index) => {
    const row = html`<li>
      <span class="mono">${entry.upstream ?? 'unknown'}</span>
      <span class="badge ${entry.status === null || entry.status >= 500 ? 'error' : 'good'}">${entry.status ?? 'no answer'}</span>
      <span class="soft number">${lengths[index] > 0 ? duration(lengths[index]) : nothing}${entry.bytes_received === null ? nothing : ` · ${exactNumber(entry.bytes_received)} bytes`}</span>
      ${bar(entry, offset, total)}
    </li>`;
    offset += lengths[index];
    return row;
  })}</ol>
  <p class="legend small soft">${PHASES.map(([kind, label]) => html`<span><svg width="10" height="10" aria-hidden="true"><rect class=${kind} width="10" height="10"></rect></svg> ${label}</span>`)}</p>`;
}

export function gatewayPanel(gateway) {
  if (!gateway) return nothing;
  const mono = (text) => (text ? html`<code>${text}</code>` : null);
  return panel(
    `What ${PROXIES[gateway.proxy] ?? 'the gateway'} tells`,
    html`<div class="body stack gateway-event">
      ${gateway.recovered ? html`<p class="notice good flow">Another server answered the request: a warning about this server, not an error for the client.</p>` : nothing}
      ${facts([
        ['Cause', gateway.cause ? html`<a href="/causes/${gateway.cause}?proxy=${gateway.proxy}">${words(gateway.cause)}</a> <span class="soft">${gateway.confidence ?? ''}</span>` : null],
        ['Upstream', mono(gateway.upstream)],
        ['Group', mono(gateway.upstream_group)],
        ['Host', gateway.host],
        ['Route', mono(gateway.route)],
        ['Gateway', gateway.gateway],
        ['Took', gateway.duration_ms === null ? null : duration(gateway.duration_ms)],
        ['State', mono(gateway.termination)],
        ['Request id', mono(gateway.request_id)],
      ])}
      ${gateway.hint ? html`<p class="notice flow"><b>To be surer next time:</b> ${gateway.hint}</p>` : nothing}
      <div>${tries(gateway.tries)}</div>
      ${gateway.raw_lines.length > 0 ? html`<div><h3>Lines as they came</h3><code-box label="Raw lines" .text=${gateway.raw_lines.join('\n')}></code-box></div>` : nothing}
    </div>`,
    gateway.status === null ? nothing : html`<a class="badge ${gateway.status >= 500 ? 'error' : ''}" href="/http-errors/${gateway.status}">client got ${gateway.status}</a>`,
  );
}
