/** The problems of a project: filtered, searched, sorted, changed many at a time, and kept up to date without jumping. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Page } from '../components/element.js';
import '../components/first-error.js';
import { merge } from '../components/corrections.js';
import { problemFilters, parametersOf } from '../components/problem-filters.js';
import { ProblemListState } from '../components/problem-list-state.js';
import { problemRow } from '../components/problem-row.js';
import { confirm } from '../components/dialogs.js';
import { Resource, skeleton } from '../components/resource.js';
import { attempt } from '../components/toast.js';
import { get, post } from '../api.js';
import { counted } from '../format.js';
import { listen } from '../live.js';
import { projectOf } from '../overview.js';

class ProblemsPage extends Page {
  list = new ProblemListState(this);
  facets = new Resource(this, (slug, signal) => get(`/projects/${slug}/facets`, {}, signal), () => [this.#slug]);
  problems = new Resource(
    this,
    async (slug, parameters, signal) => {
      await this.list.load(slug, parameters, signal);
      const isFiltered = parameters.query || parameters.environment || parameters.release;
      const hasAny = this.list.rows.length > 0 || isFiltered || (await get(`/projects/${slug}/problems`, { limit: 1 }, signal)).data.length > 0;
      return { isFiltered, hasAny };
    },
    () => [this.#slug, parametersOf(this.route.query)],
    { keep: true },
  );

  get #slug() {
    return this.route.params.slug;
  }

  connectedCallback() {
    super.connectedCallback();
    this.until(listen(this.#slug, (name, change) => this.#changed(name, change)));
  }

  shortcuts() {
    return {
      '/': { label: 'Search', run: () => this.querySelector('input[type="search"]').focus() },
      j: { label: 'Next problem', run: () => this.#move(1) },
      k: { label: 'Previous problem', run: () => this.#move(-1) },
      o: { label: 'Open the problem (or Enter)', run: () => this.#focused()?.querySelector('a.title').click() },
      x: { label: 'Select the problem', run: () => this.#toggleFocused() },
      e: { label: 'Resolve the selected or focused', run: () => this.#setStatus('resolved') },
      i: { label: 'Ignore the selected or focused', run: () => this.#setStatus('ignored') },
      u: { label: 'Unresolve the selected or focused', run: () => this.#setStatus('unresolved') },
      m: { label: 'Merge the selected', run: () => this.#merge() },
      n: { label: 'Show what is new', run: () => this.problems.reload() },
    };
  }

  render() {
    const name = projectOf(this.#slug)?.name ?? this.#slug;
    this.tabTitle = name;
    return html`
      <div class="page-head"><h1>${name}</h1></div>
      ${problemFilters(this.route.query, this.facets.data)}
      ${this.problems.render((found) => (found.hasAny ? this.#table(found) : html`<section class="panel"><first-error .slug=${this.#slug}></first-error></section>`), html`<section class="panel">${skeleton}</section>`)}
    `;
  }

  #table({ isFiltered }) {
    const { rows, selected, nextCursor } = this.list;
    const showStatus = parametersOf(this.route.query).status === undefined;
    return html`<section class="panel problems" aria-label="Problems" aria-busy=${this.problems.loading}>
      ${this.#news()} ${this.#toolbar()}
      ${rows.length === 0 ? this.#none(isFiltered) : nothing}
      <ul>
        ${repeat(rows, ({ id }) => id, (problem) =>
          problemRow(problem, {
            selected: selected.has(problem.id),
            showStatus,
            onSelect: (event) => this.list.select(problem.id, event.target.checked),
          }))}
      </ul>
      ${nextCursor ? html`<footer><button class="button small" @click=${() => attempt(() => this.list.more())}>Show more</button></footer>` : nothing}
    </section>`;
  }

  #news() {
    const { fresh, missed } = this.list;
    if (fresh.size === 0 && !missed) return nothing;
    const text = fresh.size > 0 ? `${fresh.size} new — show` : 'The list may have changed — show';
    return html`<button class="news" @click=${() => this.problems.reload()}>${text}</button>`;
  }

  #toolbar() {
    const { rows, selected } = this.list;
    if (rows.length === 0) return nothing;
    const all = selected.size > 0 && rows.every((row) => row.gone || selected.has(row.id));
    return html`<div class="toolbar ${selected.size > 0 ? 'active' : ''}">
      <label class="select"><input type="checkbox" aria-label="Select all shown" .checked=${all} .indeterminate=${selected.size > 0 && !all} @change=${(event) => this.list.selectAll(event.target.checked)} /></label>
      ${selected.size > 0
        ? html`<span class="grow">${selected.size} selected</span>
            <button class="button small" @click=${() => this.#setStatus('resolved')}>Resolve</button>
            <button class="button small" @click=${() => this.#setStatus('unresolved')}>Unresolve</button>
            <button class="button small" @click=${() => this.#setStatus('ignored')}>Ignore</button>
            ${selected.size > 1 ? html`<button class="button small" title="Key: m" @click=${() => this.#merge()}>Merge</button>` : nothing}
            <button class="button small danger" @click=${() => this.#delete()}>Delete</button>`
        : html`<span class="grow">Problem</span><span class="trend">Last 24 hours</span><span class="count">Events</span><span class="seen">Last seen</span>`}
    </div>`;
  }

  #none(isFiltered) {
    return isFiltered
      ? html`<div class="empty"><h2>Nothing matches these filters</h2><p>Search looks for all words in title, message and place.</p><div class="row"><a class="button" href="/projects/${this.#slug}">Clear the filters</a></div></div>`
      : html`<div class="empty"><h2>Nothing here</h2><p>No problem of this project is in this state. New ones appear by themselves.</p></div>`;
  }

  #changed(name, change) {
    if (name.startsWith('incident')) return;
    if (this.problems.data?.hasAny === false || (name === 'problem_opened' && this.list.rows.length === 0)) this.problems.reload();
    else this.list.change(name, change);
  }

  #focused() {
    return document.activeElement?.closest?.('.problem');
  }

  #move(step) {
    const titles = [...this.querySelectorAll('.problem a.title')];
    const index = titles.indexOf(this.#focused()?.querySelector('a.title'));
    const next = titles[index < 0 ? 0 : Math.min(Math.max(index + step, 0), titles.length - 1)];
    next?.focus();
    next?.closest('.problem').scrollIntoView({ block: 'nearest' });
  }

  #toggleFocused() {
    const id = Number(this.#focused()?.dataset.id);
    if (id) this.list.select(id, !this.list.selected.has(id));
  }

  #chosen() {
    if (this.list.selected.size > 0) return [...this.list.selected];
    const id = Number(this.#focused()?.dataset.id);
    return id ? [id] : [];
  }

  async #setStatus(status) {
    const ids = this.#chosen();
    if (ids.length === 0) return;
    if (await attempt(() => post('/problems:bulk', { problem_ids: ids, update: { status } }), `${counted(ids.length, 'problem')} ${status}`)) this.#leave(ids, status);
  }

  async #merge() {
    const chosen = this.list.rows.filter(({ id }) => this.list.selected.has(id));
    const merged = chosen.length > 1 ? await merge(chosen) : undefined;
    if (!merged) return;
    this.list.rows = this.list.rows.map((row) => (row.id === merged.stays ? { ...row, occurrence_count: merged.count } : row));
    this.list.drop(new Set(merged.gone));
    this.list.selectAll(false);
    this.updateComplete.then(() => this.querySelector(`.problem[data-id="${merged.stays}"] a.title`)?.focus());
  }

  async #delete() {
    const ids = this.#chosen();
    const text = `${counted(ids.length, 'problem')} and all their events are deleted for ever. If the error happens again, it opens a new problem.`;
    if (!(await confirm('Delete for ever?', text, 'Delete'))) return;
    if (await attempt(() => post('/problems:bulk', { problem_ids: ids, delete: true }), `${counted(ids.length, 'problem')} deleted`)) this.#leave(ids, 'deleted');
  }

  /** Rows that no longer belong to the shown state go; the focus moves on to what comes next. */
  #leave(ids, status) {
    const shown = parametersOf(this.route.query).status;
    const next = this.#focused()?.nextElementSibling?.dataset.id;
    if (status === 'deleted' || (shown && shown !== status)) this.list.drop(new Set(ids));
    else {
      this.list.rows = this.list.rows.map((row) => (ids.includes(row.id) ? { ...row, status } : row));
      this.list.selectAll(false);
    }
    this.updateComplete.then(() => next && this.querySelector(`.problem[data-id="${next}"] a.title`)?.focus());
    if (this.list.rows.length === 0) this.problems.reload();
  }
}

customElements.define('page-problems', ProblemsPage);
