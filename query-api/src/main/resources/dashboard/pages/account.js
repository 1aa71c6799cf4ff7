/** The reader's own account. */
import { html } from 'lit';
import { Page } from '../components/element.js';
import { FormState, textField } from '../components/form.js';
import { ago, facts, panel } from '../components/parts.js';
import { say } from '../components/toast.js';
import { put } from '../api.js';
import { user } from '../session.js';

class AccountPage extends Page {
  form = new FormState(this);

  render() {
    this.tabTitle = 'Account';
    const me = user();
    return html`
      <div class="page-head"><h1>Account</h1></div>
      <div class="stack">
        ${panel('You', html`<div class="body">${facts([
          ['Name', me.name],
          ['E-mail', me.email],
          ['Role', me.is_admin ? 'Administrator' : 'Member'],
          ['Since', ago(me.created_at)],
        ])}</div>`)}
        ${panel('Password', html`<div class="body"><form class="form" @submit=${this.form.handler((values, form) => this.#change(values, form))}>
          ${textField('Current password', 'current_password', '', { type: 'password', autocomplete: 'current-password', wrong: this.form.wrong('current_password') })}
          ${textField('New password', 'new_password', '', { type: 'password', autocomplete: 'new-password', minlength: 10, hint: 'At least ten characters. Your other sessions end.', wrong: this.form.wrong('new_password') })}
          ${this.form.summary()}
          <div>${this.form.submit('Change password')}</div>
        </form></div>`)}
      </div>
    `;
  }

  async #change(values, form) {
    await put('/session/password', Object.fromEntries(values));
    form.reset();
    say('Password changed');
  }
}

customElements.define('page-account', AccountPage);
