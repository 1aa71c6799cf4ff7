/** What to look at, in order: commands to copy, and what their outcome means. */
import { html, nothing } from 'lit';
import './code-box.js';

const PLACES = { proxy: 'on the proxy’s host', upstream: 'on the upstream’s host', anywhere: '' };
const HOST_AND_PORT = /^(?:\w+:\/\/)?([A-Za-z0-9][A-Za-z0-9._-]*|\[[0-9a-fA-F:.]+\]):([0-9]{1,5})$/;
const SOCKET = /^(?:\w+:\/\/)?unix:(\/[A-Za-z0-9_./-]+?):?$/;

/**
 * What a command's capitals stand for, from the upstream's name. Logs can be forged, so only a name that means nothing
 * to a shell gets into text that somebody will paste.
 */
export function known(upstream) {
  const [, host, port] = HOST_AND_PORT.exec(upstream ?? '') ?? [];
  if (host) return { HOST: host.replace(/^\[|\]$/g, ''), PORT: port };
  const [, socket] = SOCKET.exec(upstream ?? '') ?? [];
  return socket ? { SOCKET: socket } : {};
}

function fill(command, values) {
  return command
    .replace(/\bHOST:PORT\b/g, () => (values.HOST?.includes(':') ? `[${values.HOST}]:${values.PORT}` : 'HOST:PORT'))
    .replace(/\b(?:HOST|PORT|SOCKET)\b/g, (word) => values[word] ?? word);
}

/** @param {{title: string, at: string, commands: string[], result: string}[]} checks @param {string} [upstream] */
export function checkList(checks, upstream) {
  const values = known(upstream);
  return html`<ol class="checks">${checks.map((check) => html`<li>
    <label><input type="checkbox" /> <b>${check.title}</b> ${PLACES[check.at] ? html`<span class="faint small">${PLACES[check.at]}</span>` : nothing}</label>
    ${check.commands.length > 0 ? html`<code-box .label=${check.title} .text=${check.commands.map((command) => fill(command, values)).join('\n')}></code-box>` : nothing}
    <p class="soft">${check.result}</p>
  </li>`)}</ol>`;
}
