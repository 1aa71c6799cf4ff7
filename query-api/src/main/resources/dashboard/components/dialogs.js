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

/** Asks before something that cannot be undone. @returns {Promise<boolean>} */
export async function confirm(title, text, action) {
  const answer = await open(
    () => html`<form method="dialog">
      <h2>${title}</h2>
      <p>${text}</p>
      <div class="actions">
        <button class="button" value="">Cancel</button>
        <button class="button primary danger" value="yes" autofocus>${action}</button>
      </div>
    </form>`,
  );
  return answer === 'yes';
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
