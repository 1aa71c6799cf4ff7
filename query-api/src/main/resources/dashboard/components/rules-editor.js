/** The rules of a project as text, with their syntax and what is wrong at which line. */
import { html, nothing } from 'lit';
import './code-box.js';

const EXAMPLE = `# Timeouts of the payment code, one problem for each function
type:*Timeout module:com.acme.pay.* -> payment {{ function }} title="Payment: {{ type }}"

# What one tenant's old release says, apart from the rest
tag.tenant:t1 !release:2.* message:"*no answer*" -> {{ default }} tenant-1

# Frames that are not the application's own, and some that are
module:com.acme.generated.* -> -app
path:*/plugins/* -> +app`;

/** @param {{errors?: {name: string, detail: string}[]} | undefined} error */
export const ruleErrors = (error) => (error?.errors ?? []).filter(({ name }) => name === 'rules');

function goTo(textarea, line, column) {
  const before = textarea.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  const end = textarea.value.indexOf('\n', before);
  textarea.focus();
  textarea.setSelectionRange(before + column - 1, end < 0 ? textarea.value.length : end);
  textarea.scrollTop = (line - 2) * (textarea.scrollHeight / textarea.value.split('\n').length);
}

function wrong({ detail }) {
  const [, line, column, text] = /^line (\d+), column (\d+): (.*)$/s.exec(detail) ?? [];
  if (!line) return html`<li>${detail}</li>`;
  const select = (event) => goTo(event.target.form.elements.rules, Number(line), Number(column));
  return html`<li><button type="button" @click=${select}>Line ${line}</button> ${text}</li>`;
}

export function rulesEditor(rules, errors) {
  return html`<div class="field rules-editor">
    <label class="label" for="field-rules">Rules</label>
    <textarea id="field-rules" name="rules" rows="10" maxlength="65536" wrap="off" spellcheck="false" autocapitalize="off" aria-describedby="rules-hint rules-wrong"
      aria-invalid=${errors.length > 0} .value=${rules}></textarea>
    <ul class="rule-errors" id="rules-wrong" role="alert">${errors.map(wrong)}</ul>
    <span class="hint" id="rules-hint">One a line. The first that matches names the fingerprint; of those about frames, the last counts.</span>
    <details><summary>How rules are written</summary>
      <code-box label="Examples of rules" .text=${EXAMPLE}></code-box>
      <p class="hint">Before the arrow: <code>type</code>, <code>message</code>, <code>module</code>, <code>path</code>, <code>function</code>, <code>package</code>, <code>release</code>, <code>environment</code>,
        <code>logger</code> or <code>tag.NAME</code>, each with a pattern in which <code>*</code> and <code>?</code> are wild; <code>!</code> negates. All must match.
        After it: words and <code>{{ type }}</code>, <code>{{ function }}</code>, <code>{{ module }}</code>, <code>{{ message }}</code>, <code>{{ default }}</code>; or <code>+app</code> and <code>-app</code>
        for frames. <code>#</code> begins a comment.</p></details>
  </div>`;
}
