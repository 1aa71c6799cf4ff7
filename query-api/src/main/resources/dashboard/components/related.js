/** What else happened around a gateway's or an application's problem. */
import { html, nothing } from 'lit';
import { ago, count, level, panel } from './parts.js';
import { words } from '../format.js';

const RELATIONS = {
  exact_link: ['same request', 'good'],
  same_upstream: ['same upstream', 'info'],
  same_host: ['same host', 'info'],
  same_environment: ['same environment', ''],
  same_time: ['same time', ''],
};

function pairs({ linked_events: linked, examples }) {
  if (linked === 0) return nothing;
  return html`<span>${linked} of the same request${examples.length > 0 ? html`: ${examples.map((pair, index) => html`${index > 0 ? ', ' : nothing}<a href="/events/${pair.event_id}">event</a> ↔ <a href="/events/${pair.related_event_id}">event</a>`)}` : nothing}</span>`;
}

export function relatedProblems(problems) {
  return html`<ul class="related">${problems.map((problem) => {
    const [label, kind] = RELATIONS[problem.relation] ?? [words(problem.relation), ''];
    return html`<li>
      <div class="grow"><a class="title" href="/problems/${problem.id}">${problem.title || 'Untitled'}</a>
        ${problem.message ? html`<p class="soft message">${problem.message}</p>` : nothing}
        <p class="line"><span class="badge ${kind}">${label}</span> ${level(problem.level)}
          ${problem.change ? html`<span>${problem.change} ${ago(problem.at)}</span>` : nothing} ${pairs(problem)}</p></div>
      <span class="soft nowrap">${count(problem.occurrence_count)} events</span>
    </li>`;
  })}</ul>`;
}

function releaseList(releases) {
  return html`<ul class="related">${releases.map((release) => html`<li>
    <div class="grow"><b>${release.release}</b> <span class="soft">in ${release.environment}</span> ${release.same_environment ? html`<span class="badge info">same environment</span>` : nothing}</div>
    <span class="soft">first seen ${ago(release.first_seen)}</span></li>`)}</ul>`;
}

/** @param related what the API tells of a problem @param {boolean} isGateway whether the problem is a gateway's */
export function relatedPanel(related, isGateway) {
  const { problems, siblings, releases, started_at: startedAt } = related;
  if (problems.length + siblings.length + releases.length === 0) {
    return isGateway ? panel('Around its start', html`<div class="empty"><p>No problem of the application and no release falls together with it. An application that is down reports nothing.</p></div>`) : nothing;
  }
  const part = (title, entries, list) => (entries.length > 0 ? html`<h3 class="part-title">${title}</h3>${list(entries)}` : nothing);
  return panel('Around its start', html`
    ${part(isGateway ? 'Problems of the application' : 'Problems of gateways', problems, relatedProblems)}
    ${part('Releases', releases, releaseList)}
    ${part('Other failures of the same upstream', siblings, relatedProblems)}`, html`<span class="soft small">${ago(startedAt)}</span>`);
}

/** What belongs to one event. */
export function relatedToEvent({ events, gateway_problems: problems }) {
  if (events.length + problems.length === 0) return nothing;
  return panel('Related', html`
    ${events.length > 0 ? html`<h3 class="part-title">The same request</h3><ul class="related">${events.map((event) => html`<li><div class="grow"><a class="title" href="/events/${event.event_id}">${event.problem_title}</a> ${level(event.level)} ${event.is_gateway ? html`<span class="badge">gateway</span>` : nothing}</div><span class="soft">${ago(event.occurred_at)}</span></li>`)}</ul>` : nothing}
    ${problems.length > 0 ? html`<h3 class="part-title">Gateways at that minute</h3>${relatedProblems(problems)}` : nothing}`);
}
