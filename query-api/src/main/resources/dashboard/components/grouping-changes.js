/** Who changed the settings of grouping, when, and what they changed. */
import { html, nothing } from 'lit';
import './code-box.js';
import { ago, panel } from './parts.js';
import { counted } from '../format.js';

const rulesOf = ({ rules }) => rules.split('\n').filter((line) => line.trim() && !line.trim().startsWith('#')).length;

/** What sets them apart from the settings before; all that matters when it is not known what was before. */
function said(now, before) {
  const near = now.near_matching ? 'near matches on' : 'near matches off';
  if (!before) return [`version ${now.version}`, near, counted(rulesOf(now), 'rule')];
  return [
    now.version !== before.version && `version ${before.version} → ${now.version}`,
    now.near_matching !== before.near_matching && near,
    now.same_from !== before.same_from && `joins at ${now.same_from ?? 'the default'}`,
    now.perhaps_from !== before.perhaps_from && `suggests at ${now.perhaps_from ?? 'the default'}`,
    now.rules !== before.rules && `rules changed (${counted(rulesOf(now), 'rule')})`,
  ].filter(Boolean);
}

export function changesPanel({ settings, changes }, restore) {
  if (changes.length === 0) return panel('Changes', html`<div class="empty"><p>Nobody has changed anything yet.</p></div>`);
  return panel('Changes', html`<ul class="related changes">${changes.map((change, index) => html`<li>
    <div class="grow"><p>${said(change.settings, changes[index + 1]?.settings).join(', ') || 'saved without a change'}</p>
      <div class="line"><span>${change.actor_name || 'somebody'}, ${ago(change.at)}</span>
      ${change.settings.rules ? html`<details><summary>Rules</summary><code-box label="Rules of change ${change.revision}" .text=${change.settings.rules}></code-box></details>` : nothing}</div></div>
    ${change.revision === settings.revision ? html`<span class="badge good">in force</span>` : html`<button class="button small" aria-label="Restore change ${change.revision}" @click=${() => restore(change)}>Restore</button>`}
  </li>`)}</ul>`);
}
