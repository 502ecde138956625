/** Everything in order between two ends. */

import { make } from 'akin/element.js';
import { keyList, labelled, trouble } from 'akin/lists.js';
import { say } from 'akin/words.js';

const COUNT = 25;

/** The keys of a field, between commas. @param {string} text @returns {string[]} */
const keysOf = (text) => text.split(/[,，;]/).map((key) => key.trim()).filter(Boolean);

/** @param {import('akin/stage.js').Stage} stage @param {HTMLElement} place */
export function axisPanel(stage, place) {
  const [from, to] = [0, 1].map(() => make('input', { autocomplete: 'off', spellcheck: false, required: true }));
  const found = make('div', { aria: { live: 'polite' } });

  const list = (entries) => {
    const positions = entries.map((one) => one.position);
    return keyList(stage, entries.map((one) => ({ key: one.key, row: one.row, value: one.position })),
      { low: Math.min(...positions, 0), high: Math.max(...positions, 1), digits: 2 });
  };

  const paint = async (fields, limit) => {
    const values = await stage.model.numbers('axis', { ...fields, limit }, new AbortController().signal);
    await stage.paintBy('axis', values, { least: 0, most: 1 });
  };

  const order = async () => {
    const fields = { from: keysOf(from.value), to: keysOf(to.value) };
    const limit = stage.points.rows;
    try {
      const answer = await stage.model.ask('axis', { ...fields, k: COUNT, limit });
      const button = make('button', { type: 'button' }, say('paint'));
      button.addEventListener('click', () => paint(fields, limit).catch((failure) => found.prepend(trouble(failure, () => {}))));
      found.replaceChildren(make('div', { className: 'buttons' }, button),
        make('h2', {}, say('low', { key: fields.from.join(', ') })), list(answer.low),
        make('h2', {}, say('low', { key: fields.to.join(', ') })), list(answer.high));
      stage.ring([...fields.from, ...fields.to].map((key) => stage.model.row(key)).filter((row) => row >= 0));
    } catch (failure) {
      found.replaceChildren(trouble(failure, (key) => {
        const wrong = [from, to].find((input) => keysOf(input.value).includes(failure.document?.key));
        if (wrong) {
          wrong.value = keysOf(wrong.value).map((one) => (one === failure.document.key ? key : one)).join(', ');
          order();
        }
      }));
    }
  };

  const speak = () => {
    const form = make('form', {}, make('p', { className: 'hint' }, say('axis-hint')),
      make('div', { className: 'fields' }, labelled('from', from), labelled('to', to)),
      make('button', { type: 'submit' }, say('order')));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      order();
    });
    place.replaceChildren(form, found);
  };
  speak();
  stage.addEventListener('loaded', () => found.replaceChildren());
  return { speak };
}
