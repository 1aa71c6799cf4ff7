/** One error status: the reference, and the reader's own problems with it. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { checkList } from '../components/check-list.js';
import { ago, count, crumbs, level, panel } from '../components/parts.js';
import { proxyNotes } from '../components/proxy-notes.js';
import { Resource } from '../components/resource.js';
import { get } from '../api.js';
import { counted } from '../format.js';

class HttpErrorPage extends Page {
  error = new Resource(this, (status, signal) => get(`/http-errors/${status}`, {}, signal), () => [this.route.params.id]);

  render() {
    return this.error.render((error) => {
      this.tabTitle = `${error.status} ${error.title}`;
      return html`
        ${crumbs([['HTTP errors', '/http-errors'], [String(error.status)]])}
        <div class="page-head"><div><h1>${error.status} ${error.title}</h1><p class="lead">${error.meaning}</p><p class="soft small">${error.source}</p></div></div>
        <div class="columns">
          <div class="stack">
            ${panel('What to do first', html`<div class="body">${checkList(error.first_steps)}</div>`)}
            ${panel('Who made it, and how to tell', html`<div class="body"><ul class="dots">${error.made_by.map((text) => html`<li>${text}</li>`)}</ul></div>`)}
            ${panel('Causes and what mends each', html`<ul class="statuses">${error.causes.map((cause) => html`<li><div class="grow"><a class="title" href="/causes/${cause.code}">${cause.title}</a><p class="soft">${cause.fix}</p></div></li>`)}</ul>`)}
            ${proxyNotes(error.proxies)}
          </div>
          <aside class="stack" aria-label="Your problems">${this.#own(error)}</aside>
        </div>
      `;
    });
  }

  #own(error) {
    return panel('Your open problems', error.problems.length === 0
      ? html`<div class="body soft">None has this status now.</div>`
      : html`<ul class="related">${error.problems.map(({ problem, project }) => html`<li><div class="grow">
          <a class="title" href="/problems/${problem.id}">${problem.title || 'Untitled'}</a>
          <p class="line">${level(problem.level)} <span>${project.name}</span> <span>${ago(problem.last_seen)}</span> <span>${count(problem.occurrence_count)} events</span></p></div></li>`)}</ul>
        <footer>${error.projects.map(({ project, open_problems: open }) => html`<a href="/projects/${project.slug}?http_status=${error.status}">${counted(open, 'problem')} in ${project.name}</a> `)}</footer>`,
      error.open_problems > 0 ? html`<span class="badge open">${error.open_problems}</span>` : nothing);
  }
}

customElements.define('page-http-error', HttpErrorPage);
