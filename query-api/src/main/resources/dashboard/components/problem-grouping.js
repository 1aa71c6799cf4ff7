/** How a problem came to be what it is: what was merged, moved and split, what looks like it, and its fingerprints. */
import { html, nothing } from 'lit';
import { dismissLikeness, mergeInto, undoSplit, unmerge } from './corrections.js';
import { Element } from './element.js';
import './fingerprint-list.js';
import { count, panel } from './parts.js';
import { capital, counted, exactNumber, share, words } from '../format.js';

/** `tag.tenant` → `tag tenant` */
export const attributeName = (attribute) => words(attribute.replace(/^tag\./, 'tag '));

const named = ({ id, title }) => html`<a class="title" href="/problems/${id}">${title || 'Untitled'}</a> <span class="faint">#${id}</span>`;

/** What a reader of the problem must know first. */
class CorrectionNotices extends Element {
  static properties = { problem: { attribute: false }, parts: { attribute: false }, changed: { attribute: false } };

  /** How many events were on their way when most were, which is what the progress is told of. */
  #most = 0;

  willUpdate(changes) {
    const { id, moving_events: moving } = this.problem;
    if (changes.has('problem') && changes.get('problem')?.id !== id) this.#most = 0;
    this.#most = moving === 0 ? 0 : Math.max(this.#most, moving);
  }

  render() {
    const { problem } = this;
    return html`
      ${problem.moving_events > 0 ? this.#moving(problem) : nothing}
      ${problem.merged_into ? this.#merged(problem) : nothing}
      ${problem.split_by ? this.#split(problem) : nothing}
      ${problem.looks_like.length > 0 ? panel('Looks like', html`<ul class="related">${problem.looks_like.map((other) => this.#alike(other))}</ul>`) : nothing}
    `;
  }

  #moving({ moving_events: moving }) {
    return html`<div class="notice moving" role="status">
      <span class="grow">${exactNumber(moving)} ${moving === 1 ? 'event is' : 'events are'} still on the way after a correction. Until ${moving === 1 ? 'it has' : 'they have'} arrived, the lists are not complete.</span>
      <progress max=${this.#most} value=${this.#most - moving} aria-label="Events that have arrived"></progress>
    </div>`;
  }

  #merged({ id, merged_into: into }) {
    return html`<div class="notice merged"><span class="grow">Merged into <a href="/problems/${into}">#${into}</a>: its events are there.</span>
      <button class="button small" @click=${() => this.#run(unmerge(id))}>Undo the merge</button></div>`;
  }

  #split(problem) {
    const part = ({ value, problem_id: id, occurrence_count: events }) => html`<li><a href="/problems/${id}">#${id}</a> ${value ? html`<b>${value}</b>` : html`<i>without it</i>`} <span class="soft">${counted(events, 'event')}</span></li>`;
    return html`<div class="notice split"><div class="grow">${capital(attributeName(problem.split_by))} tells its events apart: each value has a problem.
        ${this.parts ? html`<ul class="split-parts">${this.parts.map(part)}</ul>` : nothing}</div>
      <button class="button small" @click=${() => this.#run(undoSplit(problem))}>Undo the split</button></div>`;
  }

  #alike(other) {
    const { id } = this.problem;
    return html`<li><div class="grow">${named(other)} <p class="line">${share(other.likeness)} alike</p></div>
      <button class="button small" aria-label="Merge #${other.id} into this" @click=${() => this.#run(mergeInto(id, [other.id]))}>Merge</button>
      <button class="button small quiet" aria-label="Not the same: #${other.id}" @click=${() => this.#run(dismissLikeness(id, other.id))}>Not the same</button></li>`;
  }

  async #run(command) {
    if (await command) this.changed();
  }
}

/** What the problem is made of. */
class ProblemMakeup extends Element {
  static properties = { problem: { attribute: false }, changed: { attribute: false }, showsFingerprints: { state: true } };

  render() {
    const { problem } = this;
    return html`
      ${problem.merged_problems.length > 0 ? panel('Merged into this', html`<ul class="related">${problem.merged_problems.map((other) => this.#source(other))}</ul>`) : nothing}
      ${problem.merged_into ? nothing : this.#fingerprints(problem)}
    `;
  }

  #source(other) {
    return html`<li><div class="grow">${named(other)} <p class="line">${count(other.occurrence_count)} events when it was merged</p></div>
      <button class="button small" aria-label="Undo the merge of #${other.id}" @click=${() => this.#undo(other.id)}>Undo</button></li>`;
  }

  #fingerprints({ id }) {
    return html`<section class="panel"><details class="raw" @toggle=${(toggle) => (this.showsFingerprints = toggle.target.open)}>
      <summary>Fingerprints</summary>
      ${this.showsFingerprints ? html`<fingerprint-list .problemId=${id}></fingerprint-list>` : nothing}
    </details></section>`;
  }

  async #undo(id) {
    if (await unmerge(id)) this.changed();
  }
}

customElements.define('correction-notices', CorrectionNotices);
customElements.define('problem-makeup', ProblemMakeup);
