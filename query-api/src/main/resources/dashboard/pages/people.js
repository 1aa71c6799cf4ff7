/** Who can sign in. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { confirm } from '../components/dialogs.js';
import { checkField, FormState, textField } from '../components/form.js';
import { ago, panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { attempt, say } from '../components/toast.js';
import { get, post, remove } from '../api.js';
import { user } from '../session.js';

class PeoplePage extends Page {
  form = new FormState(this);
  people = new Resource(this, (signal) => get('/users', {}, signal));

  render() {
    this.tabTitle = 'People';
    return html`
      <div class="page-head"><div><h1>People</h1><p class="lead">Everyone who can sign in sees all projects. Administrators also manage people and API keys.</p></div></div>
      <div class="stack">
        ${this.people.render(({ data }) => panel('People', this.#table(data)))}
        ${panel('Add a person', html`<div class="body"><form class="form" @submit=${this.form.handler((values, form) => this.#add(values, form))}>
          <div class="pair">
            ${textField('Name', 'name', '', { maxlength: 128, wrong: this.form.wrong('name') })}
            ${textField('E-mail', 'email', '', { type: 'email', maxlength: 254, wrong: this.form.wrong('email') })}
          </div>
          ${textField('First password', 'password', '', { type: 'password', minlength: 10, autocomplete: 'new-password', hint: 'At least ten characters. They can change it under Account.', wrong: this.form.wrong('password') })}
          ${checkField('Administrator', 'is_admin', false)}
          ${this.form.summary()}
          <div>${this.form.submit('Add', 'Adding …')}</div>
        </form></div>`)}
      </div>
    `;
  }

  #table(people) {
    return html`<div class="scroll"><table>
      <thead><tr><th>Name</th><th>E-mail</th><th>Role</th><th>Last signed in</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${people.map((person) => html`<tr>
        <td>${person.name}</td>
        <td>${person.email}</td>
        <td>${person.is_admin ? html`<span class="badge info">administrator</span>` : 'member'}</td>
        <td>${ago(person.last_login_at)}</td>
        <td>${person.id === user()?.id ? nothing : html`<button class="button small danger" @click=${() => this.#remove(person)}>Remove</button>`}</td>
      </tr>`)}</tbody>
    </table></div>`;
  }

  async #add(values, form) {
    const added = await post('/users', {
      name: values.get('name').trim(),
      email: values.get('email').trim(),
      password: values.get('password'),
      is_admin: values.has('is_admin'),
    });
    form.reset();
    say(`${added.name} can sign in now`);
    await this.people.reload();
  }

  async #remove(person) {
    if (!(await confirm(`Remove ${person.name}?`, 'They are signed out everywhere at once.', 'Remove'))) return;
    if (await attempt(() => remove(`/users/${person.id}`), `${person.name} removed`)) this.people.reload();
  }
}

customElements.define('page-people', PeoplePage);
