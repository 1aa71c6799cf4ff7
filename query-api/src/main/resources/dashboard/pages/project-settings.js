/** What an owner of a project can set. */
import { html } from 'lit';
import { Page } from '../components/element.js';
import { checkField, field, FormState, textField } from '../components/form.js';
import { panel } from '../components/parts.js';
import { Resource } from '../components/resource.js';
import { settingsTabs } from '../components/settings-tabs.js';
import { say } from '../components/toast.js';
import { get, patch } from '../api.js';
import { refresh } from '../overview.js';

class ProjectSettingsPage extends Page {
  form = new FormState(this);
  project = new Resource(this, (slug, signal) => get(`/projects/${slug}`, {}, signal), () => [this.route.params.slug]);

  render() {
    return this.project.render((project) => {
      this.tabTitle = `Settings · ${project.name}`;
      return html`
        <div class="page-head"><h1>Settings</h1>${settingsTabs(project.slug, 'settings')}</div>
        ${panel('General', html`<div class="body">${this.#form(project)}</div>`)}
      `;
    });
  }

  #form({ name, slug, settings }) {
    return html`<form class="form" @submit=${this.form.handler((values) => this.#save(slug, values))}>
      ${textField('Name', 'name', name, { maxlength: 128, wrong: this.form.wrong('name') })}
      <div class="pair">
        ${textField('Keep events for (days)', 'retention_days', settings.retention_days, { type: 'number', min: 1, max: 3650, wrong: this.form.wrong('settings/retention_days') })}
        ${textField('Events a minute', 'events_per_minute', settings.events_per_minute, {
          type: 'number', min: 0, max: 1_000_000_000, hint: 'Over all keys; 0 = the server’s default.', wrong: this.form.wrong('settings/events_per_minute'),
        })}
      </div>
      ${field('Also remove values of these fields', ({ id, describedBy, invalid }) => html`<textarea id=${id} name="scrub_names" rows="4" spellcheck="false" aria-describedby=${describedBy} aria-invalid=${invalid} .value=${settings.scrub_names.join('\n')}></textarea>`, {
        hint: 'One name a line, matched as a part of the field’s name. Passwords, tokens, cookies, authorization headers and card numbers are always removed.',
        wrong: this.form.wrong('settings/scrub_names'),
      })}
      ${checkField('Remove IP addresses of users', 'scrub_ip_addresses', settings.scrub_ip_addresses)}
      ${this.form.summary()}
      <div>${this.form.submit('Save')}</div>
    </form>`;
  }

  async #save(slug, values) {
    const project = await patch(`/projects/${slug}`, {
      name: values.get('name').trim(),
      settings: {
        retention_days: Number(values.get('retention_days')),
        events_per_minute: Number(values.get('events_per_minute')),
        scrub_names: values.get('scrub_names').split('\n').map((line) => line.trim()).filter(Boolean),
        scrub_ip_addresses: values.has('scrub_ip_addresses'),
      },
    });
    this.project.set(project);
    refresh().catch(() => {});
    say('Settings saved');
  }
}

customElements.define('page-project-settings', ProjectSettingsPage);
