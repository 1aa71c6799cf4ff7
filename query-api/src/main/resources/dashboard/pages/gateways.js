/** What a project's gateways served and how much of it failed; how to send their logs while there are none. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import '../components/code-box.js';
import { FILTERS } from '../components/gateway-rate.js';
import { Resource } from '../components/resource.js';
import { get } from '../api.js';
import { keySecret } from '../key-secrets.js';
import { changeQuery } from '../router.js';
import { addresses } from '../server.js';
import { PLACEHOLDER, chosen } from '../snippets/all.js';
import { GATEWAYS } from '../snippets/gateways.js';

class GatewaysPage extends Page {
  static properties = { proxy: { state: true } };

  project = new Resource(this, (slug, signal) => get(`/projects/${slug}`, {}, signal), () => [this.route.params.slug]);

  render() {
    const { slug } = this.route.params;
    this.tabTitle = `Gateways · ${slug}`;
    const filter = Object.fromEntries(FILTERS.map((name) => [name, this.route.query.get(name)]).filter(([, value]) => value));
    const isFiltered = Object.keys(filter).length > 0;
    return html`
      <div class="page-head"><div><h1>Gateways</h1><p class="lead">Requests that reverse proxies served, from their access records, and the share that was answered 5xx.</p></div>
        <a class="button" href="/projects/${slug}/setup?with=gateways">Set up a gateway</a></div>
      ${isFiltered ? html`<p class="chosen">${Object.entries(filter).map(([name, value]) => html`<button class="button small" aria-label="Remove the filter ${name} ${value}" @click=${() => changeQuery({ [name]: null })}>${`${name}: ${value} ×`}</button>`)}</p>` : nothing}
      <gateway-rate .slug=${slug} .filter=${filter} .empty=${isFiltered ? this.#none() : this.project.render((project) => this.#howTo(project))}></gateway-rate>
    `;
  }

  #none() {
    return html`<div class="panel empty"><p>No such requests in this time.</p></div>`;
  }

  #howTo(project) {
    const key = keySecret(project.slug);
    const target = { ...addresses(project.ingest), key: key ?? PLACEHOLDER };
    const way = chosen(GATEWAYS, this.proxy);
    return html`<section class="panel how-to"><div class="body stack">
      <div><h2>No requests in this time. Send the gateway’s logs:</h2>
      <p class="soft">${key ? 'The snippets hold this project’s key.' : html`Put one of the project’s <a href="/projects/${project.slug}/keys">ingestion keys</a> in place of ${PLACEHOLDER}.`}</p></div>
      <div class="tabs wrap" role="group" aria-label="Proxies">${GATEWAYS.map(({ id, name }) => html`<button aria-pressed=${id === way.id} @click=${() => (this.proxy = id)}>${name}</button>`)}</div>
      ${way.steps.map(({ title, code }) => html`<div><h3>${title}</h3><code-box .label=${title} .text=${code(target)}></code-box></div>`)}
      ${way.note ? html`<p class="soft">${way.note}</p>` : nothing}
    </div></section>`;
  }
}

customElements.define('page-gateways', GatewaysPage);
