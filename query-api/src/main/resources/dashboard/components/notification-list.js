/** Who was told of an incident, and how each attempt went. */
import { html, nothing } from 'lit';
import { ago, status } from './parts.js';
import { duration, timeAgo } from '../format.js';

export function notificationList(notifications) {
  return html`<ul class="notifications">
    ${notifications.map((notification) => html`<li>
      <p class="row">${status(notification.state)} <b>${notification.channel_name}</b> <span class="soft">${notification.channel_kind}</span>
        ${notification.state === 'pending' && notification.next_attempt_at ? html`<span class="soft small">next try ${timeAgo(notification.next_attempt_at)}</span>` : nothing}</p>
      <ol>${notification.attempts.map((attempt) => html`<li>
        <span class="mark ${attempt.delivered ? 'delivered' : 'failed'}" aria-hidden="true">${attempt.delivered ? '✓' : '✕'}</span>
        <span class="grow">${attempt.detail || (attempt.delivered ? 'Delivered' : 'Failed')}</span>
        <span class="faint nowrap">${ago(attempt.at)}, ${duration(attempt.duration_ms)}</span>
      </li>`)}</ol>
    </li>`)}
  </ul>`;
}
