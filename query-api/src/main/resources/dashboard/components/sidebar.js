/** Where one can go: the chosen project's pages, all projects, and the reader's own things. */
import { html, nothing } from 'lit';
import { Element } from './element.js';
import * as icons from './icons.js';
import * as session from '../session.js';
import { onOverview, overview, projectOf } from '../overview.js';
import { onThemeChange, theme, toggleTheme } from '../theme.js';
import { forgetKeySecrets } from '../key-secrets.js';
import { shortNumber } from '../format.js';
import { open } from '../router.js';
import { showShortcuts } from './dialogs.js';
import { attempt } from './toast.js';

const PROJECT_PAGES = [
  ['', icons.problems, 'Problems'],
  ['/incidents', icons.incidents, 'Incidents'],
  ['/releases', icons.releases, 'Releases'],
  ['/monitors', icons.monitors, 'Monitors'],
  ['/gateways', icons.gateways, 'Gateways'],
  ['/feedback', icons.feedback, 'Feedback'],
  ['/alerts', icons.alerts, 'Alerts'],
  ['/setup', icons.setup, 'Set-up'],
  ['/settings', icons.settings, 'Settings'],
];

class Sidebar extends Element {
  static properties = { project: {}, path: {}, open: { type: Boolean } };

  connectedCallback() {
    super.connectedCallback();
    this.cleanups = [onOverview(() => this.requestUpdate()), onThemeChange(() => this.requestUpdate())];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const cleanup of this.cleanups) cleanup();
  }

  render() {
    const user = session.user();
    return html`<div class="sidebar ${this.open ? 'open' : ''}">
      <a class="brand" href="/"><img src=${new URL('../icon.svg', import.meta.url)} alt="" /> Culprit</a>
      <nav aria-label="Main">
        ${this.#link('/', icons.projects, 'Projects')}
        ${this.#link('/incidents', icons.incidents, 'All incidents', this.#openIncidents())}
        ${this.#link('/http-errors', icons.reference, 'HTTP errors')}
      </nav>
      ${this.project ? this.#projectPart() : nothing}
      <div class="foot">
        <nav aria-label="Account">
          ${session.isAdmin() ? html`${this.#link('/settings/people', icons.people, 'People')} ${this.#link('/settings/api-keys', icons.key, 'API keys')}` : nothing}
          ${this.#link('/settings/account', icons.account, user?.name ?? 'Account')}
        </nav>
        <button class="plain" @click=${toggleTheme}>${theme() === 'dark' ? icons.sun : icons.moon} ${theme() === 'dark' ? 'Light' : 'Dark'} theme</button>
        <button class="plain" @click=${showShortcuts}>${icons.help} Keyboard</button>
        <button class="plain" @click=${this.#signOut}>${icons.leave} Sign out</button>
      </div>
    </div>`;
  }

  #projectPart() {
    const projects = overview()?.projects ?? [];
    return html`
      <h2 id="project-heading">Project</h2>
      <select aria-labelledby="project-heading" @change=${(event) => open(`/projects/${event.target.value}`)}>
        ${projects.length === 0 ? html`<option>${this.project}</option>` : nothing}
        ${projects.map(({ slug, name }) => html`<option value=${slug} ?selected=${slug === this.project}>${name}</option>`)}
      </select>
      <nav aria-label="Project">
        ${PROJECT_PAGES.map(([path, icon, label]) =>
          this.#link(`/projects/${this.project}${path}`, icon, label, path === '/incidents' ? projectOf(this.project)?.open_incidents : 0),
        )}
      </nav>
    `;
  }

  #openIncidents() {
    return (overview()?.projects ?? []).reduce((sum, project) => sum + project.open_incidents, 0);
  }

  #link(path, icon, label, count = 0) {
    const isCurrent = this.path === path || (path === '/' && this.path === '/projects');
    return html`<a href=${path} aria-current=${isCurrent ? 'page' : nothing}>
      ${icon} <span>${label}</span>
      ${count > 0 ? html`<span class="badge open count" title="${count} open">${shortNumber(count)}</span>` : nothing}
    </a>`;
  }

  async #signOut() {
    if (await attempt(() => session.signOut())) {
      forgetKeySecrets();
      location.assign('/login');
    }
  }
}

customElements.define('culprit-sidebar', Sidebar);
