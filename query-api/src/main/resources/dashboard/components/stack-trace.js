/** The exceptions of an event with their frames: the application's own open, libraries' folded away. */
import { html, nothing } from 'lit';
import { Element } from './element.js';
import './code-box.js';
import { frame } from './frame.js';
import { counted, words } from '../format.js';

const OPEN_WITHOUT_APP_FRAMES = 4;
/** What clients say when they have nothing to say. */
const MADE_UP_MECHANISMS = ['generic', 'chained'];

/** Neighbouring frames that are shown or folded together. */
export function groups(frames) {
  const hasApp = frames.some((entry) => entry.in_app);
  const isOpen = (entry, index) => (hasApp ? entry.in_app : index < OPEN_WITHOUT_APP_FRAMES);
  const result = [];
  frames.forEach((entry, index) => {
    const open = Boolean(isOpen(entry, index));
    if (result.at(-1)?.open === open) result.at(-1).frames.push(entry);
    else result.push({ open, frames: [entry] });
  });
  return result.map((group) => ({ ...group, open: group.open || group.frames.length === 1 }));
}

function relation(exception, index) {
  if (index === 0) return nothing;
  const source = exception.mechanism?.source;
  return html`<p class="relation">${!source || source.includes('cause') ? 'Caused by' : words(source[0].toUpperCase() + source.slice(1))}</p>`;
}

class StackTrace extends Element {
  static properties = { exceptions: { attribute: false }, allFrames: { state: true } };

  render() {
    const hasFolded = this.exceptions.some(({ frames }) => groups(frames).some((group) => !group.open));
    return html`<section class="panel stack-trace">
      <header>
        <h2>${this.exceptions.length > 1 ? `${this.exceptions.length} exceptions` : 'Exception'}</h2>
        ${hasFolded ? html`<button class="button small" aria-pressed=${this.allFrames ?? false} @click=${() => (this.allFrames = !this.allFrames)}>${this.allFrames ? 'Fold library frames' : 'Show all frames'}</button>` : nothing}
      </header>
      ${this.exceptions.map((exception, index) => this.#exception(exception, index))}
    </section>`;
  }

  #exception(exception, index) {
    const { type, value, frames, frames_omitted: omitted, raw_stack_trace: raw, mechanism, thread, module } = exception;
    return html`<div class="exception">
      ${relation(exception, index)}
      <h3><span class="type">${type || 'Error'}</span>${value ? html`<span class="value">${value}</span>` : nothing}</h3>
      <p class="row small soft">
        ${mechanism?.handled === false ? html`<span class="badge error">not handled</span>` : nothing}
        ${mechanism?.type && !MADE_UP_MECHANISMS.includes(mechanism.type) ? html`<span>caught by ${mechanism.type}</span>` : nothing}
        ${thread ? html`<span>thread ${thread}</span>` : nothing}
        ${module ? html`<span class="mono">${module}</span>` : nothing}
      </p>
      ${frames.length > 0 ? html`<ol class="frames">${groups(frames).map((group) => this.#group(group))}</ol>` : nothing}
      ${omitted > 0 ? html`<p class="small soft">${counted(omitted, 'frame')} in the middle of the stack were left out.</p>` : nothing}
      ${raw ? html`<code-box label="Stack trace" .text=${raw}></code-box>` : nothing}
      ${frames.length === 0 && !raw ? html`<p class="small soft">It came without a stack trace.</p>` : nothing}
    </div>`;
  }

  #group({ open, frames }) {
    if (open) return frames.map((entry) => html`<li>${frame(entry)}</li>`);
    const isLibrary = frames.every((entry) => entry.in_app === false);
    return html`<li><details ?open=${this.allFrames ?? false}>
      <summary>${counted(frames.length, isLibrary ? 'library frame' : 'frame')}</summary>
      <ol class="frames">${frames.map((entry) => html`<li>${frame(entry)}</li>`)}</ol>
    </details></li>`;
  }
}

customElements.define('stack-trace', StackTrace);
