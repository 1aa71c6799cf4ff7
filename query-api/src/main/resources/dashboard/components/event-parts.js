/** What an event tells beside its exceptions: the request, the person, the context, and what happened before. */
import { html, nothing } from 'lit';
import { level, panel } from './parts.js';
import { isEmpty, namedValues, part, value, values } from './values.js';
import { duration, exactTime } from '../format.js';

const SHOWN_BREADCRUMBS = 15;

export function requestPanel(request, httpStatus) {
  if (!request) return nothing;
  const { method, url, query_string: queryString, headers, params, cookies, body, remote_address: peer, route } = request;
  const hasHead = method || url;
  return panel(
    'Request',
    html`<div class="body parts">
      ${hasHead ? html`<p class="request-line mono"><b>${method ?? ''}</b> ${url ?? ''}</p>` : nothing}
      ${values(Object.fromEntries(Object.entries({ route, 'sent by': peer, 'query string': queryString }).filter(([, text]) => text)))}
      ${isEmpty(params) ? nothing : part('Parameters', values(params))}
      ${body === undefined || body === null ? nothing : part('Body', value(body))}
      ${isEmpty(headers) ? nothing : part('Headers', namedValues(headers), { size: headers.length })}
      ${isEmpty(cookies) ? nothing : part('Cookies', namedValues(cookies), { size: cookies.length, open: false })}
    </div>`,
    httpStatus ? html`<span class="badge ${httpStatus >= 500 ? 'error' : ''}">answered ${httpStatus}</span>` : nothing,
  );
}

export function userPanel(user) {
  if (isEmpty(user)) return nothing;
  const { data, ip_address: address, ...named } = user;
  return panel('User', html`<div class="body">${values({ ...named, ...(address && { 'IP address': address }), ...data })}</div>`);
}

export function contextsPanel(contexts) {
  if (isEmpty(contexts)) return nothing;
  return panel('Context', html`<div class="body parts">${Object.entries(contexts).map(([name, content]) => part(name, values(content)))}</div>`);
}

export function tagsPanel(tags) {
  if (isEmpty(tags)) return nothing;
  return panel('Tags', html`<div class="body">${values(tags)}</div>`);
}

export function messagePanel(message) {
  if (!message) return nothing;
  const { formatted, template, params } = message;
  return panel(
    'Message',
    html`<div class="body"><p class="message-text">${formatted}</p>
      ${template && template !== formatted ? html`<p class="small soft">Template: <code>${template}</code></p>` : nothing}
      ${isEmpty(params) ? nothing : html`<p class="small soft">Parameters: ${params.map((parameter) => html`<code>${parameter}</code> `)}</p>`}</div>`,
  );
}

function crumb(entry, occurredAt) {
  const before = entry.at ? new Date(occurredAt) - new Date(entry.at) : undefined;
  const when = before === undefined ? '' : before < 0 ? `+${duration(-before)}` : `−${duration(before)}`;
  return html`<li class=${entry.level ?? ''}>
    <span class="when faint number" title=${entry.at ? exactTime(entry.at) : nothing}>${when}</span>
    <div class="grow">
      <p>${entry.category || entry.type ? html`<span class="chip">${entry.category || entry.type}</span> ` : nothing}${['warning', 'error', 'fatal'].includes(entry.level) ? html`${level(entry.level)} ` : nothing}<span class="text">${entry.message ?? ''}</span></p>
      ${isEmpty(entry.data) ? nothing : html`<details><summary>details</summary>${values(entry.data)}</details>`}
    </div>
  </li>`;
}

export function breadcrumbsPanel(breadcrumbs, occurredAt) {
  if (isEmpty(breadcrumbs)) return nothing;
  const last = breadcrumbs.slice(-SHOWN_BREADCRUMBS);
  const earlier = breadcrumbs.slice(0, -SHOWN_BREADCRUMBS);
  const list = (entries) => html`<ol class="breadcrumbs">${entries.map((entry) => crumb(entry, occurredAt))}</ol>`;
  return panel(
    'What happened before',
    html`<div class="body">
      ${earlier.length > 0 ? html`<details><summary>${earlier.length} earlier steps</summary>${list(earlier)}</details>` : nothing}
      ${list(last)}
    </div>`,
    html`<span class="soft small">oldest first</span>`,
  );
}
