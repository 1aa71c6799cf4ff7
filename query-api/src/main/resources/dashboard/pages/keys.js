/** A project's ingestion keys: made, told once, revoked. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { confirm } from '../components/dialogs.js';
import { FormState, secretOnce, textField } from '../components/form.js';
import { ago, panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { settingsTabs } from '../components/settings-tabs.js';
import { attempt } from '../components/toast.js';
import { get, post, remove } from '../api.js';
import { keepKeySecret } from '../key-secrets.js';

class KeysPage extends Page {
  static properties = { secret: { state: true } };

  form = new FormState(this);
  keys = new Resource(this, (slug, signal) => get(`/projects/${slug}/keys`, {}, signal), () => [this.#slug]);

  get #slug() {
    return this.route.params.slug;
  }

  render() {
    this.tabTitle = `Keys · ${this.#slug}`;
    return html`
      <div class="page-head"><div><h1>Ingestion keys</h1><p class="lead">A program sends its errors with a key. Give each deployment its own, so that one can be revoked alone.</p></div>${settingsTabs(this.#slug, 'keys')}</div>
      <div class="stack">
        ${this.secret ? secretOnce('The new key', this.secret) : nothing}
        ${this.keys.render(({ data }) => panel('Keys', this.#table(data)))}
        ${panel('New key', html`<div class="body"><form class="form" @submit=${this.form.handler((values, form) => this.#create(values, form))}>
          ${textField('Name', 'name', '', { maxlength: 64, placeholder: 'Production servers', wrong: this.form.wrong('name') })}
          ${this.form.summary()}
          <div>${this.form.submit('Create key', 'Creating …')}</div>
        </form></div>`)}
      </div>
    `;
  }

  #table(keys) {
    if (keys.length === 0) return html`<div class="empty"><p>No keys: nothing can be sent to this project.</p></div>`;
    return html`<div class="scroll"><table>
      <thead><tr><th>Name</th><th>Begins with</th><th>Created</th><th>State</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${keys.map((key) => html`<tr>
        <td>${key.name}</td>
        <td><code>${key.prefix}…</code></td>
        <td>${ago(key.created_at)}</td>
        <td>${key.revoked_at ? html`<span class="badge">revoked</span> ${ago(key.revoked_at)}` : html`<span class="badge good">valid</span>`}</td>
        <td>${key.revoked_at ? nothing : html`<button class="button small danger" @click=${() => this.#revoke(key)}>Revoke</button>`}</td>
      </tr>`)}</tbody>
    </table></div>`;
  }

  async #create(values, form) {
    const created = await post(`/projects/${this.#slug}/keys`, { name: values.get('name').trim() });
    keepKeySecret(this.#slug, created.key_secret);
    this.secret = created.key_secret;
    form.reset();
    await this.keys.reload();
  }

  async #revoke(key) {
    if (!(await confirm(`Revoke “${key.name}”?`, 'Programs that use it are refused within five seconds. This cannot be undone.', 'Revoke'))) return;
    if (await attempt(() => remove(`/projects/${this.#slug}/keys/${key.id}`), 'Key revoked')) this.keys.reload();
  }
}

customElements.define('page-keys', KeysPage);
