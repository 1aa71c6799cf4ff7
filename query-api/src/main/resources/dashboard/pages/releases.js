/** A project's releases, and how many of their sessions did not crash. */
import { html } from 'lit';
import { Page } from '../components/element.js';
import { ago, count, panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { get, query } from '../api.js';
import { exactNumber, percent } from '../format.js';

class ReleasesPage extends Page {
  releases = new Resource(this, (slug, signal) => get(`/projects/${slug}/releases`, {}, signal), () => [this.route.params.slug]);

  render() {
    this.tabTitle = `Releases · ${this.route.params.slug}`;
    return html`
      <div class="page-head"><div><h1>Releases</h1><p class="lead">A session is one use of the application. Crash-free is the share of a release’s sessions that did not end by a crash.</p></div></div>
      ${this.releases.render(({ data }) => (data.length === 0
        ? html`<div class="panel empty"><h2>No releases yet</h2><p>They appear as soon as a client tells its release with an error or a session.</p></div>`
        : panel('Last seen first', this.#table(data))))}
    `;
  }

  #table(releases) {
    return html`<div class="scroll"><table class="releases">
      <thead><tr><th>Release</th><th>Crash-free</th><th>Sessions</th><th>Events</th><th>First seen</th><th>Last seen</th></tr></thead>
      <tbody>${releases.map((release) => html`<tr>
        <td>${release.release ? html`<a href="/projects/${this.route.params.slug}${query({ release: release.release })}">${release.release}</a>` : html`<span class="faint">without release</span>`}</td>
        <td>${this.#crashFree(release)}</td>
        <td>${count(release.sessions)}</td>
        <td>${count(release.events)}</td>
        <td>${ago(release.first_seen)}</td>
        <td>${ago(release.last_seen)}</td>
      </tr>`)}</tbody>
    </table></div>`;
  }

  #crashFree({ crash_free_rate: rate, crashed_sessions: crashed, sessions }) {
    if (rate === null) return html`<span class="faint">no sessions</span>`;
    const judgement = rate >= 0.99 ? 'good' : rate >= 0.95 ? 'warning' : 'error';
    return html`<div class="crash-free" title="${exactNumber(crashed)} of ${exactNumber(sessions)} sessions crashed">
      <b class="number">${percent(rate)}</b>
      <svg class="meter" aria-hidden="true"><rect class=${judgement} width="${rate * 100}%" height="6"></rect></svg>
    </div>`;
  }
}

customElements.define('page-releases', ReleasesPage);
