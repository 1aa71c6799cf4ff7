/** What all elements share: they render into the document itself, so that one style sheet serves all. */
import { LitElement } from 'lit';
import { bind } from '../keyboard.js';

export class Element extends LitElement {
  createRenderRoot() {
    return this;
  }
}

/** A whole page. The app sets `route`; a page may bring its own shortcuts and clean up after itself. */
export class Page extends Element {
  static properties = { route: { attribute: false } };

  #cleanups = [];

  connectedCallback() {
    super.connectedCallback();
    const shortcuts = this.shortcuts();
    if (shortcuts) this.until(bind(shortcuts));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
  }

  /** @returns {Record<string, import('../keyboard.js').Shortcut> | undefined} */
  shortcuts() {
    return undefined;
  }

  /** Runs the clean-up when the page is left. */
  until(cleanup) {
    this.#cleanups.push(cleanup);
  }

  /** What the browser's tab says. */
  set tabTitle(title) {
    document.title = title ? `${title} · Culprit` : 'Culprit';
  }

  /** Tells the frame which project this page belongs to. */
  enterProject(slug) {
    this.dispatchEvent(new CustomEvent('enter-project', { detail: slug, bubbles: true }));
  }
}
