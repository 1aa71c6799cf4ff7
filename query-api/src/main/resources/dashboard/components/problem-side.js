/** The side of a problem's page: where it was seen, whose it is, its tags and what happened to it. */
import { html, nothing } from 'lit';
import { Element } from './element.js';
import { ago, bars, panel } from './parts.js';
import { Resource } from './resource.js';
import { get } from '../api.js';
import { capital, words } from '../format.js';

const SHOWN_FACETS = 6;
const DEEDS = {
  opened: 'Opened by its first event',
  regressed: 'Came back after it was resolved',
  resolved: 'Resolved',
  unresolved: 'Set to unresolved',
  ignored: 'Ignored',
  assigned: 'Assigned to',
  unassigned: 'Assignee removed',
  tagged: 'Tagged',
  untagged: 'Tag removed',
  merged: 'Merged into it:',
  merged_into: 'Merged into',
  unmerged: 'Taken out again:',
  unmerged_from: 'Taken out again of',
  move_out: 'Moved out into',
  move_out_of: 'Moved out of',
  split_by: 'Split by',
  split: 'A part went to',
  split_of: 'Split off',
  undo_split: 'Split undone',
};
/** Whose detail is the number of another problem. */
const OF_PROBLEMS = new Set(['merged', 'merged_into', 'unmerged', 'unmerged_from', 'move_out', 'move_out_of', 'split', 'split_of']);

function told(kind, detail) {
  const id = /^#?([0-9]{1,16})$/.exec(detail)?.[1];
  return id && OF_PROBLEMS.has(kind) ? html`<a href="/problems/${id}">#${id}</a>` : html`<span class="soft">${detail}</span>`;
}

class ProblemSide extends Element {
  static properties = { problem: { attribute: false }, change: { attribute: false } };

  people = new Resource(this, (signal) => get('/users', {}, signal));

  render() {
    const { problem } = this;
    return html`<aside class="stack" aria-label="About the problem">
      ${panel('Assignee', html`<div class="body">${this.#assignee()}</div>`)}
      ${panel('Environments', html`<div class="body">${this.#facets(problem.environments, 'environment')}</div>`)}
      ${panel('Releases', html`<div class="body">${this.#facets(problem.releases, 'release')}</div>`)}
      ${panel('Tags', html`<div class="body">${this.#tags()}</div>`)}
      ${panel('History', html`<div class="body"><ul class="timeline">${problem.history.map((entry) => this.#deed(entry))}</ul></div>`)}
    </aside>`;
  }

  #assignee() {
    const { assignee } = this.problem;
    const people = this.people.data?.data ?? [];
    const options = assignee && !people.some(({ id }) => id === assignee.id) ? [assignee, ...people] : people;
    return html`<select aria-label="Assignee" @change=${(event) => this.change({ assignee_id: Number(event.target.value) || null })}>
      <option value="" ?selected=${!assignee}>Nobody</option>
      ${options.map(({ id, name }) => html`<option value=${id} ?selected=${id === assignee?.id}>${name}</option>`)}
    </select>`;
  }

  /** The history tells an assignee by id. */
  #nameOf(id) {
    return this.people.data?.data.find((person) => String(person.id) === id)?.name ?? id;
  }

  #facets(facets, kind) {
    if (facets.length === 0) return html`<p class="soft small">None told.</p>`;
    const link = (name) => `/problems/${this.problem.id}/events?${kind}=${encodeURIComponent(name)}`;
    const rest = facets.slice(SHOWN_FACETS);
    return html`${bars(facets.slice(0, SHOWN_FACETS), link)}${rest.length > 0 ? html`<p class="soft small more">and ${rest.length} more</p>` : nothing}`;
  }

  #tags() {
    return html`
      ${this.problem.tags.length > 0
        ? html`<div class="tags">${this.problem.tags.map((tag) => html`<span class="chip">${tag}<button aria-label="Remove tag ${tag}" @click=${() => this.change({ remove_tags: [tag] })}>×</button></span>`)}</div>`
        : nothing}
      <form @submit=${this.#addTag}><input name="tag" placeholder="Add a tag" aria-label="Add a tag" maxlength="64" autocomplete="off" /></form>
    `;
  }

  #addTag(event) {
    event.preventDefault();
    const input = event.target.elements.tag;
    const tag = input.value.trim();
    if (!tag) return;
    input.value = '';
    this.change({ add_tags: [tag] });
  }

  #deed({ kind, detail, actor_name: actor, at }) {
    const text = kind === 'assigned' ? this.#nameOf(detail) : detail;
    return html`<li class=${kind}>${DEEDS[kind] ?? capital(words(kind))}${text ? html` ${told(kind, text)}` : nothing}<br /><span class="faint">${actor ? `${actor}, ` : nothing}${ago(at)}</span></li>`;
  }
}

customElements.define('problem-side', ProblemSide);
