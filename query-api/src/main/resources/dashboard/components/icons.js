/** Line icons, 16 px, in the text's colour. */
import { html, svg } from 'lit';

const icon = (shape) => html`<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;

export const projects = icon(svg`<path d="M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5h-4.5zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5h-4.5z"/>`);
export const problems = icon(svg`<path d="M8 1.8 14.6 13.4H1.4zM8 6.2v3.2M8 11.4v.1"/>`);
export const incidents = icon(svg`<path d="M1.5 8.5h3l2-5.5 3 10 2-4.5h3"/>`);
export const releases = icon(svg`<path d="M2.5 2.5h5l6 6-5 5-6-6zM5.2 5.2h.1"/>`);
export const monitors = icon(svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 1.5"/>`);
export const gateways = icon(svg`<path d="M1.5 8h4M10.5 4h4M10.5 12h4M5.5 8c2.5 0 2.5-4 5-4M5.5 8c2.5 0 2.5 4 5 4"/>`);
export const reference = icon(svg`<path d="M8 4C6.5 2.8 4.5 2.5 2 2.5v10c2.5 0 4.5.3 6 1.5 1.5-1.2 3.5-1.5 6-1.5v-10c-2.5 0-4.5.3-6 1.5zM8 4v10"/>`);
export const feedback = icon(svg`<path d="M2 3h12v8H7.5L4.5 14v-3H2z"/>`);
export const download = icon(svg`<path d="M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11"/>`);
export const alerts = icon(svg`<path d="M3.5 11.5V7a4.5 4.5 0 0 1 9 0v4.5l1 1h-11zM6.7 14.2h2.6"/>`);
export const setup = icon(svg`<path d="M2 4.5 5.5 8 2 11.5M7.5 12H14"/>`);
export const settings = icon(svg`<path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6"/><circle cx="10" cy="4.5" r="2"/><circle cx="6" cy="11.5" r="2"/>`);
export const account = icon(svg`<circle cx="8" cy="5.2" r="2.7"/><path d="M2.8 13.7c.6-2.8 2.6-4.2 5.2-4.2s4.6 1.4 5.2 4.2"/>`);
export const people = icon(svg`<circle cx="6" cy="5.5" r="2.4"/><path d="M1.5 13.2c.4-2.5 2.1-3.7 4.5-3.7s4.1 1.2 4.5 3.7M10.5 3.3a2.4 2.4 0 0 1 0 4.5M12 9.9c1.4.5 2.3 1.6 2.5 3.3"/>`);
export const key = icon(svg`<circle cx="5" cy="11" r="2.8"/><path d="M7.1 8.9 13.5 2.5M11 5l2 2M9.2 6.8l1.3 1.3"/>`);
export const sun = icon(svg`<circle cx="8" cy="8" r="2.8"/><path d="M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1"/>`);
export const moon = icon(svg`<path d="M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z"/>`);
export const help = icon(svg`<rect x="1.5" y="4" width="13" height="8.5" rx="1.5"/><path d="M4.5 7h.1M7.3 7h.1M10.1 7h.1M5 10h6"/>`);
export const leave = icon(svg`<path d="M6.5 2.5h-4v11h4M10 5l3 3-3 3M13 8H6"/>`);
export const menu = icon(svg`<path d="M2 4h12M2 8h12M2 12h12"/>`);
export const plus = icon(svg`<path d="M8 3v10M3 8h10"/>`);
export const older = icon(svg`<path d="M10 3 5 8l5 5"/>`);
export const newer = icon(svg`<path d="m6 3 5 5-5 5"/>`);
