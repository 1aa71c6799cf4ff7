/** The state tabs, search box and menus above a problem list; all of it lives in the address. */
import { html, noChange, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { changeQuery } from '../router.js';

const TABS = [['unresolved', 'Unresolved'], ['resolved', 'Resolved'], ['ignored', 'Ignored'], ['all', 'All']];
const SORTS = [['last_seen', 'Last seen'], ['first_seen', 'First seen'], ['occurrences', 'Events']];
const SEARCH_DELAY_MS = 300;
let delay;

/** What the address asks of the API. @param {URLSearchParams} query */
export function parametersOf(query) {
  const status = query.get('status') ?? 'unresolved';
  return {
    status: status === 'all' ? undefined : status,
    query: query.get('query') ?? undefined,
    environment: query.get('environment') ?? undefined,
    release: query.get('release') ?? undefined,
    cause: query.get('cause') ?? undefined,
    http_status: query.get('http_status') ?? undefined,
    sort: query.get('sort') ?? undefined,
  };
}

/** What is being typed is newer than what the address says. */
const isTyping = () => document.activeElement?.type === 'search';

function search(event) {
  clearTimeout(delay);
  const text = event.target.value.trim();
  delay = setTimeout(() => changeQuery({ query: text }), event.type === 'search' ? 0 : SEARCH_DELAY_MS);
}

function menu(label, name, chosen, options) {
  return html`<select aria-label=${label} @change=${(event) => changeQuery({ [name]: event.target.value })}>
    ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === (chosen ?? '')}>${text}</option>`)}
  </select>`;
}

/** @param {URLSearchParams} query @param {{environments: string[], releases: string[], causes: string[], http_statuses: number[]} | undefined} facets */
export function problemFilters(query, facets) {
  const status = query.get('status') ?? 'unresolved';
  const choices = (name, all, values) => {
    const chosen = query.get(name);
    const known = values ?? [];
    const options = chosen && !known.includes(chosen) ? [chosen, ...known] : known;
    return menu(all, name, chosen, [['', all], ...options.map((value) => [value, value])]);
  };
  return html`<div class="filters">
    <div class="tabs" role="group" aria-label="State">
      ${TABS.map(([value, label]) => html`<button aria-pressed=${value === status} @click=${() => changeQuery({ status: value === 'unresolved' ? '' : value })}>
        ${label}${facets?.status_counts?.[value] === undefined ? '' : html` <span class="faint number">${facets.status_counts[value]}</span>`}
      </button>`)}
    </div>
    <input type="search" placeholder="Search  ( / )" aria-label="Search in title, message and place" title="Words that all stand in title, message or place" maxlength="200" .value=${isTyping() ? noChange : live(query.get('query') ?? '')} @input=${search} @search=${search} />
    ${choices('environment', 'All environments', facets?.environments)}
    ${choices('release', 'All releases', facets?.releases)}
    ${facets?.causes?.length > 0 || query.get('cause') ? choices('cause', 'All causes', facets?.causes) : nothing}
    ${facets?.http_statuses?.length > 0 || query.get('http_status') ? choices('http_status', 'All statuses', facets?.http_statuses?.map(String)) : nothing}
    ${menu('Sort by', 'sort', query.get('sort') ?? 'last_seen', SORTS.map(([value, text]) => [value, `Sort: ${text}`]))}
  </div>`;
}
