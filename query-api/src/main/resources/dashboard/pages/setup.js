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
import { addresses, correctAddresses } from '../server.js';
import { PLACEHOLDER, SNIPPETS } from '../snippets/all.js';

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
      const target = addresses();
      this.tabTitle = `Set-up · ${project.name}`;
      const key = keySecret(project.slug);
      const chosen = SNIPPETS.find(({ id }) => id === this.route.query.get('with')) ?? SNIPPETS[0];
      return html`
        <div class="page-head"><div><h1>Send errors to ${project.name}</h1><p class="lead">${key ? 'The snippets already hold this project’s key: paste and run.' : 'Choose how, paste and run.'}</p></div></div>
        <div class="stack">
          ${key ? secretOnce('The project’s ingestion key', key) : this.#askForKey(project)}
          ${this.arrived ? html`<div class="notice good" role="status">It works: an error has just arrived. <a href="/problems/${this.arrived}">Look at it</a></div>` : nothing}
          <section class="panel">
            <header><div class="tabs" role="group" aria-label="Ways to send">${SNIPPETS.map(({ id, name }) => html`<button aria-pressed=${id === chosen.id} @click=${() => changeQuery({ with: id })}>${name}</button>`)}</div></header>
            <div class="body stack">
              ${chosen.steps.map(({ title, code }) => html`<div><h3>${title}</h3><code-box .label=${title} .text=${code({ ...target, key: key ?? PLACEHOLDER, slug: project.slug })}></code-box></div>`)}
              ${chosen.note ? html`<p class="soft">${chosen.note}</p>` : nothing}
            </div>
          </section>
          ${this.#addresses(target, project)}
        </div>
      `;
    });
  }

  #addresses(target, project) {
    const address = (label, name, type) => html`<label>${label}<input type=${type} spellcheck="false" autocomplete="off" .value=${live(target[name])}
      @change=${(event) => this.#correct(name, event.target.value.trim())} /></label>`;
    return html`<section class="panel"><div class="body stack">
      <p class="soft">These addresses stand in the snippets. Correct them if your programs reach this server by another name or port; this browser remembers it.</p>
      <div class="form pair-row">${address('HTTP', 'http', 'url')} ${address('gRPC', 'grpc', 'text')}</div>
      <p class="soft small">The project’s number is <code>${project.id}</code>.</p>
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
