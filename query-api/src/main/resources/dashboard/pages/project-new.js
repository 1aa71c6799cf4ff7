/** Creating a project; it leads on to the set-up page with the new key. */
import { html } from 'lit';
import { Page } from '../components/element.js';
import { FormState, textField } from '../components/form.js';
import { crumbs } from '../components/parts.js';
import { post } from '../api.js';
import { keepKeySecret } from '../key-secrets.js';
import { refresh } from '../overview.js';
import { open } from '../router.js';

class NewProjectPage extends Page {
  form = new FormState(this);

  render() {
    this.tabTitle = 'New project';
    return html`
      ${crumbs([['Projects', '/'], ['New']])}
      <div class="page-head"><div><h1>New project</h1><p class="lead">One application that you watch. Environments such as staging and production share it.</p></div></div>
      <section class="panel"><div class="body">
        <form class="form" @submit=${this.form.handler((values) => this.#create(values))}>
          ${textField('Name', 'name', '', { maxlength: 128, autofocus: true, placeholder: 'Web shop', wrong: this.form.wrong('name') })}
          ${textField('Short name in addresses', 'slug', '', {
            required: false, maxlength: 64, pattern: '[a-z0-9][a-z0-9\\-]*', placeholder: 'web-shop', wrong: this.form.wrong('slug'),
            hint: 'Lower-case letters, digits and dashes. Made from the name when empty; it cannot be changed later.',
          })}
          ${this.form.summary()}
          <div class="row">${this.form.submit('Create project', 'Creating …')} <a class="button quiet" href="/">Cancel</a></div>
        </form>
      </div></section>
    `;
  }

  firstUpdated() {
    this.querySelector('input').focus();
  }

  async #create(values) {
    const slug = values.get('slug').trim();
    const { project, key_secret: secret } = await post('/projects', { name: values.get('name').trim(), ...(slug && { slug }) });
    keepKeySecret(project.slug, secret);
    refresh().catch(() => {});
    open(`/projects/${project.slug}/setup`);
  }
}

customElements.define('page-project-new', NewProjectPage);
