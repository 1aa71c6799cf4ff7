/** One cause: what it means, why it happens, what to check, and how it looks in each proxy. */
import { html } from 'lit';
import { Page } from '../components/element.js';
import { checkList } from '../components/check-list.js';
import { crumbs, panel } from '../components/parts.js';
import { proxyNotes } from '../components/proxy-notes.js';
import { Resource } from '../components/resource.js';
import { get } from '../api.js';

class CausePage extends Page {
  cause = new Resource(this, (code, signal) => get(`/causes/${code}`, {}, signal), () => [this.route.params.code]);

  render() {
    return this.cause.render((cause) => {
      this.tabTitle = cause.title;
      return html`
        ${crumbs([['HTTP errors', '/http-errors'], [cause.family], [cause.code]])}
        <div class="page-head"><div><h1>${cause.title}</h1><p class="lead">${cause.meaning}</p>
          <p class="line">${cause.http_statuses.map((status) => html`<a class="badge error" href="/http-errors/${status}">${status}</a> `)}</p></div></div>
        <div class="stack">
          ${panel('Likely reasons', html`<div class="body"><ul class="dots">${cause.reasons.map((reason) => html`<li>${reason}</li>`)}</ul></div>`)}
          ${panel('What to check, in order', html`<div class="body">${checkList(cause.checks)}</div>`)}
          ${proxyNotes(cause.proxies, this.route.query.get('proxy'))}
        </div>
      `;
    });
  }
}

customElements.define('page-cause', CausePage);
