/** What the colours mean, and what is under the pointer. */

import { make } from 'akin/element.js';
import { thumbnail } from 'akin/media.js';
import { say, written } from 'akin/words.js';

/** @param {import('akin/stage.js').Stage} stage */
export function legend(stage) {
  const box = document.getElementById('legend');
  if (box.hidden) {
    box.open = !matchMedia('(max-width: 760px)').matches; // there it would cover the map
  }
  box.hidden = stage.painted.legend.length === 0;
  box.querySelector('ul').replaceChildren(...stage.painted.legend.map(({ label, color, code }) => {
    const dot = make('i');
    const text = make('span', { title: label() }, label());
    dot.style.background = color;
    if (code === undefined || !stage.codes) {
      return make('li', {}, dot, text);
    }
    const button = make('button', { type: 'button' }, dot, text);
    button.addEventListener('click', () => stage.select(rowsOf(stage, code)));
    return make('li', {}, button);
  }));
}

/** @param {import('akin/stage.js').Stage} stage @param {number} code @returns {number[]} */
function rowsOf(stage, code) {
  const rows = [];
  for (let row = 0; row < stage.points.rows; row++) {
    if (stage.codes[row] === code) {
      rows.push(row);
    }
  }
  return rows;
}

/** Shows the key of a row beside its point; -1: nothing. @param {import('akin/stage.js').Stage} stage @param {number} row */
export function tip(stage, row) {
  const box = document.getElementById('tip');
  box.hidden = row < 0;
  if (row < 0) {
    return;
  }
  const { camera, points } = stage.view;
  const out = [0, 0, 0];
  camera.project(points.places, row * points.dimensions, out);
  const more = [points.counts ? say('frequency', { count: points.counts[row] }) : say('rank', { rank: row + 1 })];
  if (stage.numbers && stage.by === 'numbers' && Number.isFinite(stage.numbers.values[row])) {
    more.push(`${say(`color-${stage.numbers.name}`)}: ${written(stage.numbers.values[row], 2)}`);
  }
  if (points.label(row) !== points.keys[row]) {
    more.unshift(points.keys[row]);
  }
  box.replaceChildren(...thumbnail(stage.model, row), make('b', {}, points.label(row)), make('span', {}, more.join(' · ')));
  const right = out[0] > camera.width - 200;
  box.style.left = `${right ? Math.max(0, out[0] - 12 - box.offsetWidth) : out[0] + 12}px`;
  box.style.top = `${Math.min(camera.height - Math.max(60, box.offsetHeight + 8), out[1] + 14)}px`;
}
