/** For addresses that mean nothing. */
import { html } from 'lit';
import { Page } from '../components/element.js';

class MissingPage extends Page {
  render() {
    this.tabTitle = 'Not found';
    return html`<div class="panel empty">
      <h1>There is no such page</h1>
      <p>The address is wrong, or what it stood for is gone.</p>
      <div class="row"><a class="button primary" href="/">All projects</a></div>
    </div>`;
  }
}

customElements.define('page-missing', MissingPage);
