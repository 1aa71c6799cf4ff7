/** A project's alert rules, and the channels they notify. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { confirm } from '../components/dialogs.js';
import * as icons from '../components/icons.js';
import { chip, panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { destination, sentence } from '../components/rule-words.js';
import { attempt } from '../components/toast.js';
import { get, patch, post, remove } from '../api.js';

class AlertsPage extends Page {
  static properties = { tests: { state: true } };

  alerts = new Resource(
    this,
    async (slug, signal) => {
      const [rules, channels] = await Promise.all([get(`/projects/${slug}/alert-rules`, {}, signal), get(`/projects/${slug}/channels`, {}, signal)]);
      return { rules: rules.data, channels: channels.data };
    },
    () => [this.#slug],
  );

  constructor() {
    super();
    /** What the test of each channel answered, or `running`. */
    this.tests = {};
  }

  get #slug() {
    return this.route.params.slug;
  }

  get #path() {
    return `/projects/${this.#slug}`;
  }

  render() {
    this.tabTitle = `Alerts · ${this.#slug}`;
    return html`
      <div class="page-head"><div><h1>Alerts</h1><p class="lead">A rule decides when to open an incident; its channels are told once, with the reason and the numbers.</p></div></div>
      ${this.alerts.render(({ rules, channels }) => html`<div class="stack">
        ${panel('Rules', this.#rules(rules, channels), html`<a class="button small" href="${this.#path}/alerts/rules/new">${icons.plus} New rule</a>`)}
        ${panel('Channels', this.#channels(channels), html`<a class="button small" href="${this.#path}/alerts/channels/new">${icons.plus} New channel</a>`)}
      </div>`)}
    `;
  }

  #rules(rules, channels) {
    if (rules.length === 0) {
      return html`<div class="empty"><h2>No rules yet</h2><p>Begin with “new problem”, so that nobody has to watch this page.</p><div class="row"><a class="button primary" href="${this.#path}/alerts/rules/new">Create a rule</a></div></div>`;
    }
    const name = (id) => channels.find((channel) => channel.id === id)?.name ?? `channel ${id}`;
    return html`<ul class="alert-list">${rules.map((rule) => html`<li class=${rule.enabled ? '' : 'off'}>
      <div class="grow">
        <p><a class="title" href="${this.#path}/alerts/rules/${rule.id}">${rule.name}</a>${rule.enabled ? nothing : html` <span class="badge">off</span>`}</p>
        <p class="soft">${sentence(rule.condition)}</p>
        <p class="row small soft">${rule.environment ? chip(`only ${rule.environment}`) : nothing}
          ${rule.channel_ids.length > 0 ? html`<span>tells ${rule.channel_ids.map(name).join(', ')}</span>` : html`<span class="badge warning">tells nobody</span>`}
          <span>cooldown ${rule.cooldown_minutes} min</span></p>
      </div>
      ${this.#buttons('alert-rules', rule, 'rule')}
    </li>`)}</ul>`;
  }

  #channels(channels) {
    if (channels.length === 0) {
      return html`<div class="empty"><h2>No channels yet</h2><p>A channel is a webhook, e-mail addresses or a Slack channel.</p><div class="row"><a class="button" href="${this.#path}/alerts/channels/new">Add a channel</a></div></div>`;
    }
    return html`<ul class="alert-list">${channels.map((channel) => html`<li class=${channel.enabled ? '' : 'off'}>
      <div class="grow">
        <p><a class="title" href="${this.#path}/alerts/channels/${channel.id}">${channel.name}</a> ${chip(channel.kind)}${channel.enabled ? nothing : html` <span class="badge">off</span>`}</p>
        <p class="soft mono small">${destination(channel)}</p>
        ${this.#testAnswer(channel.id)}
      </div>
      <button class="button small" ?disabled=${this.tests[channel.id] === 'running'} @click=${() => this.#test(channel)}>${this.tests[channel.id] === 'running' ? 'Sending …' : 'Send a test'}</button>
      ${this.#buttons('channels', channel, 'channel')}
    </li>`)}</ul>`;
  }

  #buttons(path, entry, noun) {
    return html`<div class="row">
      <button class="button small" aria-label="${entry.enabled ? 'Switch off' : 'Switch on'} ${entry.name}" @click=${() => this.#set(path, entry)}>${entry.enabled ? 'Switch off' : 'Switch on'}</button>
      <button class="button small danger" aria-label="Delete ${entry.name}" @click=${() => this.#delete(path, entry, noun)}>Delete</button>
    </div>`;
  }

  #testAnswer(id) {
    const answer = this.tests[id];
    if (!answer || answer === 'running') return nothing;
    return html`<p class="notice flow small ${answer.delivered ? 'good' : 'error'}" role="status">${answer.delivered ? 'Delivered: ' : 'Not delivered: '}${answer.detail}</p>`;
  }

  async #test(channel) {
    this.tests = { ...this.tests, [channel.id]: 'running' };
    const answer = await post(`${this.#path}/channels/${channel.id}/test`).catch((error) => ({ delivered: false, detail: error.message }));
    this.tests = { ...this.tests, [channel.id]: answer };
  }

  async #set(path, entry) {
    if (await attempt(() => patch(`${this.#path}/${path}/${entry.id}`, { enabled: !entry.enabled }))) this.alerts.reload();
  }

  async #delete(path, entry, noun) {
    const text = noun === 'rule' ? 'Its open incidents close without telling anyone.' : 'Rules that tell it stay, and tell it no more.';
    if (!(await confirm(`Delete the ${noun} “${entry.name}”?`, text, 'Delete'))) return;
    if (await attempt(() => remove(`${this.#path}/${path}/${entry.id}`), `The ${noun} is deleted`)) this.alerts.reload();
  }
}

customElements.define('page-alerts', AlertsPage);
