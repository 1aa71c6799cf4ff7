/** The rows of a problem list: pages of them, what changed under them, and which are chosen. */
import { get } from '../api.js';

const FLUSH_MS = 400;

export class ProblemListState {
  #host;
  #parameters;
  #slug;
  #changes = new Map();
  #flush;
  rows = [];
  nextCursor = null;
  selected = new Set();
  /** Problems that opened or came back since the list was read. */
  fresh = new Set();
  missed = false;

  constructor(host) {
    this.#host = host;
  }

  /** Reads the first page for these filters. */
  async load(slug, parameters, signal) {
    const page = await get(`/projects/${slug}/problems`, { include: 'sparkline', limit: 50, ...parameters }, signal);
    this.#slug = slug;
    this.#parameters = parameters;
    this.rows = page.data;
    this.nextCursor = page.next_cursor;
    this.selected = new Set();
    this.fresh = new Set();
    this.missed = false;
    return this;
  }

  async more() {
    const page = await get(`/projects/${this.#slug}/problems`, { include: 'sparkline', limit: 50, ...this.#parameters, cursor: this.nextCursor });
    const known = new Set(this.rows.map((row) => row.id));
    this.rows = [...this.rows, ...page.data.filter((row) => !known.has(row.id))];
    this.nextCursor = page.next_cursor;
    this.#host.requestUpdate();
  }

  select(id, isSelected) {
    if (isSelected) this.selected.add(id);
    else this.selected.delete(id);
    this.#host.requestUpdate();
  }

  selectAll(isSelected) {
    this.selected = new Set(isSelected ? this.rows.filter((row) => !row.gone).map((row) => row.id) : []);
    this.#host.requestUpdate();
  }

  drop(ids) {
    this.rows = this.rows.filter((row) => !ids.has(row.id));
    for (const id of ids) this.selected.delete(id);
    this.#host.requestUpdate();
  }

  /** Takes in a streamed change. Rows stay where they are: counts change in place, newcomers wait to be asked for. */
  change(name, change) {
    if (name === 'resync') this.missed = true;
    else if (this.rows.some((row) => row.id === change.problem_id)) this.#changes.set(change.problem_id, { name, ...change });
    else if (name === 'problem_opened' || name === 'problem_regressed') this.fresh.add(change.problem_id);
    else return;
    this.#flush ??= setTimeout(() => this.#apply(), FLUSH_MS);
  }

  async #apply() {
    this.#flush = undefined;
    const changes = this.#changes;
    this.#changes = new Map();
    this.rows = this.rows.map((row) => (changes.has(row.id) ? changed(row, changes.get(row.id)) : row));
    this.#host.requestUpdate();
    const updated = [...changes.values()].filter(({ name }) => name === 'problem_updated' || name === 'problem_regressed');
    await Promise.all(updated.slice(0, 10).map(({ problem_id: id }) => this.#readAgain(id)));
  }

  async #readAgain(id) {
    const problem = await get(`/problems/${id}`).catch(() => null);
    if (!problem) return;
    const { status, tags, assignee, level } = problem;
    this.rows = this.rows.map((row) => (row.id === id ? { ...row, status, tags, assignee, level } : row));
    this.#host.requestUpdate();
  }
}

function changed(row, change) {
  if (change.name === 'problem_deleted') return { ...row, gone: true };
  if (change.occurrence_count <= row.occurrence_count) return row;
  const more = change.occurrence_count - row.occurrence_count;
  const sparkline = row.sparkline?.with(-1, row.sparkline.at(-1) + more);
  return { ...row, occurrence_count: change.occurrence_count, last_seen: change.at, sparkline };
}
