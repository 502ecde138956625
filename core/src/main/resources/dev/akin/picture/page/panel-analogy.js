/** King − man + woman. */

import { make } from 'akin/element.js';
import { labelled, neighborList, trouble } from 'akin/lists.js';
import { say } from 'akin/words.js';

/** @param {import('akin/stage.js').Stage} stage @param {HTMLElement} place */
export function analogyPanel(stage, place) {
  const inputs = ['b', 'a', 'c'].map(() => make('input', { autocomplete: 'off', spellcheck: false, required: true }));
  const found = make('div', { aria: { live: 'polite' } });

  const solve = async () => {
    const [b, a, c] = inputs.map((input) => input.value.trim());
    try {
      const answer = await stage.model.ask('analogy', { a, b, c, k: 12 });
      found.replaceChildren(make('h2', {}, `${b} − ${a} + ${c}`), neighborList(stage, answer));
      stage.ring([answer.neighbors[0]?.row ?? -1, ...[b, a, c].map((key) => stage.model.row(key)).filter((row) => row >= 0)]);
    } catch (failure) {
      found.replaceChildren(trouble(failure, (key) => {
        const wrong = inputs.find((input) => input.value.trim() === failure.document?.key);
        if (wrong) {
          wrong.value = key;
          solve();
        }
      }));
    }
  };

  const speak = () => {
    const form = make('form', {},
      make('p', { className: 'hint' }, say('analogy-hint')),
      make('div', { className: 'fields' }, labelled('analogy-start', inputs[0]), labelled('minus', inputs[1]), labelled('plus', inputs[2])),
      make('button', { type: 'submit' }, say('solve')));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      solve();
    });
    place.replaceChildren(form, found);
  };
  speak();
  stage.addEventListener('loaded', () => found.replaceChildren());
  return { speak };
}
