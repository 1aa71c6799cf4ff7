/** Which page an address means, and how the address changes without loading the document again. */

/** Pages by address: `:slug` is a project's slug, `:id` a number, `:code` a cause. The name is the module's and, after `page-`, the element's. */
const ROUTES = [
  ['/', 'projects'],
  ['/projects', 'projects'],
  ['/login', 'login'],
  ['/projects/new', 'project-new'],
  ['/projects/:slug', 'problems'],
  ['/projects/:slug/setup', 'setup'],
  ['/projects/:slug/settings', 'project-settings'],
  ['/projects/:slug/grouping', 'grouping'],
  ['/projects/:slug/keys', 'keys'],
  ['/projects/:slug/losses', 'losses'],
  ['/projects/:slug/releases', 'releases'],
  ['/projects/:slug/monitors', 'monitors'],
  ['/projects/:slug/gateways', 'gateways'],
  ['/projects/:slug/feedback', 'feedback'],
  ['/projects/:slug/incidents', 'incidents'],
  ['/projects/:slug/alerts', 'alerts'],
  ['/projects/:slug/alerts/rules/new', 'rule'],
  ['/projects/:slug/alerts/rules/:id', 'rule'],
  ['/projects/:slug/alerts/channels/new', 'channel'],
  ['/projects/:slug/alerts/channels/:id', 'channel'],
  ['/problems/:id', 'problem'],
  ['/problems/:id/events', 'events'],
  ['/events/:id', 'event'],
  ['/incidents', 'incidents'],
  ['/incidents/:id', 'incident'],
  ['/http-errors', 'http-errors'],
  ['/http-errors/:id', 'http-error'],
  ['/causes/:code', 'cause'],
  ['/settings/account', 'account'],
  ['/settings/api-keys', 'api-keys'],
  ['/settings/people', 'people'],
].map(([pattern, page]) => ({ page, expression: expressionOf(pattern) }));

let onChange = () => {};

/** @typedef {{page: string, params: {slug?: string, id?: string, code?: string}, query: URLSearchParams, path: string}} Route */

function expressionOf(pattern) {
  const source = pattern.replace(':slug', '(?<slug>[a-z0-9][a-z0-9-]*)').replace(':id', '(?<id>[0-9]{1,16})').replace(':code', '(?<code>[a-z0-9_]{1,64})');
  return new RegExp(`^${source}/?$`);
}

/** @returns {Route} */
export function currentRoute() {
  const path = location.pathname;
  const query = new URLSearchParams(location.search);
  for (const { page, expression } of ROUTES) {
    const match = expression.exec(path);
    if (match) return { page, params: { ...match.groups }, query, path };
  }
  return { page: 'missing', params: {}, query, path };
}

/** Opens an address of the dashboard. */
export function open(address, { replace = false } = {}) {
  if (address === location.pathname + location.search) {
    onChange({ scroll: 0 });
    return;
  }
  if (replace) history.replaceState({}, '', address);
  else {
    history.replaceState({ ...history.state, scroll: scrollY }, '');
    history.pushState({}, '', address);
  }
  onChange({ scroll: 0 });
}

/** Changes the query of the address without a new entry in the history; empty values leave it. */
export function changeQuery(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  history.replaceState(history.state, '', location.pathname + (text ? `?${text}` : ''));
  onChange({});
}

/** Takes over links within the dashboard and the browser's own back and forward. */
export function start(listener) {
  onChange = listener;
  history.scrollRestoration = 'manual';
  addEventListener('popstate', (event) => onChange({ scroll: event.state?.scroll ?? 0 }));
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="/"]');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.href.includes('/api/')) return;
    event.preventDefault();
    open(link.getAttribute('href'));
  });
}
