/** Two models side by side, and what became of each key's neighbours. */

import { byNumber } from 'akin/colors.js';
import { offer } from 'akin/controls.js';
import { make } from 'akin/element.js';
import { keyList, labelled, trouble } from 'akin/lists.js';
import { Model } from 'akin/model.js';
import { Points } from 'akin/points.js';
import { percent, say, written } from 'akin/words.js';

/** How many keys can be compared; their neighbours are computed one with another, so that ten times as many take a hundred times as long. */
const LIMITS = [1000, 10000, 30000, 100000];
const USUAL = '10000';

/**
 * @param {import('akin/stage.js').Stage} stage
 * @param {HTMLElement} place
 * @param {{models: () => any[], second: import('akin/second.js').Second}} side what can be compared, and where the other map is
 */
export function comparePanel(stage, place, side) {
  const other = make('select');
  const most = make('select');
  const found = make('div', { aria: { live: 'polite' } });
  let running = new AbortController();
  let shown; // the fields of the map that was compared last

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
      const bar = make('i', { title: `${i}: ${written(count)}` });
      bar.style.height = `${(100 * count) / most}%`;
      return bar;
    });
    return [make('h2', {}, say('histogram')), make('div', { className: 'chart', role: 'img', aria: { label: counts.map((c, i) => `${i}: ${c}`).join(', ') } }, ...bars),
      make('p', { className: 'scale' }, make('span', {}, '0'), make('span', {}, written(counts.length - 1)))];
  };

  const report = (answer) => {
    const list = (entries) => keyList(stage, entries.slice(0, 30).map(entry), { low: 0, high: 1, digits: 2 });
    found.replaceChildren(
      make('p', {}, make('b', {}, say('kept', { share: percent(answer.overlap), count: answer.compared }))),
      ...(answer.compared < answer.shared ? [make('p', {}, say('compared-some', { compared: answer.compared, shared: answer.shared }))] : []),
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
    shown = fields;
    try {
      const { data } = await second.map({ ...fields, like: model.id }, signal, stage.progress);
      const points = new Points(data);
      side.second.open(points, byNumber(points.rows, []).colors, second);
      const asked = { with: second.id, limit: most.value };
      report(await model.work('compare', asked, signal, stage.progress));
      const scale = { least: 0, most: 1, missing: () => say('uncompared') };
      await stage.paintBy('overlap', await model.numbers('compare', asked, signal), scale);
      const there = await second.numbers('compare', { ...asked, with: model.id }, signal);
      side.second.paint(() => byNumber(points.rows, there, scale).colors);
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
    shown = undefined;
    found.replaceChildren();
    side.second.close();
  };

  const speak = () => {
    const others = side.models().filter((one) => one.id !== stage.model?.id);
    offer(other, others.map((one) => [one.id, one.id]), other.value);
    offer(most, LIMITS.map((limit) => [String(limit), say('compared-first', { limit })]), most.value || USUAL);
    const stop = make('button', { type: 'button' }, say('end'));
    stop.addEventListener('click', end);
    const form = make('form', {}, make('p', { className: 'hint' }, say('compare-hint')),
      make('div', { className: 'fields' }, labelled('with', other), labelled('compared-most', most)),
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
    } else if (shown && shown !== stage.fields) {
      compare();
    }
  });
  return {
    speak,
    stop: () => running.abort(),
    end,
    begin: (id) => {
      other.value = id;
      return compare();
    },
  };
}
