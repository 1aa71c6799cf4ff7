/** One line of the problem list. */
import { html, nothing } from 'lit';
import { ago, chip, count, level, sparkline, status } from './parts.js';
import { age, exactTime } from '../format.js';

const NEW_MS = 3_600_000;

/**
 * @param problem as the API gives it
 * @param {{selected: boolean, showStatus: boolean, onSelect: (event: Event) => void}} options
 */
export function problemRow(problem, { selected, showStatus, onSelect }) {
  const isNew = Date.now() - new Date(problem.first_seen) < NEW_MS;
  return html`<li class="problem ${problem.level} ${selected ? 'selected' : ''} ${problem.gone ? 'gone' : ''}" data-id=${problem.id}>
    <label class="select"><input type="checkbox" aria-label="Select problem ${problem.id}" .checked=${selected} ?disabled=${problem.gone} @change=${onSelect} /></label>
    <div class="what">
      <a class="title" href="/problems/${problem.id}">${problem.title || 'Untitled'}</a>
      ${problem.message ? html`<p class="message">${problem.message}</p>` : nothing}
      <p class="where">
        ${problem.level === 'error' ? html`<span class="visually-hidden">error</span>` : level(problem.level)}
        ${showStatus || problem.gone ? status(problem.gone ? 'deleted' : problem.status) : nothing}
        ${isNew ? html`<span class="badge info">new</span>` : nothing}
        ${problem.culprit ? html`<span class="mono culprit">${problem.culprit}</span>` : nothing}
        <span class="faint">${problem.platform}</span>
        ${problem.tags.map((tag) => chip(tag))}
        ${problem.assignee ? html`<span class="faint">→ ${problem.assignee.name}</span>` : nothing}
      </p>
    </div>
    <div class="trend">${problem.sparkline ? sparkline(problem.sparkline, 'Last 24 hours') : nothing}</div>
    <div class="count">${count(problem.occurrence_count)}<span class="unit"> ${problem.occurrence_count === 1 ? 'event' : 'events'}</span></div>
    <div class="seen">${ago(problem.last_seen)}<span class="faint" title="First seen ${exactTime(problem.first_seen)}">${age(problem.first_seen)} old</span></div>
  </li>`;
}
