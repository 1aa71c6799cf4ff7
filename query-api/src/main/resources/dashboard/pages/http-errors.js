/** The error statuses that proxies make, and the causes behind them. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { get } from '../api.js';
import { shortNumber } from '../format.js';
import { changeQuery } from '../router.js';

const GROUPS = [
  ['Server errors', ({ status, source }) => status >= 500 && source.startsWith('RFC')],
  ['Client errors', ({ status, source }) => status < 500 && source.startsWith('RFC')],
  ['nginx’s own', ({ source }) => source === 'nginx'],
  ['Cloudflare’s', ({ source }) => source === 'Cloudflare'],
];

class HttpErrorsPage extends Page {
  errors = new Resource(this, (signal) => get('/http-errors', {}, signal));
  causes = new Resource(this, (signal) => get('/causes', {}, signal));

  render() {
    this.tabTitle = 'HTTP errors';
    return html`
      <div class="page-head"><div><h1>HTTP errors</h1><p class="lead">What each status means, who makes it, and what mends it. The numbers are your open problems.</p></div></div>
      <div class="filters"><input type="search" placeholder="Search  ( / )" aria-label="Search in statuses and causes" maxlength="100" .value=${this.route.query.get('query') ?? ''} @input=${(event) => changeQuery({ query: event.target.value.trim() })} /></div>
      <div class="stack">
        ${this.errors.render(({ data }) => this.#groups(data.filter((entry) => this.#matches(`${entry.status} ${entry.title} ${entry.summary}`))))}
        ${this.causes.render(({ data }) => this.#families(data.filter((entry) => this.#matches(`${entry.code} ${entry.title} ${entry.meaning}`))))}
      </div>
    `;
  }

  #matches(text) {
    const words = (this.route.query.get('query') ?? '').toLowerCase().split(/\s+/);
    return words.every((word) => text.toLowerCase().includes(word));
  }

  #groups(entries) {
    const row = (entry) => html`<li>
      <a class="status number" href="/http-errors/${entry.status}">${entry.status}</a>
      <div class="grow"><a class="title" href="/http-errors/${entry.status}">${entry.title}</a> ${entry.in_depth ? html`<span class="badge info">in depth</span>` : nothing}<p class="soft">${entry.summary}</p></div>
      ${entry.open_problems > 0 ? html`<span class="badge open" title="Your open problems">${shortNumber(entry.open_problems)} open</span>` : nothing}
    </li>`;
    return GROUPS.map(([title, belongs]) => {
      const own = entries.filter(belongs);
      return own.length > 0 ? panel(title, html`<ul class="statuses">${own.map(row)}</ul>`) : nothing;
    });
  }

  #families(entries) {
    const families = [...new Set(entries.map(({ family }) => family))];
    if (families.length === 0) return nothing;
    return html`<h2>Causes</h2>${families.map((family) => panel(family, html`<ul class="statuses">${entries.filter((entry) => entry.family === family).map((entry) => html`<li>
      <div class="grow"><a class="title" href="/causes/${entry.code}">${entry.title}</a> <code class="faint">${entry.code}</code></div>
      <span>${entry.http_statuses.slice(0, 6).map((status) => html`<a class="badge" href="/http-errors/${status}">${status}</a> `)}</span></li>`)}</ul>`))}`;
  }
}

customElements.define('page-http-errors', HttpErrorsPage);
