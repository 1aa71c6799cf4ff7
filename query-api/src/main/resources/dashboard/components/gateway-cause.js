/** Why a gateway's problem happens, how sure that is, and what to check first. */
import { html, nothing } from 'lit';
import { Element } from './element.js';
import { checkList } from './check-list.js';
import { Resource } from './resource.js';
import { get } from '../api.js';

const CONFIDENCE = {
  certain: ['certain', 'good', 'The proxy named it, and the status that the client got is known.'],
  named: ['named by the proxy', 'info', 'The proxy named it; what the client got is not known.'],
  likely: ['likely', 'warning', 'Concluded from status and times; other causes look the same.'],
};

class GatewayCause extends Element {
  static properties = { problem: { attribute: false }, gateway: { attribute: false } };

  cause = new Resource(this, (code, signal) => get(`/causes/${code}`, {}, signal), () => [this.problem.cause]);

  render() {
    const { problem, gateway } = this;
    const [label, kind, why] = CONFIDENCE[gateway?.confidence] ?? [];
    return html`<section class="panel cause" aria-label="Cause">${this.cause.render((cause) => html`
      <header><h2>Cause: ${cause.title}</h2>${label ? html`<span class="badge ${kind}" title=${why}>${label}</span>` : nothing}</header>
      <div class="body stack">
        ${problem.history_diagnosis ? html`<p class="notice warning flow"><b>What its history says:</b> ${problem.history_diagnosis.sentence}</p>` : nothing}
        <p>${cause.meaning}</p>
        ${gateway?.hint ? html`<p class="notice flow"><b>To be surer next time:</b> ${gateway.hint}</p>` : nothing}
        <details><summary>Likely reasons</summary><ul class="dots">${cause.reasons.map((reason) => html`<li>${reason}</li>`)}</ul></details>
        <h3>What to check first</h3>
        ${checkList(cause.checks.slice(0, 3), gateway?.upstream ?? problem.upstream)}
        <p><a href="/causes/${cause.code}?proxy=${problem.proxy}">All checks, settings and log lines</a>
          ${problem.http_statuses.map((status) => html` · <a href="/http-errors/${status}">HTTP ${status}</a>`)}</p>
      </div>`)}</section>`;
  }
}

customElements.define('gateway-cause', GatewayCause);
