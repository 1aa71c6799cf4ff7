/** All events of a problem. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { eventTable } from '../components/event-table.js';
import { crumbs } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { attempt } from '../components/toast.js';
import { get } from '../api.js';
import { exactNumber } from '../format.js';

class EventsPage extends Page {
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

  render() {
    return this.list.render(({ problem, events, nextCursor, filter }) => {
      this.tabTitle = `Events · ${problem.title}`;
      const filters = [filter.environment && `in ${filter.environment}`, filter.release && `of release ${filter.release}`].filter(Boolean).join(' ');
      return html`
        ${crumbs([[problem.project.name, `/projects/${problem.project.slug}`], [problem.title, `/problems/${problem.id}`], ['Events']])}
        <div class="page-head"><div><h1>Events</h1><p class="lead">${filters ? html`Only those ${filters}. <a href="/problems/${problem.id}/events">Show all</a>` : `${exactNumber(problem.occurrence_count)} were counted; those still kept are listed, newest first.`}</p></div></div>
        <section class="panel">
          ${events.length > 0 ? eventTable(events) : html`<div class="empty"><h2>No events</h2><p>None is kept any more, or none matches.</p></div>`}
          ${nextCursor ? html`<footer><button class="button small" @click=${() => attempt(() => this.#more())}>Show more</button></footer>` : nothing}
        </section>
      `;
    });
  }

  updated() {
    const slug = this.list.data?.problem.project.slug;
    if (slug) this.enterProject(slug);
  }

  async #more() {
    const { problem, events, nextCursor, filter } = this.list.data;
    const page = await get(`/problems/${problem.id}/events`, { limit: 50, ...filter, cursor: nextCursor });
    this.list.set({ ...this.list.data, events: [...events, ...page.data], nextCursor: page.next_cursor });
  }
}

customElements.define('page-events', EventsPage);
