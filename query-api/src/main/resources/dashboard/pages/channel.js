/** Making or changing a channel. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { checkField, field, FormState, secretOnce, selectField, textField } from '../components/form.js';
import { crumbs } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { get, patch, post } from '../api.js';
import { say } from '../components/toast.js';
import { open } from '../router.js';

const KINDS = [['webhook', 'Webhook'], ['email', 'E-mail'], ['slack', 'Slack']];
const NEW = { name: '', enabled: true, kind: 'webhook', target: {} };

/** The target as the API takes it; secrets left empty are left out, which keeps them. */
function targetOf(values, kind) {
  const url = values.get('url')?.trim();
  const secret = values.get('secret')?.trim();
  if (kind === 'email') return { kind, recipients: values.get('recipients').split(/[\s,;]+/).filter(Boolean) };
  return { kind, ...(url && { url }), ...(secret && { secret }) };
}

class ChannelPage extends Page {
  static properties = { kind: { state: true }, created: { state: true } };

  form = new FormState(this);
  channel = new Resource(
    this,
    (slug, id, signal) => (id ? get(`/projects/${slug}/channels/${id}`, {}, signal) : Promise.resolve(NEW)),
    () => [this.route.params.slug, this.route.params.id ?? 0],
  );

  render() {
    const { slug, id } = this.route.params;
    return this.channel.render((channel) => {
      this.tabTitle = id ? channel.name : 'New channel';
      return html`
        ${crumbs([['Alerts', `/projects/${slug}/alerts`], [id ? channel.name : 'New channel']])}
        <div class="page-head"><h1>${id ? channel.name : 'New channel'}</h1></div>
        ${this.created ? this.#done() : html`<section class="panel"><div class="body">${this.#form(channel)}</div></section>`}
      `;
    });
  }

  #done() {
    return html`<div class="stack">
      ${secretOnce('The secret that signs this webhook', this.created.generated_secret)}
      <p class="soft">Each request carries <code>Culprit-Signature: t=UNIX_SECONDS,v1=HEX</code>, where HEX is the HMAC-SHA256 of <code>t.body</code> under this secret.</p>
      <div><a class="button primary" href="/projects/${this.route.params.slug}/alerts">To the channels, to send a test</a></div>
    </div>`;
  }

  #form(channel) {
    const { slug, id } = this.route.params;
    const kind = this.kind ?? channel.kind;
    return html`<form class="form" @submit=${this.form.handler((values) => this.#save(values, kind))}>
      ${id ? nothing : selectField('Kind', 'kind', kind, KINDS, { onChange: (event) => (this.kind = event.target.value) })}
      ${textField('Name', 'name', channel.name, { maxlength: 128, placeholder: 'On call', wrong: this.form.wrong('name') })}
      ${this.#target(kind, channel, Boolean(id))}
      ${checkField('Switched on', 'enabled', channel.enabled)}
      ${this.form.summary()}
      <div class="row">${this.form.submit(id ? 'Save' : 'Create channel')} <a class="button quiet" href="/projects/${slug}/alerts">Cancel</a></div>
    </form>`;
  }

  #target(kind, { target }, isKnown) {
    const wrong = (name) => this.form.wrong(`target/${name}`) ?? this.form.wrong('target');
    if (kind === 'email') {
      return field('Addresses', ({ id, describedBy, invalid }) => html`<textarea id=${id} name="recipients" rows="3" required spellcheck="false" aria-describedby=${describedBy} aria-invalid=${invalid} .value=${(target.recipients ?? []).join('\n')}></textarea>`, {
        hint: 'One a line, at most twenty.',
        wrong: wrong('recipients'),
      });
    }
    if (kind === 'slack') {
      return textField('Address of the incoming webhook', 'url', '', {
        type: 'url', maxlength: 2048, required: !isKnown, wrong: wrong('url'), placeholder: 'https://',
        hint: isKnown ? `It is a secret and cannot be shown (${target.host ?? 'Slack'}). Leave it empty to keep it.` : 'From “Incoming Webhooks” in Slack. It is a secret: it is stored encrypted and not shown again.',
      });
    }
    return html`
      ${textField('URL', 'url', target.url, { type: 'url', maxlength: 2048, placeholder: 'https://', wrong: wrong('url') })}
      ${textField('Secret that signs it', 'secret', '', { type: 'password', required: false, minlength: 16, maxlength: 256, autocomplete: 'new-password', wrong: wrong('secret'), hint: isKnown ? 'Leave it empty to keep the one it has.' : 'Leave it empty and the server makes one.' })}
    `;
  }

  async #save(values, kind) {
    const { slug, id } = this.route.params;
    const channel = { name: values.get('name').trim(), enabled: values.has('enabled'), target: targetOf(values, kind) };
    if (id) {
      await patch(`/projects/${slug}/channels/${id}`, channel);
      say('Channel saved');
    } else {
      const created = await post(`/projects/${slug}/channels`, channel);
      if (created.generated_secret) {
        this.created = created;
        return;
      }
      say('Channel created');
    }
    open(`/projects/${slug}/alerts`);
  }
}

customElements.define('page-channel', ChannelPage);
