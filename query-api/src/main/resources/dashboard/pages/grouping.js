/** How the events of a project become problems: version, near matches, rules, and who changed them. */
import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Page } from '../components/element.js';
import { confirm } from '../components/dialogs.js';
import { checkField, FormState, textField } from '../components/form.js';
import { changesPanel } from '../components/grouping-changes.js';
import { trialPanel } from '../components/grouping-trial.js';
import { panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { ruleErrors, rulesEditor } from '../components/rules-editor.js';
import { settingsTabs } from '../components/settings-tabs.js';
import { attempt, say } from '../components/toast.js';
import { get, post, put } from '../api.js';
import { exactTime } from '../format.js';

const numberOrNull = (text) => (text.trim() === '' ? null : Number(text));

/** What a command takes of settings as they were answered. */
const wanted = ({ version, rules, near_matching: near, same_from: same, perhaps_from: perhaps }) => ({ version, rules, near_matching: near, same_from: same, perhaps_from: perhaps });

class GroupingPage extends Page {
  static properties = { trial: { state: true }, isTrying: { state: true } };

  form = new FormState(this);
  grouping = new Resource(this, (slug, signal) => get(`/projects/${slug}/grouping`, {}, signal), () => [this.#slug]);

  get #slug() {
    return this.route.params.slug;
  }

  get #path() {
    return `/projects/${this.#slug}/grouping`;
  }

  render() {
    this.tabTitle = `Grouping · ${this.#slug}`;
    return html`
      <div class="page-head"><h1>Settings</h1>${settingsTabs(this.#slug, 'grouping')}</div>
      ${this.grouping.render((grouping) => html`<div class="stack">
        ${panel('Version', html`<div class="body stack">${this.#version(grouping)}</div>`)}
        ${panel('How events are grouped', html`<div class="body">${keyed(grouping.settings.revision, this.#form(grouping))}</div>`)}
        ${this.trial ? trialPanel(this.trial) : nothing}
        ${changesPanel(grouping, (change) => this.#restore(change))}
      </div>`)}
    `;
  }

  #version({ settings, newest_version: newest }) {
    const { version, previous_version: previous, transition_ends_at: ends } = settings;
    const moving = previous
      ? html`<p class="notice flow">Until ${exactTime(ends)} events are also looked for by version ${previous}, so that known problems go on.</p>`
      : nothing;
    return html`<p>This project uses version <b>${version}</b> of fingerprints${version >= newest ? ', the newest.' : '.'}</p>${moving}
      ${version < newest ? html`<div class="row"><button class="button primary" @click=${() => this.#move(settings, newest)}>Move to version ${newest}</button>
        <span class="soft">All problems are kept, and nothing is opened or told anew.</span></div>` : nothing}`;
  }

  #form(grouping) {
    const { settings, default_same_from: same, default_perhaps_from: perhaps } = grouping;
    const limit = (label, name, byDefault, hint) => textField(label, name, settings[name], {
      type: 'number', min: 0.01, max: 1, step: 0.01, required: false, placeholder: String(byDefault), hint: `${hint} Empty = ${byDefault}.`, wrong: this.form.wrong(name),
    });
    const errors = ruleErrors(this.form.error);
    return html`<form class="form grouping" @submit=${this.form.handler((values) => this.#save(settings, values))}>
      ${checkField('Compare unknown traces with those of known problems', 'near_matching', settings.near_matching, { hint: 'A trace that is nearly the same joins its problem; one that may be the same is suggested there.' })}
      <div class="pair">
        ${limit('Least likeness to join', 'same_from', same, 'How alike a trace must be, up to 1, to be the same problem.')}
        ${limit('Least likeness to be suggested', 'perhaps_from', perhaps, 'How alike it must be to be shown as perhaps the same.')}
      </div>
      ${rulesEditor(settings.rules, errors)}
      ${errors.length > 0 ? nothing : this.form.summary()}
      ${this.form.error?.code === 'stale_revision' ? html`<div><button type="button" class="button" @click=${() => this.#read()}>Show what it is now</button></div>` : nothing}
      <div class="row">${this.form.submit('Save')}
        <button type="button" class="button" ?disabled=${this.isTrying} @click=${(event) => this.#try(settings, event.target.form)}>${this.isTrying ? 'Trying …' : 'Try on stored events'}</button></div>
    </form>`;
  }

  #values({ version }, values) {
    return {
      version,
      rules: values.get('rules'),
      near_matching: values.has('near_matching'),
      same_from: numberOrNull(values.get('same_from')),
      perhaps_from: numberOrNull(values.get('perhaps_from')),
    };
  }

  async #save(settings, values) {
    await this.#put(this.#values(settings, values), settings.revision);
    say('Settings saved');
    await this.updateComplete;
    this.querySelector('form.grouping .primary')?.focus();
  }

  async #try(settings, form) {
    if (!form.reportValidity()) return;
    this.isTrying = true;
    this.form.error = undefined;
    try {
      this.trial = await post(`${this.#path}/try`, this.#values(settings, new FormData(form)));
      this.updateComplete.then(() => this.querySelector('.tried')?.closest('.panel').scrollIntoView({ block: 'nearest' }));
    } catch (error) {
      this.trial = undefined;
      this.form.error = error;
    }
    this.isTrying = false;
  }

  async #move(settings, version) {
    const text = `Later events get fingerprints of version ${version}. For a while each that is unknown is also looked for by its old one, so all problems are kept and nothing is opened or told anew. Where version ${version} tells apart or joins better, later events follow it. It can be undone below.`;
    if (!(await confirm(`Move to version ${version}?`, text, 'Move', 'primary'))) return;
    await attempt(() => this.#put({ ...wanted(settings), version }, settings.revision), `Moved to version ${version}`);
  }

  async #restore(change) {
    const text = 'The settings become what they were then; what was changed since stays in this list.';
    if (!(await confirm(`Restore change ${change.revision}?`, text, 'Restore', 'primary'))) return;
    await attempt(() => this.#put(wanted(change.settings), this.grouping.data.settings.revision), `Change ${change.revision} restored`);
  }

  async #put(settings, revision) {
    await put(this.#path, { ...settings, expected_revision: revision });
    await this.#read();
  }

  async #read() {
    this.form.error = undefined;
    this.trial = undefined;
    await this.grouping.reload();
  }
}

customElements.define('page-grouping', GroupingPage);
