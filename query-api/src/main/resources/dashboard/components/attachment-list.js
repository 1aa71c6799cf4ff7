/** Files of an event, to be saved; never shown, as anybody may have sent them. */
import { html, nothing } from 'lit';
import { download } from './icons.js';
import { panel } from './parts.js';
import { fileSize } from '../format.js';

const KINDS = { 'event.minidump': 'minidump, not symbolicated', 'event.view_hierarchy': 'view hierarchy', 'event.applecrashreport': 'crash report' };

export function attachmentsPanel(eventId, attachments) {
  if (attachments.length === 0) return nothing;
  return panel(
    'Attachments',
    html`<ul class="attachments">${attachments.map((file) => html`<li>
      <div class="grow">
        <p class="mono">${file.name}</p>
        <p class="small soft">${[fileSize(file.size), KINDS[file.type], file.content_type].filter(Boolean).join(' · ')}</p>
      </div>
      <a class="button small" href="/api/v1/events/${eventId}/attachments/${file.id}" download=${file.name} aria-label="Download ${file.name}">${download} Download</a>
    </li>`)}</ul>`,
  );
}
