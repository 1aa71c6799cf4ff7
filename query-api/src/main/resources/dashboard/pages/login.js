/** Signing in. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { FormState, textField } from '../components/form.js';
import * as session from '../session.js';
import { open } from '../router.js';

/** Only addresses within the dashboard; `//host` would be another site. */
const safe = (address) => (address && /^\/(?![/\\])/.test(address) ? address : '/');

class LoginPage extends Page {
  static properties = { setupRequired: { state: true } };

  form = new FormState(this);

  connectedCallback() {
    super.connectedCallback();
    session.load().then(
      (answer) => {
        if (answer.authenticated) this.#go();
        this.setupRequired = answer.setup_required;
      },
      () => {},
    );
  }

  render() {
    this.tabTitle = 'Sign in';
    return html`<div class="login"><section class="panel">
      <h1 class="brand"><img src=${new URL('../icon.svg', import.meta.url)} alt="" /> Culprit</h1>
      ${this.setupRequired
        ? html`<div class="notice warning">Nobody can sign in yet. Set CULPRIT_BOOTSTRAP_ADMIN_EMAIL and CULPRIT_BOOTSTRAP_ADMIN_PASSWORD and start the server again.</div>`
        : nothing}
      <form class="form" @submit=${this.form.handler((values) => this.#signIn(values))}>
        ${textField('E-mail', 'email', '', { type: 'email', autocomplete: 'username', autofocus: true, maxlength: 254 })}
        ${textField('Password', 'password', '', { type: 'password', autocomplete: 'current-password', maxlength: 1024 })}
        ${this.form.summary()} ${this.form.submit('Sign in', 'Signing in …')}
      </form>
    </section></div>`;
  }

  firstUpdated() {
    this.querySelector('input').focus();
  }

  async #signIn(values) {
    await session.signIn(values.get('email').trim(), values.get('password'));
    this.#go();
  }

  #go() {
    open(safe(this.route.query.get('next')), { replace: true });
  }
}

customElements.define('page-login', LoginPage);
