/** All events of a problem. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { moveOutEvents } from '../components/corrections.js';
import { eventTable } from '../components/event-table.js';
import { crumbs } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { attempt } from '../components/toast.js';
import { get } from '../api.js';
import { exactNumber } from '../format.js';
import { open } from '../router.js';

class EventsPage extends Page {
  static properties = { chosen: { state: true } };

  list = new Resource(
    this,
    async (id, environment, release, signal) => {
      const [problem, page] = await Promise.all([
        get(`/problems/${id}`, {}, signal),
        get(`/problems/${id}/events`, { limit: 50, environment, release }, signal),
      ]);
      return { problem, events: page.data, nextCursor: page.next_cursor, filter: { environment, release } };
    },
    () => [this.route.params.id, this.route.query.get('environment') ?? '', this.route.query.get('release') ?? ''],
  );

  constructor() {
    super();
    this.chosen = new Set();
  }

  render() {
    return this.list.render(({ problem, events, nextCursor, filter }) => {
      this.tabTitle = `Events · ${problem.title}`;
      const filters = [filter.environment && `in ${filter.environment}`, filter.release && `of release ${filter.release}`].filter(Boolean).join(' ');
      return html`
        ${crumbs([[problem.project.name, `/projects/${problem.project.slug}`], [problem.title, `/problems/${problem.id}`], ['Events']])}
        <div class="page-head"><div><h1>Events</h1><p class="lead">${filters ? html`Only those ${filters}. <a href="/problems/${problem.id}/events">Show all</a>` : `${exactNumber(problem.occurrence_count)} were counted; those still kept are listed, newest first.`}</p></div></div>
        <section class="panel">
          ${this.chosen.size > 0 ? this.#toolbar(problem) : nothing}
          ${events.length > 0 ? eventTable(events, problem.merged_into ? undefined : { chosen: this.chosen, onChoose: (id, isChosen) => this.#choose(id, isChosen) }) : html`<div class="empty"><h2>No events</h2><p>None is kept any more, or none matches.</p></div>`}
          ${nextCursor ? html`<footer><button class="button small" @click=${() => attempt(() => this.#more())}>Show more</button></footer>` : nothing}
        </section>
      `;
    });
  }

  updated() {
    const slug = this.list.data?.problem.project.slug;
    if (slug) this.enterProject(slug);
  }

  #toolbar({ id }) {
    return html`<div class="chosen-events row"><span class="grow">${this.chosen.size} chosen</span>
      <button class="button small" @click=${() => (this.chosen = new Set())}>Choose none</button>
      <button class="button small" @click=${() => this.#moveOut(id)}>Move out into a problem of their own</button></div>`;
  }

  #choose(id, isChosen) {
    const chosen = new Set(this.chosen);
    if (isChosen) chosen.add(id);
    else chosen.delete(id);
    this.chosen = chosen;
  }

  async #moveOut(problemId) {
    const made = await moveOutEvents(problemId, [...this.chosen]);
    if (made) open(`/problems/${made}`);
  }

  async #more() {
    const { problem, events, nextCursor, filter } = this.list.data;
    const page = await get(`/problems/${problem.id}/events`, { limit: 50, ...filter, cursor: nextCursor });
    this.list.set({ ...this.list.data, events: [...events, ...page.data], nextCursor: page.next_cursor });
  }
}

customElements.define('page-events', EventsPage);
