/** One incident: why it opened, what the rate did around it, and who was told. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import '../components/gateway-cause.js';
import '../components/rate-chart.js';
import { confirm } from '../components/dialogs.js';
import { incidentState, lasted } from '../components/incident-list.js';
import { notificationList } from '../components/notification-list.js';
import { ago, count, crumbs, facts, panel } from '../components/parts.js';
import { fold } from '../components/rate-panel.js';
import { Resource } from '../components/resource.js';
import { attempt } from '../components/toast.js';
import { get, post } from '../api.js';
import { listen } from '../live.js';
import { projectById, refresh } from '../overview.js';
import { capital, words } from '../format.js';

const MINUTE_MS = 60_000;
const BEFORE_MS = 60 * MINUTE_MS;
const AFTER_MS = 15 * MINUTE_MS;
const MOST_MINUTES = 1_900;
const BARS = 90;
const CLOSE_REASONS = { calmed: 'the rate calmed', by_hand: 'closed by hand', rule_deleted: 'its rule was deleted', resolved: 'the problem was resolved', ignored: 'the problem was ignored', deleted: 'the problem was deleted' };

/** Why there is no notification. */
function untold(incident) {
  if (incident.mute_reason === 'storm') return 'Nobody was told of this one: so many incidents opened at once that they were told of together.';
  if (incident.muted) return 'Nobody was told again: the rule notified for this within its cooldown.';
  return 'Nobody was told: the rule has no channel.';
}

/** The rate from an hour before to a quarter after, in bars of whole minutes or hours. */
async function rateAround(incident, signal) {
  const from = new Date(incident.opened_at).getTime() - BEFORE_MS;
  const to = Math.min(Date.now(), (incident.closed_at ? new Date(incident.closed_at).getTime() : Date.now()) + AFTER_MS);
  const bucket = (to - from) / MINUTE_MS > MOST_MINUTES ? 'hour' : 'minute';
  if (incident.scope_kind) return sharesAround(incident, from, to, bucket, signal);
  const path = incident.problem_id ? `/problems/${incident.problem_id}/rate` : `/projects/${incident.project_id}/rate`;
  const rate = await get(path, { from: new Date(from).toISOString(), to: new Date(to).toISOString(), bucket, environment: incident.environment }, signal);
  const size = Math.max(1, Math.ceil(rate.data.length / BARS));
  return { points: fold(rate.data, size), title: size === 1 ? `each ${bucket}` : `each ${size} ${bucket}s` };
}

/** The failed requests of what the incident is about. */
async function sharesAround(incident, from, to, bucket, signal) {
  const only = incident.scope_key ? { [incident.scope_kind]: incident.scope_key } : {};
  const rate = await get(`/projects/${incident.project_id}/gateway-rate`, { from: new Date(from).toISOString(), to: new Date(to).toISOString(), bucket, environment: incident.environment, ...only }, signal);
  const size = Math.max(1, Math.ceil(rate.data.length / BARS));
  const points = rate.data.map(({ at, server_errors }) => ({ at, count: server_errors }));
  return { points: fold(points, size), title: size === 1 ? `each ${bucket}` : `each ${size} ${bucket}s` };
}

/** Shares are between 0 and 1. */
function numberText(name, value, isShare) {
  if (isShare && ['share', 'threshold', 'baseline'].includes(name)) return `${(value * 100).toFixed(1)} %`;
  return typeof value === 'number' ? count(value) : String(value);
}

/** What the chart counts. */
const counted = (incident) => (incident.scope_kind ? `Requests that failed (5xx)${incident.scope_key ? ` at ${incident.scope_key}` : ''}` : `Events ${incident.problem_id ? 'of the problem' : 'of the project'}`);

const problemIdOf = (incident) => incident.problem_id ?? incident.numbers.likely_problem_id;

/** The problem that it is about, or the gateway's problem that most likely is behind it. */
function problemOf(incident) {
  const id = problemIdOf(incident);
  if (!id) return 'the whole project';
  return html`<a href="/problems/${id}">${incident.problem?.title ?? id}</a>${incident.numbers.likely_problem_id ? html` <span class="soft">most likely</span>` : nothing}`;
}

class IncidentPage extends Page {
  incident = new Resource(
    this,
    async (id, signal) => {
      const incident = await get(`/incidents/${id}`, {}, signal);
      const problemId = problemIdOf(incident);
      const [notifications, rate, problem] = await Promise.all([
        get('/notifications', { incident: id, limit: 100 }, signal),
        rateAround(incident, signal).catch(() => null),
        problemId ? get(`/problems/${problemId}`, {}, signal).catch(() => null) : null,
      ]);
      return { incident, notifications: notifications.data, rate, problem };
    },
    () => [this.route.params.id],
  );

  connectedCallback() {
    super.connectedCallback();
    this.until(listen(undefined, (name, change) => {
      if (name === 'resync' || change.incident_id === Number(this.route.params.id)) this.incident.reload();
    }));
  }

  render() {
    return this.incident.render(({ incident, notifications, rate, problem }) => {
      const project = projectById(incident.project_id);
      const title = incident.problem?.title || incident.rule_name;
      this.tabTitle = `Incident · ${title}`;
      return html`
        ${crumbs([project ? [project.name, `/projects/${project.slug}`] : ['Projects', '/'], ['Incidents', project ? `/projects/${project.slug}/incidents` : '/incidents'], [`Incident ${incident.id}`]])}
        <div class="page-head problem-head">
          <div class="grow"><h1>${title}</h1><p class="message">${capital(incident.reason)}</p>
            <p class="line">${incidentState(incident)} <span>opened ${ago(incident.opened_at)}</span> <span>${incident.state === 'open' ? 'for' : 'lasted'} ${lasted(incident)}</span></p></div>
          ${incident.state === 'open' ? html`<button class="button primary" @click=${() => this.#close(incident)}>Close incident</button>` : nothing}
        </div>
        <div class="columns">
          <div class="stack">
            ${rate ? panel(html`${counted(incident)} <span class="soft">${rate.title}; the incident is marked</span>`, html`<div class="body"><rate-chart .points=${rate.points} .marked=${{ from: incident.opened_at, to: incident.closed_at }} label="Events around the incident"></rate-chart></div>`) : nothing}
            ${problem?.cause ? html`<gateway-cause .problem=${problem}></gateway-cause>` : nothing}
            ${panel('Notifications', notifications.length > 0 ? notificationList(notifications) : html`<div class="empty"><p>${untold(incident)}</p></div>`)}
          </div>
          <aside class="stack" aria-label="About the incident">${this.#numbers(incident)} ${this.#about(incident, project)}</aside>
        </div>
      `;
    });
  }

  updated() {
    const project = projectById(this.incident.data?.incident.project_id);
    if (project) this.enterProject(project.slug);
  }

  /** Rules that look at single transitions have no numbers to tell. */
  #numbers({ numbers }) {
    const entries = Object.entries(numbers).filter(([name, value]) => value !== 0 && name !== 'likely_problem_id');
    if (entries.length === 0) return nothing;
    return panel('Numbers', html`<div class="body">${facts(entries.map(([name, value]) => [words(name), numberText(name, value, 'share' in numbers)]))}</div>`);
  }

  #about(incident, project) {
    const rule = incident.rule_id && project ? html`<a href="/projects/${project.slug}/alerts/rules/${incident.rule_id}">${incident.rule_name}</a>` : incident.rule_name;
    return panel('About', html`<div class="body">${facts([
      ['Rule', rule],
      ['Kind', words(incident.rule_kind)],
      ['Problem', problemOf(incident)],
      ['About', incident.scope_key ? html`${incident.scope_kind} <code>${incident.scope_key}</code>` : null],
      ['Place', incident.problem?.culprit ? html`<code>${incident.problem.culprit}</code>` : null],
      ['Environment', incident.environment ?? 'all'],
      ['Last hot', ago(incident.last_hot_at)],
      ['Closed', incident.closed_at ? ago(incident.closed_at) : null],
      ['Why closed', CLOSE_REASONS[incident.close_reason] ?? incident.close_reason],
      ['Closed by', incident.closed_by],
    ])}</div>`);
  }

  async #close(incident) {
    if (!(await confirm('Close this incident?', 'If the rule fires again it opens a new one.', 'Close incident'))) return;
    if (await attempt(() => post(`/incidents/${incident.id}/close`), 'Incident closed')) {
      this.incident.reload();
      refresh().catch(() => {});
    }
  }
}

customElements.define('page-incident', IncidentPage);
