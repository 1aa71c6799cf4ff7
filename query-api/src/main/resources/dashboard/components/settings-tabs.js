/** The parts of a project's settings. */
import { html, nothing } from 'lit';

export function settingsTabs(slug, current) {
  const tab = (path, label) => html`<a href="/projects/${slug}/${path}" aria-current=${path === current ? 'page' : nothing}>${label}</a>`;
  return html`<nav class="tabs" aria-label="Settings">${tab('settings', 'General')} ${tab('grouping', 'Grouping')} ${tab('keys', 'Ingestion keys')} ${tab('losses', 'Lost events')}</nav>`;
}
