/** Two models side by side, and what became of each key's neighbours. */

import { byNumber } from 'akin/colors.js';
import { make } from 'akin/element.js';
import { keyList, labelled, trouble } from 'akin/lists.js';
import { Model } from 'akin/model.js';
import { Points } from 'akin/points.js';
import { say } from 'akin/words.js';

/**
 * @param {import('akin/stage.js').Stage} stage
 * @param {HTMLElement} place
 * @param {{models: () => any[], open: (points: Points, colors: Uint8Array, name: string) => void, close: () => void}} side the other map
 */
export function comparePanel(stage, place, side) {
  const other = make('select');
  const found = make('div', { aria: { live: 'polite' } });
  let running = new AbortController();

  const entry = (one) => ({
    key: one.key,
    row: one.row,
    value: one.overlap,
    note: [one.came.length ? say('came') + one.came.join(', ') : '', one.left.length ? say('left') + one.left.join(', ') : '']
      .filter(Boolean).join(' · '),
  });

  const histogram = (counts) => {
    const most = Math.max(...counts, 1);
    const bars = counts.map((count, i) => {
      const bar = make('i', { title: `${i}: ${count}` });
      bar.style.height = `${(100 * count) / most}%`;
      return bar;
    });
    return [make('h2', {}, say('histogram')), make('div', { className: 'chart', role: 'img', aria: { label: counts.map((c, i) => `${i}: ${c}`).join(', ') } }, ...bars),
      make('p', { className: 'scale' }, make('span', {}, '0'), make('span', {}, String(counts.length - 1)))];
  };

  const report = (answer) => {
    const list = (entries) => keyList(stage, entries.slice(0, 30).map(entry), { low: 0, high: 1, digits: 2 });
    found.replaceChildren(
      make('p', {}, make('b', {}, say('kept', { share: Math.round(100 * answer.overlap), count: answer.shared }))),
      make('p', { className: 'hint' }, say('only', { here: answer.only, there: answer.onlyThere })),
      ...histogram(answer.histogram),
      make('h2', {}, say('changed')), list(answer.changed), make('h2', {}, say('steady')), list(answer.steady));
  };

  const compare = async () => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const second = new Model(side.models().find((one) => one.id === other.value));
    const { model, fields } = stage;
    try {
      const { data } = await second.map({ ...fields, like: model.id }, signal, stage.progress);
      const rows = data.places.length / data.dimensions;
      side.open(new Points(data), byNumber(rows, []).colors, second);
      const asked = { with: second.id, limit: Math.min(10000, fields.limit) };
      report(await model.work('compare', asked, signal, stage.progress));
      const scale = { least: 0, most: 1 };
      const here = await model.numbers('compare', asked, signal);
      await stage.paintBy('overlap', here, scale);
      const there = await second.numbers('compare', { ...asked, with: model.id }, signal);
      side.open(new Points(data), byNumber(rows, there, scale).colors, second);
    } catch (failure) {
      if (!signal.aborted) {
        found.replaceChildren(trouble(failure, () => {}));
      }
    } finally {
      stage.progress(undefined);
    }
  };

  const end = () => {
    running.abort();
    found.replaceChildren();
    side.close();
  };

  const speak = () => {
    const others = side.models().filter((one) => one.id !== stage.model?.id);
    const kept = other.value;
    other.replaceChildren(...others.map((one) => make('option', { value: one.id }, one.id)));
    other.value = others.some((one) => one.id === kept) ? kept : others[0]?.id ?? '';
    const stop = make('button', { type: 'button' }, say('end'));
    stop.addEventListener('click', end);
    const form = make('form', {}, make('p', { className: 'hint' }, say('compare-hint')),
      make('div', { className: 'fields' }, labelled('with', other)),
      make('div', { className: 'buttons' }, make('button', { type: 'submit', disabled: others.length === 0 }, say('begin')), stop));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      compare();
    });
    place.replaceChildren(form, found);
  };
  speak();
  stage.addEventListener('loaded', () => {
    if (stage.model.id !== place.dataset.model) {
      place.dataset.model = stage.model.id;
      end();
      speak();
    }
  });
  return {
    speak,
    stop: () => running.abort(),
    begin: (id) => {
      other.value = id;
      return compare();
    },
  };
}
