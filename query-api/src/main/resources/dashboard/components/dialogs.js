/** Questions and help in the browser's own dialog element, which keeps the focus inside and closes with Escape. */
import { html, render } from 'lit';
import { shortcuts } from '../keyboard.js';

function open(template) {
  const dialog = document.createElement('dialog');
  document.body.append(dialog);
  render(template(dialog), dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}

/** Asks before something of weight; what cannot be undone is coloured as danger. @returns {Promise<boolean>} */
export async function confirm(title, text, action, kind = 'primary danger') {
  const answer = await open(
    () => html`<form method="dialog">
      <h2>${title}</h2>
      <p>${text}</p>
      <div class="actions">
        <button class="button" value="">Cancel</button>
        <button class="button ${kind}" value="yes" autofocus>${action}</button>
      </div>
    </form>`,
  );
  return answer === 'yes';
}

/**
 * Asks for what a command needs beside its name.
 * @param content the fields
 * @returns {Promise<FormData | undefined>} undefined when the person thought better of it
 */
export async function ask(title, content, action) {
  let values;
  // A button that submits would be the one that Enter presses, so leaving does not.
  const answer = await open(
    (dialog) => html`<form method="dialog" class="form" @submit=${(event) => (values = new FormData(event.target))}>
      <h2>${title}</h2>
      ${content}
      <div class="actions">
        <button type="button" class="button" @click=${() => dialog.close()}>Cancel</button>
        <button class="button primary" value="yes">${action}</button>
      </div>
    </form>`,
  );
  return answer === 'yes' ? values : undefined;
}

export function showShortcuts() {
  return open(
    () => html`<form method="dialog">
      <h2>Keyboard</h2>
      <dl class="keys">
        ${shortcuts().map(
          ([keys, label]) => html`<dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${label}</dd>`,
        )}
      </dl>
      <div class="actions"><button class="button" autofocus>Close</button></div>
    </form>`,
  );
}
