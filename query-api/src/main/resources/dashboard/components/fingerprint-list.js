/** The fingerprints of a problem: how each came, how many events have it, and moving some out. */
import { html, nothing } from 'lit';
import { moveOutFingerprints } from './corrections.js';
import { Element } from './element.js';
import { ago, count } from './parts.js';
import { Resource } from './resource.js';
import { get } from '../api.js';
import { exactNumber, share } from '../format.js';
import { open } from '../router.js';

const ORIGINS = {
  opened: 'opened the problem',
  near_match: 'its trace was alike',
  transition: 'known from the version before',
  correction: 'brought by a correction',
};

class FingerprintList extends Element {
  static properties = { problemId: { attribute: false }, chosen: { state: true } };

  list = new Resource(this, (id, signal) => get(`/problems/${id}/fingerprints`, {}, signal), () => [this.problemId]);

  constructor() {
    super();
    this.chosen = new Set();
  }

  render() {
    return this.list.render(({ data, counted_events: counted, counted_all: all }) => (data.length === 0
      ? html`<div class="empty"><p>None leads here: it has no events of its own.</p></div>`
      : html`<div class="scroll"><table class="fingerprints">
          <thead><tr><th><span class="visually-hidden">Choose</span></th><th>Fingerprint</th><th>How it came</th><th>Since</th><th>Events</th></tr></thead>
          <tbody>${data.map((entry) => this.#row(entry))}</tbody>
        </table></div>
        <footer class="row">
          <button class="button small" ?disabled=${this.chosen.size === 0 || this.chosen.size === data.length} @click=${() => this.#moveOut(data)}>Move out</button>
          <span class="soft small grow">${this.#hint(data)}${all ? nothing : ` Only the newest ${exactNumber(counted)} events were counted.`}</span>
        </footer>`));
  }

  #row({ version, hash, origin, likeness, created_at: since, events }) {
    return html`<tr>
      <td><input type="checkbox" aria-label="Choose fingerprint ${hash}" .checked=${this.chosen.has(hash)} @change=${(event) => this.#choose(hash, event.target.checked)} /></td>
      <td><code title=${hash}>${hash.slice(0, 12)}…</code> <span class="faint">v${version}</span></td>
      <td>${ORIGINS[origin] ?? origin}${likeness === null ? nothing : ` (${share(likeness)})`}</td>
      <td>${ago(since)}</td>
      <td>${count(events)}</td>
    </tr>`;
  }

  #hint(data) {
    if (data.length === 1) return 'It has one fingerprint only, so there is nothing to move out.';
    return this.chosen.size === data.length ? 'One of them has to stay.' : 'Choose what belongs elsewhere.';
  }

  #choose(hash, isChosen) {
    const chosen = new Set(this.chosen);
    if (isChosen) chosen.add(hash);
    else chosen.delete(hash);
    this.chosen = chosen;
  }

  async #moveOut(data) {
    const made = await moveOutFingerprints(this.problemId, data.filter(({ hash }) => this.chosen.has(hash)));
    if (made) open(`/problems/${made}`);
  }
}

customElements.define('fingerprint-list', FingerprintList);
