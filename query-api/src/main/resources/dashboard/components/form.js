/** Forms that send one command: they wait, show what was wrong beside the field, and keep what was typed. */
import { html, nothing } from 'lit';
import './code-box.js';

export class FormState {
  #host;
  busy = false;
  error;

  constructor(host) {
    this.#host = host;
  }

  /** For `@submit`: runs the command with the form's values. */
  handler(command) {
    return async (event) => {
      event.preventDefault();
      if (this.busy) return;
      const form = event.target;
      this.busy = true;
      this.error = undefined;
      this.#host.requestUpdate();
      try {
        await command(new FormData(form), form);
      } catch (error) {
        this.error = error;
      }
      this.busy = false;
      this.#host.requestUpdate();
      if (this.error) this.#host.updateComplete.then(() => form.querySelector('[aria-invalid="true"]')?.focus());
    };
  }

  /** What the server said about a field. @param {string} name a JSON pointer without its leading slash */
  wrong(name) {
    return this.error?.errors?.find((entry) => entry.name === name)?.detail;
  }

  /** What concerns no single field. */
  summary() {
    if (!this.error) return nothing;
    const details = (this.error.errors ?? []).map((entry) => entry.detail).join(' ');
    return html`<div class="notice error" role="alert">${details && this.error.errors.length > 0 ? `${this.error.message} ${details}` : this.error.message}</div>`;
  }

  submit(label, busyLabel = 'Saving …') {
    return html`<button class="button primary" ?disabled=${this.busy}>${this.busy ? busyLabel : label}</button>`;
  }
}

/**
 * A label, its control and what is to be said about it.
 * @param {string} label
 * @param {(attributes: {id: string, describedBy: string, invalid: string}) => unknown} control
 */
export function field(label, control, { hint, wrong } = {}) {
  const id = `field-${label.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
  const describedBy = `${id}-hint`;
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    ${control({ id, describedBy, invalid: wrong ? 'true' : 'false' })}
    <span class=${wrong ? 'wrong' : 'hint'} id=${describedBy} ?hidden=${!wrong && !hint}>${wrong ?? hint ?? nothing}</span>
  </div>`;
}

/** A one-line text field. @param {Record<string, unknown>} options the input's attributes, and hint and wrong */
export function textField(label, name, value, { hint, wrong, type = 'text', required = true, ...more } = {}) {
  return field(
    label,
    ({ id, describedBy, invalid }) => html`<input id=${id} name=${name} type=${type} value=${value ?? ''} ?required=${required}
      maxlength=${more.maxlength ?? nothing} minlength=${more.minlength ?? nothing} min=${more.min ?? nothing} max=${more.max ?? nothing} step=${more.step ?? nothing}
      pattern=${more.pattern ?? nothing} placeholder=${more.placeholder ?? nothing} autocomplete=${more.autocomplete ?? 'off'}
      ?autofocus=${more.autofocus ?? false} aria-describedby=${describedBy} aria-invalid=${invalid} spellcheck="false" />`,
    { hint, wrong },
  );
}

/** @param {[value: string, text: string][]} options */
export function selectField(label, name, value, options, { hint, wrong, onChange } = {}) {
  return field(
    label,
    ({ id, describedBy, invalid }) => html`<select id=${id} name=${name} aria-describedby=${describedBy} aria-invalid=${invalid} @change=${onChange ?? nothing}>
      ${options.map(([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`)}
    </select>`,
    { hint, wrong },
  );
}

export function checkField(label, name, checked, { hint, value = 'on', type = 'checkbox', onChange } = {}) {
  return html`<label class="choice">
    <input type=${type} name=${name} value=${value} .checked=${checked} @change=${onChange ?? nothing} />
    <span>${label}${hint ? html`<br /><span class="hint">${hint}</span>` : nothing}</span>
  </label>`;
}

/** A secret that the server tells once. */
export function secretOnce(title, secret) {
  return html`<div class="notice good" role="status"><div class="grow stack">
    <div><b>${title}</b><br /><span class="soft">Copy it now: it cannot be shown again.</span></div>
    <code-box .label=${title} .text=${secret}></code-box>
  </div></div>`;
}
