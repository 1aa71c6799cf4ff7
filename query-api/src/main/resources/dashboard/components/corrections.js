/** What people do about problems that were grouped wrongly: each asks first, does it, and says what came of it. */
import { html } from 'lit';
import { ask, confirm } from './dialogs.js';
import { selectField, textField } from './form.js';
import { attempt, say } from './toast.js';
import { post } from '../api.js';
import { age, counted } from '../format.js';

const MOST_EVENTS = 1000;
const TAG = 'tag';
const ATTRIBUTES = [
  ['environment', 'Environment'], ['release', 'Release'], ['level', 'Level'], ['logger', 'Logger'], ['server', 'Server'], ['transaction', 'Transaction'],
  ['http_status', 'HTTP status'], ['host', 'Host'], ['upstream', 'Upstream'], ['cause', 'Cause'], [TAG, 'A tag …'],
];

/** Asks which of the problems stays, the oldest unless told otherwise, and merges the others into it. */
export async function merge(problems) {
  const [oldest] = problems.toSorted((a, b) => a.first_seen.localeCompare(b.first_seen));
  const choice = (problem) => html`<label class="choice">
    <input type="radio" name="stays" value=${problem.id} .checked=${problem === oldest} ?autofocus=${problem === oldest} />
    <span>${problem.title || 'Untitled'} <span class="hint">#${problem.id}, ${counted(problem.occurrence_count, 'event')}, ${age(problem.first_seen)} old</span></span>
  </label>`;
  const values = await ask(`Merge ${problems.length} problems`, html`
    <fieldset class="form stays"><legend>Which one stays?</legend>${problems.map(choice)}</fieldset>
    <p class="soft small">Later events of the others, and events like theirs, go to the one that stays. It can be undone on its page.</p>`, 'Merge');
  if (!values) return undefined;
  const stays = Number(values.get('stays'));
  return mergeInto(stays, problems.map(({ id }) => id).filter((id) => id !== stays));
}

/** @returns {Promise<{stays: number, gone: number[], count: number} | undefined>} undefined after a failure */
export async function mergeInto(stays, gone) {
  const merged = await attempt(() => post(`/problems/${stays}/merge`, { problem_ids: gone }), `Merged into #${stays}`);
  return merged && { stays, gone, count: merged.occurrence_count };
}

export function unmerge(id) {
  return attempt(async () => {
    const { from_id: from } = await post(`/problems/${id}/unmerge`);
    say(`#${id} was taken out of #${from} again`);
  });
}

export function dismissLikeness(id, other) {
  return attempt(() => post(`/problems/${id}/likeness/${other}/dismiss`), `#${other} is not suggested any more`);
}

/** Asks and moves. @returns {Promise<number | undefined>} the problem that was made */
export async function moveOutFingerprints(problemId, fingerprints) {
  const text = `A new problem gets ${counted(fingerprints.length, 'fingerprint')} with their stored events, and their later ones. Merging it back undoes this.`;
  return moveOut(problemId, { fingerprints: fingerprints.map(({ version, hash }) => ({ version, hash })) }, text);
}

export async function moveOutEvents(problemId, ids) {
  if (ids.length > MOST_EVENTS) {
    say(`At most ${MOST_EVENTS} events can be moved at once.`);
    return undefined;
  }
  const text = `A new problem gets ${counted(ids.length, 'event')}. Later events go where they went before: to move those too, move a fingerprint out.`;
  return moveOut(problemId, { event_ids: ids }, text);
}

async function moveOut(problemId, what, text) {
  if (!(await confirm('Move out into a problem of their own?', text, 'Move out', 'primary'))) return undefined;
  const made = await attempt(() => post(`/problems/${problemId}/move-out`, what));
  if (made) say(`Moved out into #${made.problem_id}`);
  return made?.problem_id;
}

function showTagField({ target }) {
  // The style sheet hides it while it is not required.
  target.form.elements.tag.required = target.value === TAG;
}

/** Asks by what and splits. @returns {Promise<{parts: object[]} | undefined>} */
export async function split(problem) {
  const values = await ask('Split by an attribute', html`
    <p class="soft">Each value gets a problem, for stored and for later events. The value with the most events keeps this one.</p>
    ${selectField('Attribute', 'attribute', problem.cause ? 'upstream' : 'environment', ATTRIBUTES, { onChange: showTagField })}
    <div class="tag-field">${textField('Name of the tag', 'tag', '', { required: false, maxlength: 190, placeholder: 'tenant' })}</div>`, 'Split');
  if (!values) return undefined;
  const attribute = values.get('attribute') === TAG ? `tag.${values.get('tag').trim()}` : values.get('attribute');
  return attempt(async () => {
    const answer = await post(`/problems/${problem.id}/split`, { attribute });
    say(`Split into ${counted(answer.parts.length, 'problem')}`);
    return answer;
  });
}

export async function undoSplit(problem) {
  const text = 'What the split made is merged back into this problem, and later events are not told apart any more.';
  if (!(await confirm('Undo the split?', text, 'Undo the split', 'primary'))) return undefined;
  return attempt(() => post(`/problems/${problem.id}/undo-split`), 'Split undone');
}
