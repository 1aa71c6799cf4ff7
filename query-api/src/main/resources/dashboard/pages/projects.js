/** All projects at a glance. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { Resource } from '../components/resource.js';
import * as icons from '../components/icons.js';
import { count, sparkline } from '../components/parts.js';
import { counted, words } from '../format.js';
import { listen } from '../live.js';
import { refresh } from '../overview.js';

const REFRESH_MS = 10_000;

class ProjectsPage extends Page {
  overview = new Resource(this, () => refresh());

  connectedCallback() {
    super.connectedCallback();
    let due;
    const later = () => (due ??= setTimeout(() => { due = undefined; this.overview.reload(); }, REFRESH_MS));
    this.until(listen(undefined, later));
    this.until(() => clearTimeout(due));
  }

  render() {
    this.tabTitle = 'Projects';
    return html`
      <div class="page-head">
        <h1>Projects</h1>
        <a class="button primary" href="/projects/new">${icons.plus} New project</a>
      </div>
      ${this.overview.render(({ projects, unattributed_refusals_last_24h: refused }) => html`
        ${projects.length === 0 ? this.#none() : html`<ul class="cards">${projects.map((project) => html`<li>${this.#card(project)}</li>`)}</ul>`}
        ${refused.length > 0 ? html`<p class="notice warning flow unattributed">In the last 24 hours senders without a valid key were refused: ${this.#refusals(refused)}.</p>` : nothing}
      `)}
    `;
  }

  #none() {
    return html`<div class="panel empty">
      <h2>No projects yet</h2>
      <p>A project is one application that you watch. It gets a key, and every error sent with that key lands in it.</p>
      <div class="row"><a class="button primary" href="/projects/new">${icons.plus} Create the first project</a></div>
    </div>`;
  }

  #card(project) {
    return html`<a class="panel card" href="/projects/${project.slug}">
      <div class="row">
        <h2 class="grow">${project.name}</h2>
        ${project.open_incidents > 0 ? html`<span class="badge open">${counted(project.open_incidents, 'incident')}</span>` : nothing}
      </div>
      ${sparkline(project.events_by_hour, 'Last 24 hours')}
      <div class="figures">
        <div><b>${count(project.events_today)}</b><span>events today</span></div>
        <div><b>${count(project.open_problems)}</b><span>unresolved</span></div>
        <div><b>${count(project.new_problems_today)}</b><span>new today</span></div>
      </div>
      ${project.refusals_last_24h.length > 0 ? html`<p class="small soft">Refused in 24 h: ${this.#refusals(project.refusals_last_24h)}</p>` : nothing}
    </a>`;
  }

  #refusals(refusals) {
    return refusals.map(({ code, count: refused }, index) => html`${index > 0 ? ', ' : nothing}${count(refused)} ${words(code)}`);
  }
}

customElements.define('page-projects', ProjectsPage);
