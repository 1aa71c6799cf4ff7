/** Incidents of one project or of all, the open ones first to look at. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { incidentList } from '../components/incident-list.js';
import { Resource } from '../components/resource.js';
import { attempt } from '../components/toast.js';
import { get } from '../api.js';
import { listen } from '../live.js';
import { projectById, refresh } from '../overview.js';
import { changeQuery } from '../router.js';

const TABS = [['open', 'Open'], ['closed', 'Closed'], ['all', 'All']];

class IncidentsPage extends Page {
  incidents = new Resource(
    this,
    async (project, state, signal) => {
      const page = await get('/incidents', { project, state: state === 'all' ? undefined : state, limit: 50 }, signal);
      return { list: page.data, nextCursor: page.next_cursor };
    },
    () => [this.route.params.slug, this.#state],
    { keep: true },
  );

  get #state() {
    return this.route.query.get('state') ?? 'open';
  }

  connectedCallback() {
    super.connectedCallback();
    this.until(listen(this.route.params.slug, (name) => {
      if (name.startsWith('problem_')) return;
      this.incidents.reload();
      refresh().catch(() => {});
    }));
  }

  render() {
    const { slug } = this.route.params;
    this.tabTitle = 'Incidents';
    return html`
      <div class="page-head">
        <div><h1>${slug ? 'Incidents' : 'All incidents'}</h1><p class="lead">An incident is an alert rule that fired, until things calm down.</p></div>
        <div class="tabs" role="group" aria-label="State">${TABS.map(([value, label]) => html`<button aria-pressed=${value === this.#state} @click=${() => changeQuery({ state: value === 'open' ? '' : value })}>${label}</button>`)}</div>
      </div>
      ${this.incidents.render(({ list, nextCursor }) => html`<section class="panel" aria-label="Incidents">
        ${list.length > 0 ? incidentList(list, (id) => (slug ? undefined : projectById(id)?.name)) : this.#none()}
        ${nextCursor ? html`<footer><button class="button small" @click=${() => attempt(() => this.#more())}>Show more</button></footer>` : nothing}
      </section>`)}
    `;
  }

  #none() {
    const { slug } = this.route.params;
    const isOpen = this.#state === 'open';
    return html`<div class="empty">
      <h2>${isOpen ? 'All is calm' : 'No incidents'}</h2>
      <p>${isOpen ? 'No rule fires at the moment. An incident appears here the moment one does.' : 'No rule has fired so far.'}</p>
      ${slug ? html`<div class="row"><a class="button" href="/projects/${slug}/alerts">Alert rules</a></div>` : nothing}
    </div>`;
  }

  async #more() {
    const { list, nextCursor } = this.incidents.data;
    const state = this.#state === 'all' ? undefined : this.#state;
    const page = await get('/incidents', { project: this.route.params.slug, state, limit: 50, cursor: nextCursor });
    this.incidents.set({ list: [...list, ...page.data], nextCursor: page.next_cursor });
  }
}

customElements.define('page-incidents', IncidentsPage);
