/** What users of an application wrote, newest first. */
import { html, nothing } from 'lit';
import { ago } from './parts.js';

/** @param {boolean} linked whether each entry leads to its event */
export function feedbackList(feedback, linked = false) {
  return html`<ul class="feedback">${feedback.map((entry) => html`<li>
    <p class="row small soft">
      <b>${entry.name || entry.email || 'Somebody'}</b>
      ${entry.name && entry.email ? html`<span>${entry.email}</span>` : nothing}
      ${ago(entry.at)}
      ${linked && entry.event_id ? html`<a href="/events/${entry.event_id}">its event</a>` : nothing}
    </p>
    <p class="comments">${entry.comments || html`<span class="faint">without words</span>`}</p>
    ${entry.url ? html`<p class="small faint">on ${entry.url}</p>` : nothing}
  </li>`)}</ul>`;
}
