/** Events over time as bars, drawn by Chart.js in the colours of the theme. */
import { html } from 'lit';
import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import { Element } from './element.js';
import { clockTime, dayAndTime, dayOnly, exactNumber, percent, shortNumber } from '../format.js';
import { colour, onThemeChange } from '../theme.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

const DAY_MS = 86_400_000;

class RateChart extends Element {
  static properties = {
    /** With shares, from 0 to 1, a line shows them beside the bars. @type {{at: string, count: number, share?: number | null}[]} */
    points: { attribute: false },
    /** Buckets from this moment to that are marked: an incident. */
    marked: { attribute: false },
    label: {},
    noun: {},
    small: { type: Boolean },
  };

  constructor() {
    super();
    this.noun = 'event';
  }

  connectedCallback() {
    super.connectedCallback();
    this.stopTheme = onThemeChange(() => this.#draw());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stopTheme();
    this.chart?.destroy();
    this.chart = undefined;
  }

  render() {
    return html`<div class="chart ${this.small ? 'small' : ''}"><canvas role="img" aria-label=${this.#summary()}></canvas></div>`;
  }

  updated() {
    this.#draw();
  }

  #summary() {
    const total = this.points.reduce((sum, point) => sum + point.count, 0);
    const peak = this.points.reduce((most, point) => (point.count > most.count ? point : most), { count: 0 });
    const when = peak.at ? `, most ${exactNumber(peak.count)} at ${dayAndTime(peak.at)}` : '';
    const worst = this.#hasShares() ? `, at most ${percent(Math.max(0, ...this.points.map((point) => point.share ?? 0)))} failed` : '';
    return `${this.label}: ${exactNumber(total)} ${this.noun}s${when}${worst}`;
  }

  #hasShares() {
    return this.points.some((point) => point.share !== undefined);
  }

  #isMarked({ at }, index) {
    if (!this.marked) return false;
    const [start, from, to] = [at, this.marked.from, this.marked.to ?? Infinity].map((time) => new Date(time).getTime());
    const end = new Date(this.points[index + 1]?.at ?? Date.now()).getTime();
    return end > from && !(start > to);
  }

  #draw() {
    const canvas = this.querySelector('canvas');
    if (!canvas) return;
    this.chart?.destroy();
    const [bar, marked, line, text] = ['--chart', '--chart-mark', '--line', '--text-faint'].map(colour);
    const range = this.points.length > 1 ? new Date(this.points.at(-1).at) - new Date(this.points[0].at) : 0;
    const tick = range > 3 * DAY_MS ? dayOnly : range > DAY_MS ? dayAndTime : clockTime;
    this.chart = new Chart(canvas, {
      type: 'bar',
      data: {
        labels: this.points.map((point) => point.at),
        datasets: [{
          // Nothing is drawn for nothing; the least that happened is still to be seen.
          data: this.points.map((point) => point.count || null),
          backgroundColor: this.points.map((point, index) => (this.#isMarked(point, index) ? marked : bar)),
          borderRadius: 2,
          categoryPercentage: 0.9,
          barPercentage: 0.95,
          minBarLength: 2,
          order: 1,
        }, ...this.#shares(marked)],
      },
      options: this.#options({ line, text, tick }),
    });
  }

  #shares(colour) {
    if (!this.#hasShares()) return [];
    const data = this.points.map((point) => (point.share === null ? null : point.share * 100));
    return [{ type: 'line', yAxisID: 'share', data, borderColor: colour, backgroundColor: colour, borderWidth: 2, pointRadius: 1.5, tension: 0, order: 0 }];
  }

  #options({ line, text, tick }) {
    const points = this.points;
    return {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          grid: { display: false },
          border: { color: line },
          ticks: { color: text, maxRotation: 0, autoSkipPadding: 18, callback: (_, index) => tick(points[index].at) },
        },
        y: {
          beginAtZero: true,
          suggestedMax: 4,
          grid: { color: line },
          border: { display: false },
          ticks: { color: text, precision: 0, maxTicksLimit: 5, callback: shortNumber },
        },
        ...(this.#hasShares() && { share: { position: 'right', beginAtZero: true, suggestedMax: 5, grid: { display: false }, border: { display: false }, ticks: { color: text, maxTicksLimit: 5, callback: (value) => `${value} %` } } }),
      },
      plugins: {
        tooltip: {
          displayColors: false,
          callbacks: {
            title: ([item]) => dayAndTime(points[item.dataIndex].at),
            label: (item) => (item.datasetIndex === 1 ? `${percent(item.raw / 100)} of them 5xx` : `${exactNumber(item.raw)} ${this.noun}${item.raw === 1 ? '' : 's'}`),
          },
        },
      },
    };
  }
}

customElements.define('rate-chart', RateChart);
