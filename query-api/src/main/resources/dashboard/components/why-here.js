/** Why an event is in its problem: what decided, what went in, what was ignored, and what sets it apart from another problem. */
import { html, nothing } from 'lit';
import { Element } from './element.js';
import { facts } from './parts.js';
import { Resource, skeleton } from './resource.js';
import { get } from '../api.js';
import { share, words } from '../format.js';

const LAYERS = {
  rule: 'A rule of the project decided.',
  client: 'The application named the fingerprint itself.',
  frames: 'The exception’s type and frames decided.',
  type_and_message: 'Type and message decided, as no frame could.',
  message: 'The message alone decided.',
  template: 'The template of the message decided.',
};
const ORIGINS = {
  opened: 'Its first event opened the problem.',
  near_match: 'Its trace was like those of the problem.',
  transition: 'It was known by the fingerprint of the version before.',
  correction: 'Somebody merged, moved or split problems.',
};
const VERDICTS = {
  used: 'used',
  not_in_app: 'not the application’s code',
  unnamed: 'has no name',
  minified: 'minified name',
  generated: 'made by a compiler or proxy',
  async_boundary: 'only hands work on',
  recursion: 'a repetition',
  rethrows: 'only throws for others',
  other_exception: 'another exception’s',
  too_little_evidence: 'too few frames to decide',
  beyond_limit: 'too far from the crash',
  layer_not_needed: 'not needed',
};
const KINDS = { client: 'Named by the application', type: 'Type', frame: 'Frame', message: 'Message' };

const place = ({ scope, name }) => html`<span class="mono">${scope ? html`<span class="faint">${scope}.</span>` : nothing}${name || '(anonymous)'}</span>`;

class WhyHere extends Element {
  static properties = { event: { attribute: false }, other: { state: true } };

  told = new Resource(
    this,
    (id, isKept, other, signal) => (isKept ? get(`/events/${id}/grouping`, { compare_to: other }, signal) : Promise.resolve(null)),
    () => [this.event.id, !this.event.payload_sampled_out, this.other ?? ''],
    { keep: true },
  );

  render() {
    return html`<section class="panel why" id="why"><header><h2>Why here?</h2></header>
      <div class="body">${this.#body()}</div></section>`;
  }

  #body() {
    const { data, error } = this.told;
    if (error && !data) return html`<p class="soft" role="status">${error.message}</p><div><button class="button small" @click=${() => this.told.reload()}>Try again</button></div>`;
    if (data === null) return html`<p class="soft">Its payload was not kept, so what decided cannot be worked out any more. Another event of the problem tells it.</p>`;
    if (!data) return skeleton;
    return html`
      ${this.#decision(data)}
      ${facts([
        ['Rule', data.rule ? html`<code>${data.rule}</code>` : null],
        ['What went in', this.#components(data.components)],
        ['Message', data.message ? html`<code>${data.message}</code>` : null],
        ['How it came', data.origin ? html`${ORIGINS[data.origin] ?? words(data.origin)}${data.likeness === null ? nothing : ` ${share(data.likeness)} alike.`}` : null],
        ['Fingerprint', html`<code>${data.hash}</code> <span class="faint">version ${data.version}</span>`],
      ])}
      ${data.frames.length > 0 ? this.#frames(data.frames) : nothing}
      ${this.#compare()}
      ${error ? html`<p class="notice error flow" role="alert">${error.message}</p>` : this.other ? this.#difference(data.difference) : nothing}
    `;
  }

  #decision({ layer, leads_to_problem_id: leadsTo }) {
    const moved = leadsTo === this.event.problem_id
      ? nothing
      : html`<p class="notice flow">${leadsTo ? html`By now an event like this goes to <a href="/problems/${leadsTo}">#${leadsTo}</a>.` : 'By now an event like this would open a problem of its own.'}</p>`;
    return html`<p><b>${LAYERS[layer] ?? 'Nothing could be told from it.'}</b></p>${moved}`;
  }

  #components(components) {
    if (components.length === 0) return null;
    return html`<ol class="went-in">${components.map((component) => html`<li><span class="soft">${KINDS[component.kind] ?? component.kind}</span> ${place(component)}</li>`)}</ol>`;
  }

  #frames(frames) {
    const used = frames.filter(({ verdict }) => verdict === 'used').length;
    return html`<details><summary>${used} of ${frames.length} frames decided</summary>
      <ol class="why-frames">${frames.map((frame) => html`<li class=${frame.verdict === 'used' ? 'used' : 'ignored'}>
        <span class="place number">${frame.frame + 1}</span><span class="grow">${place(frame)}</span>
        <span class="verdict">${VERDICTS[frame.verdict] ?? words(frame.verdict)}${frame.rule ? html`, by <code>${frame.rule}</code>` : nothing}</span>
      </li>`)}</ol></details>`;
  }

  #compare() {
    return html`<form class="compare" @submit=${this.#ask}>
      <label>Compare with problem number <input type="number" name="other" min="1" max="9007199254740991" required autocomplete="off" /></label>
      <button class="button">Compare</button>
    </form>`;
  }

  #ask(event) {
    event.preventDefault();
    this.other = Number(new FormData(event.target).get('other'));
  }

  #difference(difference) {
    const link = html`<a href="/problems/${this.other}">#${this.other}</a>`;
    if (this.told.loading) return html`<p class="soft" role="status">Comparing …</p>`;
    if (!difference) return html`<p class="notice flow" role="status">${link} cannot be compared: no trace of it is kept, or it is of another project.</p>`;
    const { likeness, frames, event_type: own, problem_type: theirs } = difference;
    const isSame = frames.length === 0 && !own && !theirs;
    return html`<div class="notice flow difference" role="status">
      <p><b>${share(likeness)} alike</b> with ${link}: ${isSame ? 'the same type and frames.' : 'the same except'}</p>
      ${own || theirs ? html`<p>the type: <code>${own || 'none'}</code> here, <code>${theirs || 'none'}</code> there</p>` : nothing}
      <ul>${frames.map((frame) => html`<li>frame ${frame.position + 1}: ${place(frame)} <span class="soft">${frame.only_in_event ? 'only here' : 'only there'}</span></li>`)}</ul>
    </div>`;
  }
}

customElements.define('why-here', WhyHere);
