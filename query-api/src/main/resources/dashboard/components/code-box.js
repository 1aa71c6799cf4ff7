/** A piece of text to copy. */
import { html } from 'lit';
import { Element } from './element.js';

class CodeBox extends Element {
  static properties = { text: {}, label: {}, tall: { type: Boolean }, copied: { state: true } };

  render() {
    return html`<div class="code ${this.tall ? 'tall' : ''}">
      <pre tabindex="0" role="region" aria-label=${this.label ?? 'Code'}><code>${this.text}</code></pre>
      <button type="button" class="button small" @click=${this.#copy} aria-live="polite">${this.copied ? 'Copied' : 'Copy'}</button>
    </div>`;
  }

  async #copy() {
    // Without a secure origin there is no clipboard; then the text is marked so that one key copies it.
    if (navigator.clipboard) await navigator.clipboard.writeText(this.text);
    else getSelection().selectAllChildren(this.querySelector('code'));
    this.copied = Boolean(navigator.clipboard);
    setTimeout(() => (this.copied = false), 2000);
  }
}

customElements.define('code-box', CodeBox);
