/** What users of a project's application wrote. */
import { html, nothing } from 'lit';
import { Page } from '../components/element.js';
import { feedbackList } from '../components/feedback-list.js';
import { panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { attempt } from '../components/toast.js';
import { get } from '../api.js';

class FeedbackPage extends Page {
  feedback = new Resource(this, (path, signal) => get(path, {}, signal), () => [this.#path]);

  get #path() {
    return `/projects/${this.route.params.slug}/feedback`;
  }

  render() {
    this.tabTitle = `Feedback · ${this.route.params.slug}`;
    return html`
      <div class="page-head"><div><h1>Feedback</h1><p class="lead">What users of the application wrote about an error, or just so.</p></div></div>
      ${this.feedback.render(({ data, next_cursor: cursor }) => (data.length === 0
        ? html`<div class="panel empty"><h2>No feedback yet</h2><p>It comes in by a client’s feedback form, such as Sentry’s user feedback.</p></div>`
        : panel('Newest first', html`${feedbackList(data, true)}
            ${cursor ? html`<footer><button class="button small" @click=${() => this.#more(cursor)}>Show more</button></footer>` : nothing}`)))}
    `;
  }

  async #more(cursor) {
    const page = await attempt(() => get(this.#path, { cursor }));
    if (page) this.feedback.set({ data: [...this.feedback.data.data, ...page.data], next_cursor: page.next_cursor });
  }
}

customElements.define('page-feedback', FeedbackPage);
