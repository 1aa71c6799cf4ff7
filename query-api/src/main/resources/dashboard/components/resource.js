/** Something read from the API for an element: loading, there, or failed, and read again when its arguments change. */
import { html } from 'lit';

export const skeleton = html`<div class="skeleton" role="status" aria-label="Loading"><span></span><span></span><span></span><span></span><span></span><span></span></div>`;

/** The panel for something that could not be read. */
export function failure(error, retry) {
  const title = error.status === 404 ? 'Not found' : 'That did not work';
  const text = error.status === 404 ? 'It may have been deleted, or the address is wrong.' : error.message;
  return html`<div class="panel empty" role="alert">
    <h2>${title}</h2>
    <p>${text}</p>
    <div class="row">
      ${error.status === 404 ? html`<a class="button" href="/">All projects</a>` : html`<button class="button" @click=${retry}>Try again</button>`}
    </div>
  </div>`;
}

export class Resource {
  #host;
  #load;
  #arguments;
  #keep;
  #key;
  #abort;
  data;
  error;
  loading = false;

  /**
   * @param host the element to draw again
   * @param load answers a promise; gets the arguments and an AbortSignal
   * @param args the arguments; a change of them loads again
   * @param keep whether the old data stays to be seen meanwhile
   */
  constructor(host, load, args = () => [], { keep = false } = {}) {
    this.#host = host;
    this.#load = load;
    this.#arguments = args;
    this.#keep = keep;
    host.addController(this);
  }

  hostUpdate() {
    const key = JSON.stringify(this.#arguments());
    if (key === this.#key) return;
    this.#key = key;
    if (!this.#keep) this.data = undefined;
    this.reload();
  }

  hostDisconnected() {
    this.#abort?.abort();
    this.#key = undefined;
  }

  /** Reads again; what is shown stays until the answer is there. */
  async reload() {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    this.loading = true;
    try {
      const data = await this.#load(...this.#arguments(), abort.signal);
      if (abort.signal.aborted) return;
      this.data = data;
      this.error = undefined;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.error = error;
    }
    this.loading = false;
    this.#host.requestUpdate();
  }

  /** Replaces the data by what a command answered. */
  set(data) {
    this.data = data;
    this.#host.requestUpdate();
  }

  render(ready, loading = skeleton) {
    if (this.data !== undefined && !(this.error && this.error.status === 404)) return ready(this.data);
    if (this.error) return failure(this.error, () => this.reload().then(() => this.#host.requestUpdate()));
    return loading;
  }
}
