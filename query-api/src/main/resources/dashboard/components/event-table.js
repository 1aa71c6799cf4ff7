/** Events of a problem as a table. */
import { html } from 'lit';
import { ago, level } from './parts.js';
import { dayAndSecond } from '../format.js';

export function eventTable(events) {
  return html`<div class="scroll"><table class="events">
    <thead><tr><th>Event</th><th>When</th><th>Level</th><th>Environment</th><th>Release</th></tr></thead>
    <tbody>${events.map((event) => html`<tr>
      <td><a href="/events/${event.id}" class="number">${event.id}</a>${event.payload_sampled_out ? html` <span class="faint" title="Only times, environment, release, level and stack trace were kept, as it was part of a flood.">in short</span>` : ''}</td>
      <td>${ago(event.occurred_at)} <span class="faint small">${dayAndSecond(event.occurred_at)}</span></td>
      <td>${level(event.level)}</td>
      <td>${event.environment}</td>
      <td>${event.release || '–'}</td>
    </tr>`)}</tbody>
  </table></div>`;
}
