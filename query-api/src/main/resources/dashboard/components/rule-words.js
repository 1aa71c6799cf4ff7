/** Alert rules in words. */

export const KINDS = [
  ['new_problem', 'New problem', 'An error that was never seen before.'],
  ['regression', 'Regression', 'A resolved problem happens again.'],
  ['threshold', 'Threshold', 'More events than a fixed number within a time.'],
  ['spike', 'Spike', 'A rate far above what is usual for it, whether it is a quiet or a busy one.'],
  ['error_share', 'Share of 5xx', 'More than a fixed share of the requests at the gateways fail.'],
  ['error_share_spike', 'Spike of 5xx', 'A share of failing requests far above what is usual.'],
];

const SHARES = { project: 'of all requests at the gateways', host: 'of the requests to a host', upstream: 'of the requests served by an upstream' };

/** @returns {string} when the rule fires, in one sentence */
export function sentence(condition) {
  const scope = condition.scope === 'project' ? 'the whole project has' : 'a problem has';
  switch (condition.kind) {
    case 'new_problem':
      return 'Fires when a new problem opens.';
    case 'regression':
      return 'Fires when a resolved problem comes back.';
    case 'threshold':
      return `Fires when ${scope} more than ${condition.events} events within ${condition.window_minutes} minutes.`;
    case 'spike':
      return `Fires when ${scope} far more events than usual (${condition.sensitivity ?? 'medium'} sensitivity, at least ${condition.minimum_events ?? 20}).`;
    case 'error_share':
      return `Fires when more than ${condition.percent} % ${SHARES[condition.scope ?? 'project']} fail within ${condition.window_minutes} minutes, at least ${condition.minimum_errors ?? 10}.`;
    case 'error_share_spike':
      return `Fires when the share ${SHARES[condition.scope ?? 'project']} that fail is far above usual (${condition.sensitivity ?? 'medium'} sensitivity, at least ${condition.minimum_errors ?? 10}).`;
    default:
      return condition.kind;
  }
}

/** What may be shown of where a channel leads. */
export function destination({ kind, target }) {
  if (kind === 'email') return (target.recipients ?? []).join(', ');
  return target.url ?? target.host ?? '';
}
