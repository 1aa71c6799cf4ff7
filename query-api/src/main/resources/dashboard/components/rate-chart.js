/** Events over time as bars, drawn by Chart.js in the colours of the theme. */
import { html } from 'lit';
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';
import { Element } from './element.js';
import { clockTime, dayAndTime, dayOnly, exactNumber, shortNumber } from '../format.js';
import { colour, onThemeChange } from '../theme.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

const DAY_MS = 86_400_000;

class RateChart extends Element {
  static properties = {
    /** @type {{at: string, count: number}[]} */
    points: { attribute: false },
    /** Buckets from this moment to that are marked: an incident. */
    marked: { attribute: false },
    label: {},
    small: { type: Boolean },
  };

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
    return `${this.label}: ${exactNumber(total)} events${when}`;
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
        }],
      },
      options: this.#options({ line, text, tick }),
    });
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
      },
      plugins: {
        tooltip: {
          displayColors: false,
          callbacks: {
            title: ([item]) => dayAndTime(points[item.dataIndex].at),
            label: (item) => `${exactNumber(item.raw)} event${item.raw === 1 ? '' : 's'}`,
          },
        },
      },
    };
  }
}

customElements.define('rate-chart', RateChart);
