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

/** Keys alone, a line each. @param {import('akin/points.js').Points} points @param {number[]} rows @returns {string} */
export const lines = (points, rows) => rows.map((row) => `${points.keys[row]}\n`).join('');

/** Rows as JSON: what each row of the CSV says, as an object. @param {import('akin/points.js').Points} points @param {number[]} rows @returns {string} */
export function json(points, rows) {
  const found = rows.map((row) => {
    const place = ['x', 'y', 'z'].slice(0, points.dimensions).map((axis, d) => [axis, points.places[row * points.dimensions + d]]);
    const number = (x) => (Number.isFinite(x) ? x : null);
    return { key: points.keys[row], row, ...Object.fromEntries(place.map(([axis, x]) => [axis, number(x)])),
      ...(points.counts ? { count: points.counts[row] } : {}) };
  });
  return `[\n${found.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`;
}

/** What a selection can be saved as. */
const KINDS = [['CSV', 'text/csv', csv], ['JSON', 'application/json', json], ['TXT', 'text/plain', lines]];

/** @param {import('akin/stage.js').Stage} stage @param {HTMLElement} place */
export function selectionPanel(stage, place) {
  const speak = () => {
    const rows = stage.selected;
    if (!rows) {
      place.replaceChildren(make('p', { className: 'hint' }, say('selection-hint')));
      return;
    }
    const outs = KINDS.map(([kind, type, text]) => {
      const out = make('button', { type: 'button', title: say('save-as', { kind }) }, kind);
      out.setAttribute('aria-label', out.title);
      out.addEventListener('click', () => save(new Blob([text(stage.points, rows)], { type }), `${stage.model.id}.${kind.toLowerCase()}`));
      return out;
    });
    const clear = make('button', { type: 'button' }, say('clear'));
    clear.addEventListener('click', () => stage.select(undefined));
    place.replaceChildren(
      make('div', { className: 'head' }, make('h2', {}, say('selected', { count: rows.length }))),
      make('div', { className: 'buttons' }, ...outs, clear),
      keyList(stage, rows.slice(0, SHOWN).map((row) => ({ key: stage.points.keys[row], row }))),
      ...(rows.length > SHOWN ? [make('p', { className: 'hint' }, say('more', { count: rows.length - SHOWN }))] : []));
  };
  speak();
  stage.addEventListener('selected', speak);
  return { speak };
}
