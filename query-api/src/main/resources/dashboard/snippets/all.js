/** Every way to send errors, in the order of the tabs; further wires and languages are further entries here. */
import { AIRBRAKE } from './airbrake.js';
import { COMPILED } from './compiled.js';
import { CSP } from './csp.js';
import { GATEWAYS } from './gateways.js';
import { JAVASCRIPT } from './javascript.js';
import { OPENTELEMETRY } from './opentelemetry.js';
import { SCRIPTING } from './scripting.js';
import { SENTRY_COMPILED } from './sentry-compiled.js';
import { SENTRY_SCRIPTING } from './sentry-scripting.js';
import { CURL, GRPC } from './wires.js';

/** What stands in a snippet until a key is known. */
export const PLACEHOLDER = 'YOUR_INGESTION_KEY';

/** @typedef {import('./wires.js').Snippet} Snippet */

/** @type {{id: string, name: string, languages: Snippet[]}[]} */
export const WAYS = [
  { id: 'curl', name: 'curl', languages: [CURL] },
  { id: 'grpc', name: 'gRPC', languages: [GRPC] },
  { id: 'checkend', name: 'Checkend', languages: [...SCRIPTING, ...JAVASCRIPT, ...COMPILED] },
  { id: 'sentry', name: 'Sentry', languages: [...SENTRY_SCRIPTING, ...SENTRY_COMPILED] },
  { id: 'opentelemetry', name: 'OpenTelemetry', languages: OPENTELEMETRY },
  { id: 'airbrake', name: 'Airbrake', languages: AIRBRAKE },
  { id: 'gateways', name: 'Gateways', languages: GATEWAYS },
  { id: 'csp', name: 'CSP reports', languages: CSP },
];

/** The entry with this id, else the first. */
export const chosen = (entries, id) => entries.find((entry) => entry.id === id) ?? entries[0];
