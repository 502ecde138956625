/** How far work is. */

import { say } from 'akin/words.js';

/** Shows what the server says of its work; undefined: it is done. @param {any} state */
export function progress(state) {
  const box = document.getElementById('work');
  box.hidden = state === undefined;
  if (state) {
    const bar = box.querySelector('progress');
    const known = state.total > 0;
    box.querySelector('p').textContent = state.state === 'waiting' ? say('waiting')
      : known ? say('working', { phase: state.phase, done: state.done, total: state.total }) : say('loading');
    if (known) {
      [bar.max, bar.value] = [state.total, state.done];
    } else {
      bar.removeAttribute('value');
    }
  }
}
