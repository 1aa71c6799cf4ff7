/** What never became an event: dropped by clients before they sent it, or refused at the door. */
import { html } from 'lit';
import { Page } from '../components/element.js';
import { count, panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { settingsTabs } from '../components/settings-tabs.js';
import { get } from '../api.js';
import { words } from '../format.js';
import { changeQuery } from '../router.js';

const HOUR_MS = 3_600_000;
const SPANS = { '24h': ['24 hours', 24], '7d': ['7 days', 168], '30d': ['30 days', 720] };
const REFUSALS = {
  unknown_key: 'The key is unknown or revoked.',
  rate_limited: 'More than the project’s or key’s budget a minute.',
  malformed: 'Not readable, or without anything to show.',
  too_large: 'Larger than the limits.',
  overloaded: 'Neither the database nor the spool could take it; clients try again.',
  unsupported: 'A path, method or encoding that is not served.',
};

class LossesPage extends Page {
  losses = new Resource(
    this,
    (slug, span, signal) => get(`/projects/${slug}/lost-events`, { from: new Date(Date.now() - (SPANS[span][1] - 1) * HOUR_MS).toISOString() }, signal),
    () => [this.route.params.slug, this.#span],
    { keep: true },
  );

  get #span() {
    const span = this.route.query.get('span');
    return span in SPANS ? span : '24h';
  }

  render() {
    const { slug } = this.route.params;
    this.tabTitle = `Lost events · ${slug}`;
    return html`
      <div class="page-head"><div><h1>Lost events</h1><p class="lead">Nothing is dropped silently: what did not become an event is counted here.</p></div>${settingsTabs(slug, 'losses')}</div>
      <div class="tabs spans" role="group" aria-label="Time">${Object.entries(SPANS).map(([span, [label]]) => html`<button aria-pressed=${span === this.#span} @click=${() => changeQuery({ span: span === '24h' ? '' : span })}>${label}</button>`)}</div>
      ${this.losses.render(({ lost, refused }) => html`<div class="stack">
        ${panel('Lost before us', this.#lost(lost))}
        ${panel('Refused here', this.#refused(refused))}
      </div>`)}
    `;
  }

  #lost(lost) {
    if (lost.length === 0) return html`<div class="empty"><p>No client told that it dropped something.</p></div>`;
    return html`<div class="scroll"><table>
      <thead><tr><th>What</th><th>Why, in the client’s words</th><th>How many</th></tr></thead>
      <tbody>${lost.map((entry) => html`<tr><td>${words(entry.category)}</td><td>${words(entry.reason)}</td><td>${count(entry.quantity)}</td></tr>`)}</tbody>
    </table></div>`;
  }

  #refused(refused) {
    if (refused.length === 0) return html`<div class="empty"><p>Nothing was refused.</p></div>`;
    return html`<div class="scroll"><table>
      <thead><tr><th>Code</th><th>Meaning</th><th>How many</th></tr></thead>
      <tbody>${refused.map((entry) => html`<tr><td>${words(entry.code)}</td><td class="soft">${REFUSALS[entry.code] ?? ''}</td><td>${count(entry.count)}</td></tr>`)}</tbody>
    </table></div>`;
  }
}

customElements.define('page-losses', LossesPage);
