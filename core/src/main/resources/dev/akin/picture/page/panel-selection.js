/** The points that were drawn around. */

import { make } from 'akin/element.js';
import { keyList } from 'akin/lists.js';
import { save } from 'akin/save.js';
import { say } from 'akin/words.js';

const SHOWN = 200;

/** A value in a CSV file. @param {string|number} value @returns {string} */
const cell = (value) => (/[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

/** Rows as CSV: key, place, count. @param {import('akin/points.js').Points} points @param {number[]} rows @returns {string} */
export function csv(points, rows) {
  const axes = ['x', 'y', 'z'].slice(0, points.dimensions);
  const lines = [['key', ...axes, ...(points.counts ? ['count'] : [])].join(',')];
  for (const row of rows) {
    const place = axes.map((axis, d) => points.places[row * points.dimensions + d]);
    lines.push([points.keys[row], ...place, ...(points.counts ? [points.counts[row]] : [])].map(cell).join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** @param {import('akin/stage.js').Stage} stage @param {HTMLElement} place */
export function selectionPanel(stage, place) {
  const speak = () => {
    const rows = stage.selected;
    if (!rows) {
      place.replaceChildren(make('p', { className: 'hint' }, say('selection-hint')));
      return;
    }
    const [out, clear] = ['export', 'clear'].map((name) => make('button', { type: 'button' }, say(name)));
    out.addEventListener('click', () => save(new Blob([csv(stage.points, rows)], { type: 'text/csv' }), `${stage.model.id}.csv`));
    clear.addEventListener('click', () => stage.select(undefined));
    place.replaceChildren(
      make('div', { className: 'head' }, make('h2', {}, say('selected', { count: rows.length }))),
      make('div', { className: 'buttons' }, out, clear),
      keyList(stage, rows.slice(0, SHOWN).map((row) => ({ key: stage.points.keys[row], row }))),
      ...(rows.length > SHOWN ? [make('p', { className: 'hint' }, say('more', { count: rows.length - SHOWN }))] : []));
  };
  speak();
  stage.addEventListener('selected', speak);
  return { speak };
}
