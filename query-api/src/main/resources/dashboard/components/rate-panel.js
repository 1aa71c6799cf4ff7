/** The chart of a rate with its ranges. */
import { html } from 'lit';
import { Element } from './element.js';
import './rate-chart.js';
import { Resource } from './resource.js';
import { get } from '../api.js';
import { counted } from '../format.js';

const HOUR_MS = 3_600_000;
/** @type {Record<string, {title: string, span: number, bucket: string, fold: number}>} fold = buckets in one bar */
export const RANGES = {
  '1h': { title: 'each minute', span: HOUR_MS, bucket: 'minute', fold: 1 },
  '24h': { title: 'each 15 minutes', span: 24 * HOUR_MS, bucket: 'minute', fold: 15 },
  '7d': { title: 'each 3 hours', span: 7 * 24 * HOUR_MS, bucket: 'hour', fold: 3 },
  '30d': { title: 'each day (UTC)', span: 30 * 24 * HOUR_MS, bucket: 'day', fold: 1 },
};

/** Sums of so many neighbours each; the last bar ends now, so the first may stand for fewer. */
export function fold(points, size) {
  const folded = [];
  for (let end = points.length; end > 0; end -= size) {
    const part = points.slice(Math.max(0, end - size), end);
    folded.unshift({ at: part[0].at, count: part.reduce((sum, point) => sum + point.count, 0) });
  }
  return folded;
}

class RatePanel extends Element {
  static properties = { path: {}, environment: {}, since: {}, range: { state: true } };

  rate = new Resource(
    this,
    async (path, rangeName, environment, signal) => {
      const range = RANGES[rangeName];
      const from = new Date(Date.now() - range.span).toISOString();
      const rate = await get(path, { from, bucket: range.bucket, environment }, signal);
      return { total: rate.total, range, points: fold(rate.data, range.fold) };
    },
    () => [this.path, this.#range, this.environment],
    { keep: true },
  );

  /** The chosen one; until one is chosen, what is young is shown large. */
  get #range() {
    if (this.range) return this.range;
    return this.since && Date.now() - new Date(this.since).getTime() < HOUR_MS ? '1h' : '24h';
  }

  /** Reads again, as new events came. */
  refresh() {
    this.rate.reload();
  }

  render() {
    return html`<section class="panel">
      <header>
        <h2>Events ${this.rate.data ? html`<span class="soft">${counted(this.rate.data.total, 'event')}, ${this.rate.data.range.title}</span>` : ''}</h2>
        <div class="tabs" role="group" aria-label="Range">${Object.keys(RANGES).map((name) => html`<button aria-pressed=${name === this.#range} @click=${() => (this.range = name)}>${name}</button>`)}</div>
      </header>
      <div class="body">${this.rate.render(({ points, range }) => html`<rate-chart .points=${points} label="Events ${range.title}"></rate-chart>`, html`<div class="chart"></div>`)}</div>
    </section>`;
  }
}

customElements.define('rate-panel', RatePanel);
