/** How one thing looks in each proxy. */
import { html, nothing } from 'lit';
import { panel } from './parts.js';

export const PROXIES = { nginx: 'nginx', haproxy: 'HAProxy', apache: 'Apache httpd', caddy: 'Caddy', envoy: 'Envoy', traefik: 'Traefik' };

const lines = (texts) => (texts.length > 0 ? html`<pre class="log" tabindex="0" role="region" aria-label="Log lines">${texts.join('\n')}</pre>` : nothing);
const statuses = (numbers) => numbers.map((status) => (status >= 400 ? html`<a class="badge error" href="/http-errors/${status}">${status}</a> ` : html`<span class="badge">${status}</span> `));

function settings(entries) {
  if (entries.length === 0) return nothing;
  return html`<dl class="settings">${entries.map(({ name, text }) => html`<dt><code>${name}</code></dt><dd>${text}</dd>`)}</dl>`;
}

/** @param {object[]} notes as the API gives them @param {string} [first] the proxy to show open and first */
export function proxyNotes(notes, first) {
  if (notes.length === 0) return nothing;
  const ordered = [...notes].sort((a, b) => (b.proxy === first) - (a.proxy === first));
  return panel(
    'In each proxy',
    html`<div class="proxies">${ordered.map((note) => html`<section>
      <h3>${PROXIES[note.proxy] ?? note.proxy} ${statuses(note.statuses)}</h3>
      ${note.note ? html`<p>${note.note}</p>` : nothing}
      ${lines(note.log_lines)}
      ${settings(note.settings)}
    </section>`)}</div>
    <footer>Lines are shortened. What is said of nginx, HAProxy, Apache and Caddy follows real ones wherever a test could bring it about; of Envoy and Traefik their documentation and source.</footer>`,
  );
}
