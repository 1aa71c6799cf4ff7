/** How to send a project its errors, ready to paste. */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { Page } from '../components/element.js';
import '../components/code-box.js';
import { secretOnce } from '../components/form.js';
import { Resource } from '../components/resource.js';
import { attempt } from '../components/toast.js';
import { get, post } from '../api.js';
import { keepKeySecret, keySecret } from '../key-secrets.js';
import { listen } from '../live.js';
import { changeQuery } from '../router.js';
import { addresses, correctAddresses, dsn } from '../server.js';
import { PLACEHOLDER, WAYS, chosen } from '../snippets/all.js';

const tab = (name, isChosen, choose) => html`<button aria-pressed=${isChosen} @click=${choose}>${name}</button>`;

class SetupPage extends Page {
  static properties = { arrived: { state: true } };

  project = new Resource(
    this,
    (slug, signal) => get(`/projects/${slug}`, {}, signal),
    () => [this.route.params.slug],
  );

  connectedCallback() {
    super.connectedCallback();
    this.until(listen(this.route.params.slug, (name, change) => {
      if (name.startsWith('problem_') && change.occurrence_count > 0) this.arrived = change.problem_id;
    }));
  }

  render() {
    return this.project.render((project) => {
      this.tabTitle = `Set-up · ${project.name}`;
      const key = keySecret(project.slug);
      const target = this.#target(project, key ?? PLACEHOLDER);
      return html`
        <div class="page-head"><div><h1>Send errors to ${project.name}</h1><p class="lead">${key ? 'The snippets already hold this project’s key: paste and run.' : 'Choose how, paste and run.'}</p></div></div>
        <div class="stack">
          ${key ? secretOnce('The project’s ingestion key', key) : this.#askForKey(project)}
          ${this.arrived ? html`<div class="notice good" role="status">It works: an error has just arrived. <a href="/problems/${this.arrived}">Look at it</a></div>` : nothing}
          ${this.#snippets(target)} ${this.#addresses(target)}
        </div>
      `;
    });
  }

  #target(project, key) {
    const target = { ...addresses(project.ingest), key, slug: project.slug, number: project.id };
    return { ...target, dsn: dsn(target) };
  }

  #snippets(target) {
    const way = chosen(WAYS, this.route.query.get('with'));
    const language = chosen(way.languages, this.route.query.get('in'));
    return html`<section class="panel">
      <header><div class="tabs" role="group" aria-label="Ways to send">${WAYS.map(({ id, name }) => tab(name, id === way.id, () => changeQuery({ with: id, in: null })))}</div></header>
      <div class="body stack">
        ${way.languages.length > 1 ? html`<div class="tabs wrap" role="group" aria-label="Languages">${way.languages.map(({ id, name }) => tab(name, id === language.id, () => changeQuery({ in: id })))}</div>` : nothing}
        ${language.steps.map(({ title, code }) => html`<div><h3>${title}</h3><code-box .label=${title} .text=${code(target)}></code-box></div>`)}
        ${language.note ? html`<p class="soft">${language.note}</p>` : nothing}
      </div>
    </section>`;
  }

  #addresses(target) {
    const address = (label, name, type) => html`<label>${label}<input type=${type} spellcheck="false" autocomplete="off" .value=${live(target[name])}
      @change=${(event) => this.#correct(name, event.target.value.trim())} /></label>`;
    return html`<section class="panel"><div class="body stack">
      <div class="dsn"><h3>DSN</h3><code-box label="DSN" .text=${target.dsn}></code-box></div>
      <p class="soft">These addresses stand in the snippets. Correct them if your programs reach this server by another name or port; this browser remembers it.</p>
      <div class="form pair-row">${address('HTTP', 'http', 'url')} ${address('gRPC', 'grpc', 'text')} ${address('Syslog', 'syslog', 'text')}</div>
      <p class="soft small">The project’s number is <code>${target.number}</code>.</p>
    </div></section>`;
  }

  #correct(name, address) {
    correctAddresses({ [name]: address });
    this.requestUpdate();
  }

  #askForKey(project) {
    return html`<div class="notice"><div class="grow">
      A key is shown only when it is made, so the snippets hold <code>${PLACEHOLDER}</code>. Put in a key that you have, or make one for what you are about to set up.
    </div><button class="button primary small" @click=${() => this.#createKey(project)}>Create a key</button></div>`;
  }

  async #createKey(project) {
    const created = await attempt(() => post(`/projects/${project.slug}/keys`, { name: `Set-up ${new Date().toISOString().slice(0, 10)}` }));
    if (!created) return;
    keepKeySecret(project.slug, created.key_secret);
    this.requestUpdate();
  }
}

customElements.define('page-setup', SetupPage);
