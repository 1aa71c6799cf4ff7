/** Every way to send errors, in the order of the tabs; further wires and languages are further lists here. */
import { COMPILED } from './compiled.js';
import { JAVASCRIPT } from './javascript.js';
import { SCRIPTING } from './scripting.js';
import { WIRES } from './wires.js';

/** What stands in a snippet until a key is known. */
export const PLACEHOLDER = 'YOUR_INGESTION_KEY';

/** @type {import('./wires.js').Snippet[]} */
export const SNIPPETS = [...WIRES, ...SCRIPTING, ...JAVASCRIPT, ...COMPILED];
