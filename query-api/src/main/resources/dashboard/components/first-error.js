/** What an empty project shows: how to send it something, with its own key when this tab knows one. */
import { html } from 'lit';
import { Element } from './element.js';
import './code-box.js';
import { Resource } from './resource.js';
import { get } from '../api.js';
import { keySecret } from '../key-secrets.js';
import { addresses } from '../server.js';
import { PLACEHOLDER } from '../snippets/all.js';
import { curl } from '../snippets/wires.js';

class FirstError extends Element {
  static properties = { slug: {} };

  project = new Resource(this, (slug, signal) => get(`/projects/${slug}`, {}, signal), () => [this.slug]);

  render() {
    return this.project.render((project) => this.#howTo(project));
  }

  #howTo({ ingest }) {
    const key = keySecret(this.slug);
    return html`<div class="empty">
      <h2>No problems yet — send the first error:</h2>
      <p>
        Paste this into a terminal; the problem appears here by itself.
        ${key ? '' : html`Put one of the project’s <a href="/projects/${this.slug}/keys">ingestion keys</a> in place of ${PLACEHOLDER}.`}
      </p>
      <code-box label="curl command" .text=${curl({ ...addresses(ingest), key: key ?? PLACEHOLDER })}></code-box>
      <div class="row"><a class="button" href="/projects/${this.slug}/setup">Set up an SDK, OpenTelemetry or gRPC</a></div>
    </div>`;
  }
}

customElements.define('first-error', FirstError);
