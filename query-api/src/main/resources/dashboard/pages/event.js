/** One event, whole. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import '../components/code-box.js';
import '../components/stack-trace.js';
import '../components/why-here.js';
import { breadcrumbsPanel, contextsPanel, messagePanel, requestPanel, tagsPanel, userPanel } from '../components/event-parts.js';
import { attachmentsPanel } from '../components/attachment-list.js';
import { gatewayPanel } from '../components/gateway-event.js';
import { relatedToEvent } from '../components/related.js';
import { feedbackList } from '../components/feedback-list.js';
import * as icons from '../components/icons.js';
import { ago, chip, crumbs, facts, level, panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { get } from '../api.js';
import { exactTime } from '../format.js';
import { open } from '../router.js';

const WIRES = { grpc: 'gRPC', checkend: 'Checkend', sentry: 'Sentry', otlp: 'OpenTelemetry', airbrake: 'Airbrake', csp: 'CSP report', gateway: 'gateway log' };

class EventPage extends Page {
  static properties = { rawOpen: { state: true } };

  event = new Resource(
    this,
    async (id, signal) => {
      const event = await get(`/events/${id}`, {}, signal);
      return { event, problem: await get(`/problems/${event.problem_id}`, {}, signal) };
    },
    () => [this.route.params.id],
  );

  related = new Resource(this, (id, signal) => get(`/events/${id}/related`, {}, signal).catch(() => null), () => [this.route.params.id]);

  shortcuts() {
    return {
      '[': { label: 'Older event', run: () => this.#go('previous_event_id') },
      ']': { label: 'Newer event', run: () => this.#go('next_event_id') },
      p: { label: 'Go to the problem', run: () => open(`/problems/${this.event.data?.event.problem_id}`) },
    };
  }

  render() {
    return this.event.render(({ event, problem }) => {
      this.tabTitle = `${problem.title} · event ${event.id}`;
      return html`
        ${crumbs([[problem.project.name, `/projects/${problem.project.slug}`], [problem.title, `/problems/${problem.id}`], [`Event ${event.id}`]])}
        ${this.#head(event, problem)}
        ${this.#notices(event)}
        <div class="columns">
          <div class="stack">
            ${event.feedback.length > 0 ? panel('What users wrote', feedbackList(event.feedback)) : nothing}
            ${gatewayPanel(event.gateway)}
            ${messagePanel(event.message)}
            ${event.exceptions.length > 0 ? html`<stack-trace .exceptions=${event.exceptions}></stack-trace>` : nothing}
            <why-here .event=${event}></why-here>
            ${breadcrumbsPanel(event.breadcrumbs, event.occurred_at)}
            ${requestPanel(event.request, event.http_status)}
            ${this.related.data ? relatedToEvent(this.related.data) : nothing}
            ${contextsPanel(event.contexts)}
            ${attachmentsPanel(event.id, event.attachments)}
            ${this.#raw(event)}
          </div>
          <aside class="stack" aria-label="Facts">${this.#facts(event)} ${userPanel(event.user)} ${tagsPanel(event.tags)}</aside>
        </div>
      `;
    });
  }

  updated() {
    const slug = this.event.data?.problem.project.slug;
    if (slug) this.enterProject(slug);
  }

  #head(event, problem) {
    const step = (field, icon, label) => {
      const id = event[field];
      return id
        ? html`<a class="button small" href="/events/${id}" rel=${field === 'previous_event_id' ? 'prev' : 'next'}>${icon} ${label}</a>`
        : html`<span class="button small" aria-disabled="true" title="There is none">${icon} ${label}</span>`;
    };
    return html`<div class="page-head problem-head">
      <div class="grow">
        <h1>${problem.title}</h1>
        ${problem.message ? html`<p class="message">${problem.message}</p>` : nothing}
        <p class="line">${level(event.level)} ${chip(event.environment)} ${event.release ? chip(event.release) : nothing} <span>${exactTime(event.occurred_at)}</span> <span class="faint">(${ago(event.occurred_at)})</span></p>
      </div>
      <nav class="row" aria-label="Other events">${step('previous_event_id', icons.older, 'Older')} ${step('next_event_id', icons.newer, 'Newer')}</nav>
    </div>`;
  }

  #notices(event) {
    return html`
      ${event.payload_sampled_out ? html`<p class="notice flow">This event came in a flood. It is counted, but only its times, environment, release, level and stack trace were kept.</p>` : nothing}
      ${event.notes.length > 0
        ? html`<details class="notice mended"><summary>Mended when it came in: ${event.notes.length === 1 ? event.notes[0] : `${event.notes.length} things`}</summary>${event.notes.length > 1 ? html`<ul>${event.notes.map((note) => html`<li>${note}</li>`)}</ul>` : nothing}</details>`
        : nothing}
    `;
  }

  #facts(event) {
    const sdk = event.sdk && [event.sdk.name, event.sdk.version].filter(Boolean).join(' ');
    const language = event.sdk && [event.sdk.language, event.sdk.language_version].filter(Boolean).join(' ');
    const mono = (text) => (text ? html`<code>${text}</code>` : null);
    return panel('Facts', html`<div class="body">${facts([
      ['Received', ago(event.received_at)],
      ['Transaction', event.transaction],
      ['Server', event.server_name],
      ['Platform', event.platform],
      ['Logger', mono(event.logger)],
      ['SDK', sdk],
      ['Language', language],
      ['Came by', WIRES[event.wire] ?? event.wire],
      ['Trace', mono(event.trace_id)],
      ['Span', mono(event.span_id)],
      ['Client’s id', mono(event.client_event_id)],
      ['Fingerprint', event.fingerprint.length > 0 ? mono(event.fingerprint.join(' · ')) : null],
    ])}</div>`);
  }

  #raw(event) {
    return html`<section class="panel"><details class="raw" @toggle=${(toggle) => (this.rawOpen = toggle.target.open)}>
      <summary>Raw JSON</summary>
      ${this.rawOpen ? html`<code-box tall label="The event as JSON" .text=${JSON.stringify(event, null, 2)}></code-box>` : nothing}
    </details></section>`;
  }

  #go(field) {
    const id = this.event.data?.event[field];
    if (id) open(`/events/${id}`);
  }
}

customElements.define('page-event', EventPage);
