/** Keys in lists: they can be chosen, and are ringed on the map while pointed at. */

import { make } from 'akin/element.js';
import { playButton, thumbnail } from 'akin/media.js';
import { say, written } from 'akin/words.js';

/**
 * A list of keys with a number each.
 * @param {import('akin/stage.js').Stage} stage
 * @param {{key: string, row: number, value?: number, note?: string}[]} entries
 * @param {{low?: number, high?: number, digits?: number}} [bars] from where to where bars reach
 * @returns {HTMLElement}
 */
export function keyList(stage, entries, { low, high, digits = 3 } = {}) {
  const list = make('ol', { className: 'rows' });
  for (const { key, row, value, note } of entries) {
    const label = stage.model.label(row) ?? key;
    const more = note ?? (label === key ? '' : key);
    const button = make('button', { type: 'button' }, ...thumbnail(stage.model, row),
      make('span', { className: 'name' }, label, ...(more ? [make('small', {}, more)] : [])));
    if (value !== undefined) {
      button.append(make('span', { className: 'value' }, written(value, digits)));
      if (high > low) {
        const bar = make('span', { className: 'bar' });
        bar.style.width = `${Math.max(0, Math.min(1, (value - low) / (high - low))) * 100}%`;
        button.prepend(bar);
      }
    }
    button.addEventListener('click', () => stage.choose(row));
    button.addEventListener('pointerenter', () => stage.view.point(row));
    button.addEventListener('pointerleave', () => stage.view.point(-1));
    button.addEventListener('focus', () => stage.view.point(row));
    button.addEventListener('blur', () => stage.view.point(-1));
    list.append(make('li', {}, button, ...playButton(stage.model, row)));
  }
  return list;
}

/** Neighbours as the server gives them. @param {import('akin/stage.js').Stage} stage @param {any} answer @returns {HTMLElement} */
export function neighborList(stage, answer) {
  const values = answer.neighbors.map((one) => one.similarity);
  const entries = answer.neighbors.map((one) => ({ key: one.key, row: one.row, value: one.similarity }));
  return keyList(stage, entries, { low: Math.min(0, ...values), high: answer.measure === 'cosine' ? 1 : Math.max(...values) });
}

/** A field with a label, for forms. @param {string} label a text's name @param {HTMLElement} field @returns {HTMLElement} */
export function labelled(label, field) {
  return make('label', {}, make('span', {}, say(label)), field);
}

/** What went wrong, and the keys that may have been meant. @param {any} failure @param {(key: string) => void} take @returns {HTMLElement} */
export function trouble(failure, take) {
  const box = make('div', {}, make('p', { className: 'mistake' }, failure.message));
  const near = failure.document?.suggestions ?? [];
  if (near.length > 0) {
    box.append(make('p', {}, say('suggestions')), make('div', { className: 'buttons' }, ...near.map((key) => {
      const button = make('button', { type: 'button' }, key);
      button.addEventListener('click', () => take(key));
      return button;
    })));
  }
  return box;
}
