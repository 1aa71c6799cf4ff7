/** Making or changing an alert rule. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { checkField, FormState, selectField, textField } from '../components/form.js';
import { crumbs } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { KINDS, sentence } from '../components/rule-words.js';
import { get, patch, post } from '../api.js';
import { say } from '../components/toast.js';
import { open } from '../router.js';

const SCOPES = [['problem', 'Each problem by itself'], ['project', 'The whole project together']];
const SHARE_SCOPES = [['project', 'All gateways together'], ['host', 'Each host by itself'], ['upstream', 'Each upstream by itself']];
const SENSITIVITIES = [['low', 'Low: only the wildest'], ['medium', 'Medium'], ['high', 'High: also modest ones']];
const NEW = { name: '', enabled: true, environment: null, cooldown_minutes: 30, channel_ids: null, condition: { kind: 'new_problem' } };

const DEFAULTS = { scope: 'problem', sensitivity: 'medium', minimum_events: 20, events: 100, window_minutes: 5, percent: 5, minimum_errors: 10 };
/** The fields of each kind of condition, with how they are read. */
const FIELDS = {
  new_problem: {},
  regression: {},
  threshold: { events: Number, window_minutes: Number, scope: String },
  spike: { scope: String, sensitivity: String, minimum_events: Number },
  error_share: { percent: Number, window_minutes: Number, minimum_errors: Number, scope: String },
  error_share_spike: { sensitivity: String, minimum_errors: Number, scope: String },
};
const isShare = (kind) => kind.startsWith('error_share');
/** Both families have a scope, of other values. */
const scopeFor = (kind, scope) => ((isShare(kind) ? SHARE_SCOPES : SCOPES).some(([value]) => value === scope) ? scope : isShare(kind) ? 'project' : 'problem');

/** What the form holds now; a kind that was just chosen has its fields only after the next drawing. */
function conditionOf(values) {
  const kind = values.get('kind');
  const fields = Object.entries(FIELDS[kind]).map(([name, read]) => [name, read(values.get(name) ?? DEFAULTS[name])]);
  const condition = { kind, ...Object.fromEntries(fields) };
  return 'scope' in condition ? { ...condition, scope: scopeFor(kind, condition.scope) } : condition;
}

class RulePage extends Page {
  static properties = { draft: { state: true } };

  form = new FormState(this);
  rule = new Resource(
    this,
    async (slug, id, signal) => {
      const [channels, facets, rule] = await Promise.all([
        get(`/projects/${slug}/channels`, {}, signal),
        get(`/projects/${slug}/facets`, {}, signal),
        id ? get(`/projects/${slug}/alert-rules/${id}`, {}, signal) : NEW,
      ]);
      return { channels: channels.data, environments: facets.environments, rule };
    },
    () => [this.route.params.slug, this.route.params.id ?? 0],
  );

  render() {
    const { slug, id } = this.route.params;
    return this.rule.render(({ channels, environments, rule }) => {
      this.tabTitle = id ? rule.name : 'New rule';
      return html`
        ${crumbs([['Alerts', `/projects/${slug}/alerts`], [id ? rule.name : 'New rule']])}
        <div class="page-head"><h1>${id ? rule.name : 'New rule'}</h1></div>
        <section class="panel"><div class="body">
          <form class="form" @submit=${this.form.handler((values) => this.#save(values))} @input=${(event) => (this.draft = conditionOf(new FormData(event.currentTarget)))}>
            ${this.#condition(rule)}
            ${textField('Name', 'name', rule.name, { maxlength: 128, placeholder: 'New problems in production', wrong: this.form.wrong('name') })}
            <div class="pair">
              ${selectField('Environment', 'environment', rule.environment ?? '', [['', 'All'], ...[...new Set([...environments, ...(rule.environment ? [rule.environment] : [])])].map((name) => [name, name])])}
              ${textField('Cooldown (minutes)', 'cooldown_minutes', rule.cooldown_minutes, { type: 'number', min: 0, max: 10_080, hint: 'Not told again for the same thing within this time.', wrong: this.form.wrong('cooldown_minutes') })}
            </div>
            ${this.#channels(channels, rule)}
            ${checkField('Switched on', 'enabled', rule.enabled)}
            ${this.form.summary()}
            <div class="row">${this.form.submit(id ? 'Save' : 'Create rule')} <a class="button quiet" href="/projects/${slug}/alerts">Cancel</a></div>
          </form>
        </div></section>
      `;
    });
  }

  #condition(rule) {
    const condition = { ...DEFAULTS, ...rule.condition };
    const kind = this.draft?.kind ?? condition.kind;
    const wrong = (name) => this.form.wrong(`condition/${name}`);
    const scope = selectField('Counted over', 'scope', scopeFor(kind, condition.scope), isShare(kind) ? SHARE_SCOPES : SCOPES);
    const fewest = textField('Never below (5xx)', 'minimum_errors', condition.minimum_errors, { type: 'number', min: 1, max: 1_000_000, wrong: wrong('minimum_errors') });
    return html`
      <fieldset class="kinds"><legend class="label">What to watch for</legend>
        ${KINDS.map(([value, label, hint]) => html`<label class="kind"><input type="radio" name="kind" value=${value} .checked=${value === kind} /><span><b>${label}</b><br /><span class="hint">${hint}</span></span></label>`)}
      </fieldset>
      ${kind === 'threshold' ? html`<div class="pair">
        ${textField('More than (events)', 'events', condition.events, { type: 'number', min: 1, max: 1_000_000_000, wrong: wrong('events') })}
        ${textField('Within (minutes)', 'window_minutes', condition.window_minutes, { type: 'number', min: 1, max: 1440, wrong: wrong('window_minutes') })}
        ${scope}
      </div>` : nothing}
      ${kind === 'spike' ? html`<div class="pair">
        ${selectField('Sensitivity', 'sensitivity', condition.sensitivity, SENSITIVITIES)}
        ${textField('Never below (events)', 'minimum_events', condition.minimum_events, { type: 'number', min: 1, max: 1_000_000, wrong: wrong('minimum_events') })}
        ${scope}
      </div>` : nothing}
      ${kind === 'error_share' ? html`<div class="pair">
        ${textField('More than (% of requests)', 'percent', condition.percent, { type: 'number', min: 0.01, max: 100, step: 'any', wrong: wrong('percent') })}
        ${textField('Within (minutes)', 'window_minutes', condition.window_minutes, { type: 'number', min: 1, max: 1440, wrong: wrong('window_minutes') })}
        ${fewest} ${scope}
      </div>` : nothing}
      ${kind === 'error_share_spike' ? html`<div class="pair">
        ${selectField('Sensitivity', 'sensitivity', condition.sensitivity, SENSITIVITIES)}
        ${fewest} ${scope}
      </div>` : nothing}
      <p class="notice">${sentence(this.draft ?? rule.condition)}</p>
    `;
  }

  #channels(channels, rule) {
    const { slug } = this.route.params;
    if (channels.length === 0) return html`<p class="notice warning flow">This project has no channel yet, so the rule would open incidents here but tell nobody. <a href="/projects/${slug}/alerts/channels/new">Add a channel</a></p>`;
    return html`<fieldset class="form"><legend class="label">Tell</legend>
      ${channels.map((channel) => checkField(channel.name, 'channel_ids', rule.channel_ids ? rule.channel_ids.includes(channel.id) : true, { value: String(channel.id), hint: channel.kind }))}
    </fieldset>`;
  }

  async #save(values) {
    const { slug, id } = this.route.params;
    const rule = {
      name: values.get('name').trim(),
      enabled: values.has('enabled'),
      environment: values.get('environment') || null,
      cooldown_minutes: Number(values.get('cooldown_minutes')),
      condition: conditionOf(values),
      channel_ids: values.getAll('channel_ids').map(Number),
    };
    if (id) await patch(`/projects/${slug}/alert-rules/${id}`, rule);
    else await post(`/projects/${slug}/alert-rules`, rule);
    say(id ? 'Rule saved' : 'Rule created');
    open(`/projects/${slug}/alerts`);
  }
}

customElements.define('page-rule', RulePage);
