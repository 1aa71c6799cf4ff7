/** The frame: finds out who is signed in, shows the page of the address, and keeps the side bar beside it. */
import { html, nothing } from 'lit';
import { Element } from './element.js';
import './sidebar.js';
import * as icons from './icons.js';
import * as router from '../router.js';
import * as session from '../session.js';
import { whenSignedOut } from '../api.js';
import { bind } from '../keyboard.js';
import { refresh } from '../overview.js';
import { toggleTheme } from '../theme.js';
import { failure } from './resource.js';
import { showShortcuts } from './dialogs.js';

class App extends Element {
  static properties = { page: { state: true }, project: { state: true }, menuOpen: { state: true }, error: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    whenSignedOut(() => this.#toLogin());
    router.start((change) => this.#show(change));
    this.addEventListener('enter-project', (event) => (this.project = event.detail));
    bind({
      '?': { label: 'Show this help', run: showShortcuts },
      'g p': { label: 'Go to the projects', run: () => router.open('/') },
      'g i': { label: 'Go to the incidents', run: () => router.open('/incidents') },
      t: { label: 'Switch between light and dark', run: toggleTheme },
    });
    this.#begin();
  }

  async #begin() {
    try {
      const { setup_required: setupRequired } = await session.load();
      this.setupRequired = setupRequired;
      this.error = undefined;
      this.#show({ scroll: history.state?.scroll });
    } catch (error) {
      this.error = error;
    }
  }

  #toLogin() {
    session.forget();
    if (location.pathname === '/login') return;
    const next = location.pathname + location.search;
    router.open(`/login${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}`, { replace: true });
  }

  async #show({ scroll }) {
    const route = router.currentRoute();
    if (!session.isSignedIn() && route.page !== 'login') {
      this.#toLogin();
      return;
    }
    this.menuOpen = false;
    this.project = route.params.slug ?? (this.#sameArea(route) ? this.project : undefined);
    if (this.page?.route.page === route.page && this.page.route.path === route.path) {
      this.page.route = route;
      return;
    }
    await this.#open(route, scroll);
  }

  /** A problem, event or incident keeps the project that the reader came from until it says its own. */
  #sameArea(route) {
    return ['problem', 'event', 'events', 'incident'].includes(route.page);
  }

  async #open(route, scroll) {
    try {
      await import(`../pages/${route.page}.js`);
    } catch (error) {
      this.error = Object.assign(error, { message: 'This page could not be loaded. The server may have been updated: load the page again.' });
      return;
    }
    if (session.isSignedIn()) refresh().catch(() => {});
    const page = document.createElement(`page-${route.page}`);
    page.route = route;
    this.error = undefined;
    this.page = page;
    await this.updateComplete;
    scrollTo(0, 0);
    if (scroll) this.#scrollWhenFilled(page, scroll);
    if (scroll !== undefined) this.querySelector('main')?.focus({ preventScroll: true });
  }

  /** The page is as high as before only when its data is there again. */
  #scrollWhenFilled(page, scroll) {
    const observer = new ResizeObserver(() => {
      if (page.offsetHeight < scroll) return;
      observer.disconnect();
      scrollTo(0, scroll);
    });
    observer.observe(page);
    setTimeout(() => observer.disconnect(), 3000);
  }

  render() {
    if (this.error) return html`<div class="login">${failure(this.error, () => location.reload())}</div>`;
    if (!this.page) return nothing;
    if (this.page.route.page === 'login') return html`<main tabindex="-1">${this.page}</main>`;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      <header class="topbar">
        <button class="button quiet icon" aria-label="Menu" aria-expanded=${this.menuOpen} @click=${() => (this.menuOpen = !this.menuOpen)}>${icons.menu}</button>
        <a class="brand" href="/"><img src=${new URL('../icon.svg', import.meta.url)} alt="" /> Culprit</a>
      </header>
      <div class="layout">
        <culprit-sidebar .project=${this.project} .path=${this.page.route.path} .open=${this.menuOpen}></culprit-sidebar>
        <main id="main" class="main" tabindex="-1">${this.page}</main>
      </div>
    `;
  }

  #skip(event) {
    event.preventDefault();
    this.querySelector('main').focus();
  }
}

customElements.define('culprit-app', App);
