/** One problem: what it is, how often it happens, where, and its latest event. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import '../components/gateway-cause.js';
import '../components/problem-grouping.js';
import '../components/problem-side.js';
import '../components/rate-panel.js';
import '../components/stack-trace.js';
import { split } from '../components/corrections.js';
import { confirm } from '../components/dialogs.js';
import { eventTable } from '../components/event-table.js';
import { feedbackList } from '../components/feedback-list.js';
import { messagePanel } from '../components/event-parts.js';
import { ago, count, crumbs, level, panel, status } from '../components/parts.js';
import { relatedPanel } from '../components/related.js';
import { Resource } from '../components/resource.js';
import { attempt } from '../components/toast.js';
import { get, patch, remove } from '../api.js';
import { capital } from '../format.js';
import { listen } from '../live.js';
import { open } from '../router.js';

const REFRESH_MS = 2_000;
/** How often it is looked whether events that follow a correction have arrived. */
const MOVING_MS = 1_500;
const DONE = { resolved: 'Problem resolved', ignored: 'Problem ignored', unresolved: 'Problem set to unresolved' };

class ProblemPage extends Page {
  static properties = { parts: { state: true } };

  #moving;
  problem = new Resource(this, (id, signal) => get(`/problems/${id}`, {}, signal), () => [this.route.params.id]);
  events = new Resource(this, (id, signal) => get(`/problems/${id}/events`, { limit: 8 }, signal), () => [this.route.params.id]);
  latest = new Resource(this, (id, signal) => (id ? get(`/events/${id}`, {}, signal) : Promise.resolve(null)), () => [this.problem.data?.last_event_id], { keep: true });
  feedback = new Resource(this, (id, signal) => get(`/problems/${id}/feedback`, { limit: 5 }, signal).catch(() => ({ data: [] })), () => [this.route.params.id]);
  incidents = new Resource(this, (id, signal) => get('/incidents', { problem: id, state: 'open' }, signal).catch(() => ({ data: [] })), () => [this.route.params.id]);

  related = new Resource(this, (id, signal) => get(`/problems/${id}/related`, {}, signal).catch(() => null), () => [this.route.params.id]);

  connectedCallback() {
    super.connectedCallback();
    let due;
    this.until(listen(undefined, (name, change) => {
      if (name !== 'resync' && change.problem_id !== Number(this.route.params.id)) return;
      due ??= setTimeout(() => { due = undefined; this.#refresh(); }, REFRESH_MS);
    }));
    this.until(() => clearTimeout(due));
    this.until(() => clearTimeout(this.#moving));
  }

  shortcuts() {
    return {
      e: { label: 'Resolve', run: () => this.#change({ status: 'resolved' }) },
      i: { label: 'Ignore', run: () => this.#change({ status: 'ignored' }) },
      u: { label: 'Set to unresolved', run: () => this.#change({ status: 'unresolved' }) },
      s: { label: 'Split by an attribute', run: () => this.#split() },
      l: { label: 'Open the latest event', run: () => this.problem.data?.last_event_id && open(`/events/${this.problem.data.last_event_id}`) },
    };
  }

  render() {
    return this.problem.render((problem) => {
      this.tabTitle = problem.title;
      return html`
        ${crumbs([[problem.project.name, `/projects/${problem.project.slug}`], [`Problem ${problem.id}`]])}
        ${this.#head(problem)}
        <div class="columns">
          <div class="stack">
            ${(this.incidents.data?.data ?? []).map((incident) => html`<div class="notice warning"><span class="badge open">incident</span><span class="grow">${capital(incident.reason)}</span><a href="/incidents/${incident.id}">Look at it</a></div>`)}
            <correction-notices .problem=${problem} .parts=${this.parts?.of === problem.id ? this.parts.list : undefined} .changed=${() => this.#refresh()}></correction-notices>
            ${problem.cause ? html`<gateway-cause .problem=${problem} .gateway=${this.latest.data?.gateway}></gateway-cause>` : nothing}
            ${this.#figures(problem)}
            <rate-panel path="/problems/${problem.id}/rate" .since=${problem.first_seen}></rate-panel>
            ${this.related.data ? relatedPanel(this.related.data, Boolean(problem.cause)) : nothing}
            ${this.feedback.data?.data.length > 0 ? panel('What users wrote', feedbackList(this.feedback.data.data, true)) : nothing}
            ${this.#latest(problem)}
            <problem-makeup .problem=${problem} .changed=${() => this.#refresh()}></problem-makeup>
            ${panel('Latest events', this.events.render(({ data }) => (data.length > 0 ? eventTable(data) : html`<div class="empty"><p>${problem.merged_into ? 'They are with the problem it was merged into.' : 'None is kept any more.'}</p></div>`)), html`<a class="small" href="/problems/${problem.id}/events">All events</a>`)}
          </div>
          <problem-side .problem=${problem} .change=${(update) => this.#change(update)}></problem-side>
        </div>
      `;
    });
  }

  updated() {
    const problem = this.problem.data;
    if (!problem) return;
    this.enterProject(problem.project.slug);
    clearTimeout(this.#moving);
    if (problem.moving_events > 0) this.#moving = setTimeout(() => { this.problem.reload(); this.events.reload(); }, MOVING_MS);
  }

  #head(problem) {
    const button = (wanted, label, key) => html`<button class="button ${wanted === 'resolved' ? 'primary' : ''}" title="Key: ${key}" @click=${() => this.#change({ status: wanted })}>${label}</button>`;
    return html`<div class="page-head problem-head">
      <div class="grow">
        <h1>${problem.title || 'Untitled'}</h1>
        ${problem.message ? html`<p class="message">${problem.message}</p>` : nothing}
        <p class="line">${status(problem.status)} ${level(problem.level)} ${problem.culprit ? html`<span class="mono">${problem.culprit}</span>` : nothing} <span>${problem.platform}</span></p>
      </div>
      ${problem.merged_into ? nothing : html`<div class="row actions">
        ${problem.status === 'unresolved' ? html`${button('resolved', 'Resolve', 'e')} ${button('ignored', 'Ignore', 'i')}` : button('unresolved', 'Set to unresolved', 'u')}
        <button class="button" title="Key: s" @click=${() => this.#split()}>Split by …</button>
        <button class="button danger" @click=${() => this.#delete(problem)}>Delete</button>
      </div>`}
    </div>`;
  }

  #figures(problem) {
    return html`<dl class="key-figures">
      <div><dt>Events</dt><dd>${count(problem.occurrence_count)}</dd></div>
      <div><dt>First seen</dt><dd>${ago(problem.first_seen)}</dd></div>
      <div><dt>Last seen</dt><dd>${ago(problem.last_seen)}</dd></div>
      <div><dt>Newest release</dt><dd>${problem.releases[0]?.value || '–'}</dd></div>
    </dl>`;
  }

  #latest(problem) {
    if (!problem.last_event_id) return nothing;
    return this.latest.render((event) => (event
      ? html`<div class="stack latest">
          <div class="row"><h2 class="grow">Latest event <span class="soft">${ago(event.occurred_at)}</span></h2><a class="button small" href="/events/${event.id}" title="Key: l">Request, user, context …</a></div>
          ${messagePanel(event.message)}
          ${event.exceptions.length > 0 ? html`<stack-trace .exceptions=${event.exceptions}></stack-trace>` : nothing}
        </div>`
      : nothing));
  }

  #refresh() {
    this.problem.reload();
    this.events.reload();
    this.incidents.reload();
    this.related.reload();
    this.feedback.reload();
    this.querySelector('rate-panel')?.refresh();
  }

  async #change(update) {
    if (this.problem.data?.merged_into) return;
    const problem = await attempt(() => patch(`/problems/${this.route.params.id}`, update), update.status ? DONE[update.status] : undefined);
    if (problem) this.problem.set(problem);
  }

  async #split() {
    const problem = this.problem.data;
    if (!problem || problem.merged_into) return;
    const answer = await split(problem);
    if (!answer) return;
    this.parts = { of: problem.id, list: answer.parts };
    this.#refresh();
  }

  async #delete(problem) {
    if (!(await confirm('Delete this problem?', 'It and all its events are deleted for ever. If the error happens again, it opens a new problem.', 'Delete'))) return;
    if (await attempt(() => remove(`/problems/${problem.id}`), 'Problem deleted')) open(`/projects/${problem.project.slug}`, { replace: true });
  }
}

customElements.define('page-problem', ProblemPage);
