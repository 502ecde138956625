/** How far work is. */

import { say } from 'akin/words.js';

/** A phase in the page's language; those that need no translation, such as t-SNE, as they are. @param {string} phase @returns {string} */
function named(phase) {
  const name = `phase-${phase}`;
  const text = say(name);
  return text === name ? phase : text;
}

/** Shows what the server says of its work; undefined: it is done. @param {any} state */
export function progress(state) {
  const box = document.getElementById('work');
  box.hidden = state === undefined;
  if (state) {
    const bar = box.querySelector('progress');
    const known = state.total > 0;
    box.querySelector('p').textContent = state.state === 'waiting' ? say('waiting')
      : known ? say('working', { phase: named(state.phase), done: state.done, total: state.total }) : say('busy');
    if (known) {
      [bar.max, bar.value] = [state.total, state.done];
    } else {
      bar.removeAttribute('value');
    }
  }
}
