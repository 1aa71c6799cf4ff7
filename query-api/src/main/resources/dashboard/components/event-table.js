/** Events of a problem as a table. */
import { html, nothing } from 'lit';
import { ago, level } from './parts.js';
import { dayAndSecond } from '../format.js';

/** @param {{chosen: Set<number>, onChoose: (id: number, isChosen: boolean) => void}} [choice] when rows can be chosen */
export function eventTable(events, choice) {
  const box = (id) => html`<td class="choose"><input type="checkbox" aria-label="Choose event ${id}" .checked=${choice.chosen.has(id)} @change=${(event) => choice.onChoose(id, event.target.checked)} /></td>`;
  return html`<div class="scroll"><table class="events">
    <thead><tr>${choice ? html`<th><span class="visually-hidden">Choose</span></th>` : nothing}<th>Event</th><th>When</th><th>Level</th><th>Environment</th><th>Release</th></tr></thead>
    <tbody>${events.map((event) => html`<tr>
      ${choice ? box(event.id) : nothing}
      <td><a href="/events/${event.id}" class="number">${event.id}</a>${event.payload_sampled_out ? html` <span class="faint" title="Only times, environment, release, level and stack trace were kept, as it was part of a flood.">in short</span>` : ''}</td>
      <td>${ago(event.occurred_at)} <span class="faint small">${dayAndSecond(event.occurred_at)}</span></td>
      <td>${level(event.level)}</td>
      <td>${event.environment}</td>
      <td>${event.release || '–'}</td>
    </tr>`)}</tbody>
  </table></div>`;
}
