/** What settings of grouping would make of the events that are stored. */
import { html, nothing } from 'lit';
import { panel } from './parts.js';
import { counted } from '../format.js';

const problems = (group) => html`<p class="of">${group.problems.map((problem) => html`<span><a href="/problems/${problem.problem_id}">${problem.title || 'Untitled'}</a> <span class="faint">#${problem.problem_id}, ${counted(problem.events, 'event')}</span></span>`)}</p>`;
const by = (group) => (group.rule ? html` <span class="soft">by</span> <code>${group.rule}</code>` : nothing);

function join(group) {
  return html`<li><p>would join <b>${counted(group.events, 'event')} of ${counted(group.problems.length, 'problem')}</b>${by(group)}</p>${problems(group)}</li>`;
}

function apart(group) {
  return html`<li><p>would split <b>${counted(group.events, 'event')} into ${counted(group.groups, 'problem')}</b>${by(group)}</p>${problems(group)}</li>`;
}

function rule({ rule: text, line, events }) {
  return html`<tr><td class="number">${line}</td><td><code>${text}</code></td><td>${events > 0 ? counted(events, 'event') : html`<span class="badge warning">none</span>`}</td></tr>`;
}

export function trialPanel(result) {
  const { tried_events: events, tried_problems: tried, changed_events: changed, joins, splits, rules } = result;
  return panel('What would come of it', html`
    <div class="body" role="status"><p>${events === 0
      ? 'No stored event could be tried: none is kept with its payload.'
      : html`Of the newest <b>${counted(events, 'event')}</b> of ${counted(tried, 'problem')}, ${changed === 0 ? 'all would stay where they are.' : html`<b>${counted(changed, 'event')}</b> would be grouped otherwise.`}`}
      <span class="soft">Nothing was changed; saved settings concern later events only.</span></p></div>
    <ul class="tried">${joins.map(join)} ${splits.map(apart)}</ul>
    ${rules.length > 0 ? html`<div class="scroll"><table class="tried-rules"><thead><tr><th>Line</th><th>Rule</th><th>Decided about</th></tr></thead><tbody>${rules.map(rule)}</tbody></table></div>` : nothing}`);
}
