/** Small pieces of markup that many pages need. Everything is text to Lit, so nothing a client sent can become markup. */
import { html, nothing, svg } from 'lit';
import { exactNumber, exactTime, shortNumber, timeAgo } from '../format.js';

/** A relative time that tells the exact one when pointed at. */
export const ago = (time) => (time ? html`<time datetime=${time} title=${exactTime(time)} class="nowrap">${timeAgo(time)}</time>` : '–');

/** An abbreviated number that tells the exact one when pointed at. */
export const count = (value) => html`<span class="number" title=${exactNumber(value)}>${shortNumber(value)}</span>`;

export const level = (name) => html`<span class="badge ${name}">${name}</span>`;
export const status = (name) => html`<span class="badge ${name}">${name}</span>`;
export const chip = (text, title = '') => html`<span class="chip" title=${title || text}>${text}</span>`;

/** One bar an hour, the running hour last. */
export function sparkline(values, label) {
  const peak = Math.max(1, ...values);
  const step = 120 / values.length;
  const total = values.reduce((sum, value) => sum + value, 0);
  return html`<svg class="sparkline" viewBox="0 0 120 26" preserveAspectRatio="none" role="img" aria-label="${label}: ${exactNumber(total)} events, at most ${exactNumber(peak)} in an hour">
    ${values.map((value, index) => {
      const height = value === 0 ? 1 : Math.max(2, (value / peak) * 25);
      return svg`<rect class=${value === 0 ? 'none' : ''} x=${index * step} y=${26 - height} width=${step - 1} height=${height}></rect>`;
    })}
  </svg>`;
}

/** Shares of a whole, the largest first. @param {{value: string, count: number}[]} facets */
export function bars(facets, link) {
  const total = facets.reduce((sum, facet) => sum + facet.count, 0) || 1;
  return html`<ul class="bars">
    ${facets.map(
      (facet) => html`<li title="${exactNumber(facet.count)} events">
        <span>${link ? html`<a href=${link(facet.value)}>${facet.value || 'none'}</a>` : facet.value || 'none'}</span>
        <span class="number soft">${shortNumber(facet.count)} · ${Math.round((facet.count / total) * 100)} %</span>
        <svg aria-hidden="true"><rect width="${(facet.count / total) * 100}%" height="5"></rect></svg>
      </li>`,
    )}
  </ul>`;
}

/** @param {[label: unknown, value: unknown][]} entries those without a value are left out */
export function facts(entries) {
  const given = entries.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return html`<dl class="facts">${given.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
}

export const panel = (title, body, extra = nothing) => html`<section class="panel"><header><h2>${title}</h2>${extra}</header>${body}</section>`;
export const crumbs = (entries) => html`<nav class="crumbs" aria-label="Path">${entries.map(([label, path], index) => html`${index > 0 ? html`<span aria-hidden="true">/</span>` : nothing}${path ? html`<a href=${path}>${label}</a>` : html`<span>${label}</span>`}`)}</nav>`;
