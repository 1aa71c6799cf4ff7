/** A project's scheduled jobs: how they stand, and how their last runs went. */
import { html, nothing, svg } from 'lit';
import { Page } from '../components/element.js';
import { ago, panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { all } from '../api.js';
import { duration, exactTime, words } from '../format.js';

const REFRESH_MS = 30_000;
const SHOWN_RUNS = 30;
const COLOURS = { ok: 'good', failed: 'error', missed: 'error', timeout: 'error', silent: '', waiting: 'info' };

class MonitorsPage extends Page {
  monitors = new Resource(this, (slug) => all(`/projects/${slug}/monitors`), () => [this.route.params.slug]);

  connectedCallback() {
    super.connectedCallback();
    const timer = setInterval(() => document.hidden || this.monitors.reload(), REFRESH_MS);
    this.until(() => clearInterval(timer));
  }

  render() {
    this.tabTitle = `Monitors · ${this.route.params.slug}`;
    return html`
      <div class="page-head"><div><h1>Monitors</h1><p class="lead">Scheduled jobs that report their runs. A run that fails, takes too long or does not come opens a problem.</p></div></div>
      ${this.monitors.render((monitors) => (monitors.length === 0
        ? html`<div class="panel empty"><h2>No monitors yet</h2><p>A monitor appears with the first check-in of a job, such as one of a Sentry SDK.</p></div>`
        : html`<div class="stack">${monitors.map((monitor) => this.#monitor(monitor))}</div>`))}
    `;
  }

  #monitor(monitor) {
    return panel(
      monitor.slug,
      html`<ul class="monitor">${monitor.environments.map((environment) => this.#environment(environment))}</ul>`,
      html`<span class="small soft">${this.#schedule(monitor)}</span>`,
    );
  }

  #schedule({ schedule, margin_minutes: margin, max_runtime_minutes: runtime }) {
    if (schedule.type === 'unknown') return 'no schedule known';
    const when = schedule.type === 'crontab' ? html`<code>${schedule.crontab}</code> ${schedule.timezone}` : `every ${duration(schedule.interval_minutes * 60_000)}`;
    return html`${when} · may be ${duration(margin * 60_000)} late and run ${duration(runtime * 60_000)}`;
  }

  #environment({ environment, status, last_check_in_at: last, next_due_at: next, runs }) {
    return html`<li>
      <div class="grow">
        <p><span class="dot ${COLOURS[status] ?? ''}" aria-hidden="true"></span> <b>${environment}</b> <span class="badge ${COLOURS[status] ?? ''}">${words(status)}</span></p>
        <p class="small soft">last sign ${ago(last)}${next ? html` · next run ${ago(next)}` : nothing}</p>
      </div>
      ${this.#runs(runs)}
    </li>`;
  }

  /** The latest on the right, each a bar of its own. */
  #runs(runs) {
    const counts = Object.entries(Object.groupBy(runs, (run) => run.status)).map(([status, of]) => `${of.length} ${words(status)}`);
    return html`<svg class="runs" viewBox="0 0 ${SHOWN_RUNS * 8} 24" role="img" aria-label="Last ${runs.length} runs: ${counts.join(', ')}">
      ${runs.map((run, index) => {
        const took = run.duration_ms === null ? '' : `, ${duration(run.duration_ms)}`;
        return svg`<rect class=${run.status} x=${(SHOWN_RUNS - 1 - index) * 8} y="2" width="6" height="20" rx="1.5"><title>${words(run.status)}, ${exactTime(run.started_at)}${took}</title></rect>`;
      })}
    </svg>`;
  }
}

customElements.define('page-monitors', MonitorsPage);
