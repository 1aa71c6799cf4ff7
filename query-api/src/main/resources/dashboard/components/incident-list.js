/** Incidents as a list. */
import { html, nothing } from 'lit';
import { ago, chip } from './parts.js';
import { capital, duration, words } from '../format.js';

/** How long it lasted, or lasts. */
export const lasted = (incident) => duration((incident.closed_at ? new Date(incident.closed_at) : new Date()) - new Date(incident.opened_at));

export const incidentState = (incident) => html`<span class="badge ${incident.state}">${incident.state}</span>`;

/** @param {(id: number) => string | undefined} projectName */
export function incidentList(incidents, projectName) {
  return html`<ul class="incidents">
    ${incidents.map((incident) => html`<li class=${incident.state}>
      <div class="grow">
        <p><a class="title" href="/incidents/${incident.id}">${incident.problem?.title || incident.rule_name}</a></p>
        <p>${capital(incident.reason)}</p>
        <p class="row small soft">
          ${incidentState(incident)} ${chip(words(incident.rule_kind))}
          ${projectName(incident.project_id) ? html`<span>${projectName(incident.project_id)}</span>` : nothing}
          ${incident.environment ? html`<span>${incident.environment}</span>` : nothing}
          <span>${incident.rule_name}</span>
          ${incident.muted ? html`<span class="faint">not told: ${incident.mute_reason}</span>` : nothing}
        </p>
      </div>
      <div class="when small">${ago(incident.opened_at)}<br /><span class="faint">${incident.state === 'open' ? 'for' : 'lasted'} ${lasted(incident)}</span></div>
    </li>`)}
  </ul>`;
}
