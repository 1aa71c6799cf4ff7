/** Requests of a project's gateways over time with the share of 5xx, and what they fall apart by. */
import { html, nothing } from 'lit';
import { Element } from './element.js';
import './rate-chart.js';
import { count } from './parts.js';
import { RANGES } from './rate-panel.js';
import { Resource } from './resource.js';
import { get } from '../api.js';
import { capital, counted, exactNumber, percent } from '../format.js';
import { changeQuery } from '../router.js';

const TABLES = [['host', 'By host'], ['route', 'By route'], ['upstream', 'By upstream'], ['gateway', 'By gateway']];
export const FILTERS = ['host', 'route', 'upstream', 'gateway'];

/** Sums of so many neighbours each; the last bar ends now. */
function fold(points, size) {
  const folded = [];
  for (let end = points.length; end > 0; end -= size) {
    const part = points.slice(Math.max(0, end - size), end);
    const sum = (name) => part.reduce((total, point) => total + point[name], 0);
    const requests = sum('requests');
    folded.unshift({ at: part[0].at, count: requests, share: requests > 0 ? sum('server_errors') / requests : null });
  }
  return folded;
}

class GatewayRate extends Element {
  static properties = { slug: {}, filter: { attribute: false }, empty: { attribute: false }, range: { state: true } };

  rate = new Resource(
    this,
    async (slug, rangeName, filter, signal) => {
      const range = RANGES[rangeName];
      const parameters = { from: new Date(Date.now() - range.span).toISOString(), bucket: range.bucket, ...filter };
      const [rate, ...tables] = await Promise.all([
        get(`/projects/${slug}/gateway-rate`, parameters, signal),
        ...TABLES.map(([by]) => get(`/projects/${slug}/gateway-breakdown`, { by, ...parameters }, signal)),
      ]);
      return { rate, tables, range, points: fold(rate.data, range.fold) };
    },
    () => [this.slug, this.range, this.filter],
    { keep: true },
  );

  constructor() {
    super();
    this.range = '24h';
  }

  render() {
    return this.rate.render(({ rate, tables, range, points }) => html`<div class="stack">
      <section class="panel">
        <header>
          <h2>Requests <span class="soft">${counted(rate.total.requests, 'request')}${rate.total.share === null ? '' : `, ${percent(rate.total.share)} of them 5xx`}, ${range.title}</span></h2>
          <div class="tabs" role="group" aria-label="Range">${Object.keys(RANGES).map((name) => html`<button aria-pressed=${name === this.range} @click=${() => (this.range = name)}>${name}</button>`)}</div>
        </header>
        <div class="body"><rate-chart .points=${points} noun="request" label="Requests ${range.title}"></rate-chart></div>
      </section>
      ${rate.total.requests === 0 ? this.empty : TABLES.map(([by, title], index) => this.#table(by, title, tables[index]))}
    </div>`);
  }

  #table(by, title, { data, is_cut: isCut }) {
    if (data.length === 0) return nothing;
    const name = (row) => (row.value ? html`<button class="link" title="Only these requests" @click=${() => changeQuery({ [by]: row.value })}>${row.value}</button>` : html`<span class="faint">unknown</span>`);
    return html`<section class="panel"><header><h2>${title}</h2></header><div class="scroll"><table class="breakdown">
      <thead><tr><th>${capital(by)}</th><th>5xx share</th><th>Requests</th><th>5xx</th><th title="5xx that the gateway made because the upstream failed">Gateway’s own</th><th>4xx</th></tr></thead>
      <tbody>${data.slice(0, 20).map((row) => html`<tr>
        <td class="mono">${name(row)}</td><td>${this.#share(row)}</td><td>${count(row.requests)}</td><td>${count(row.server_errors)}</td><td>${count(row.gateway_errors)}</td><td>${count(row.client_errors)}</td></tr>`)}</tbody>
    </table></div>${isCut || data.length > 20 ? html`<footer>The 20 with most 5xx of ${isCut ? 'more than 100' : data.length}.</footer>` : nothing}</section>`;
  }

  #share({ share, server_errors: errors, requests }) {
    const kind = share >= 0.05 ? 'error' : share > 0 ? 'warning' : 'good';
    return html`<div class="crash-free" title="${exactNumber(errors)} of ${exactNumber(requests)} requests"><b class="number">${percent(share ?? 0)}</b>
      <svg class="meter" aria-hidden="true"><rect class=${kind} width="${(share ?? 0) * 100}%" height="6"></rect></svg></div>`;
  }
}

customElements.define('gateway-rate', GatewayRate);
