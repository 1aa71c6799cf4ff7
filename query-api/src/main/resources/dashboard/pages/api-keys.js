/** Keys for programs that read or change things here through the REST API. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { confirm } from '../components/dialogs.js';
import { checkField, FormState, secretOnce, textField } from '../components/form.js';
import { ago, chip, panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { attempt } from '../components/toast.js';
import { get, post, remove } from '../api.js';

const SCOPES = [
  ['projects:read', 'Read projects'],
  ['projects:write', 'Create and change projects and ingestion keys'],
  ['problems:read', 'Read problems, events and rates'],
  ['problems:write', 'Resolve, ignore, assign and delete problems'],
  ['alerts:read', 'Read alert rules, channels and incidents'],
  ['alerts:write', 'Change alert rules and channels, close incidents'],
  ['admin', 'Everything, also people and API keys'],
];

class ApiKeysPage extends Page {
  static properties = { secret: { state: true } };

  form = new FormState(this);
  keys = new Resource(this, (signal) => get('/api-keys', {}, signal));

  render() {
    this.tabTitle = 'API keys';
    return html`
      <div class="page-head"><div><h1>API keys</h1><p class="lead">For scripts and other frontends. The <a href="/api/v1/openapi.json" target="_blank" rel="noopener">OpenAPI document</a> describes what they can do.</p></div></div>
      <div class="stack">
        ${this.secret ? secretOnce('The new API key', this.secret) : nothing}
        ${this.keys.render(({ data }) => panel('Keys', this.#table(data)))}
        ${panel('New key', html`<div class="body"><form class="form" @submit=${this.form.handler((values, form) => this.#create(values, form))}>
          ${textField('Name', 'name', '', { maxlength: 64, placeholder: 'Status page', wrong: this.form.wrong('name') })}
          <fieldset class="form"><legend class="label">It may</legend>${SCOPES.map(([scope, label]) => checkField(label, 'scopes', scope.endsWith(':read'), { value: scope, hint: scope }))}</fieldset>
          ${this.form.summary()}
          <div>${this.form.submit('Create key', 'Creating …')}</div>
        </form></div>`)}
      </div>
    `;
  }

  #table(keys) {
    if (keys.length === 0) return html`<div class="empty"><p>No API keys yet.</p></div>`;
    return html`<div class="scroll"><table>
      <thead><tr><th>Name</th><th>Begins with</th><th>May</th><th>Created</th><th>Last used</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
      <tbody>${keys.map((key) => html`<tr>
        <td>${key.name}</td>
        <td><code>${key.prefix}…</code></td>
        <td>${key.scopes.map((scope) => html`${chip(scope)} `)}</td>
        <td>${ago(key.created_at)}</td>
        <td>${ago(key.last_used_at)}</td>
        <td>${key.revoked_at ? html`<span class="badge">revoked</span>` : html`<button class="button small danger" @click=${() => this.#revoke(key)}>Revoke</button>`}</td>
      </tr>`)}</tbody>
    </table></div>`;
  }

  async #create(values, form) {
    const created = await post('/api-keys', { name: values.get('name').trim(), scopes: values.getAll('scopes') });
    this.secret = created.secret;
    form.reset();
    await this.keys.reload();
  }

  async #revoke(key) {
    if (!(await confirm(`Revoke “${key.name}”?`, 'Programs that use it are refused within five seconds. This cannot be undone.', 'Revoke'))) return;
    if (await attempt(() => remove(`/api-keys/${key.id}`), 'Key revoked')) this.keys.reload();
  }
}

customElements.define('page-api-keys', ApiKeysPage);
