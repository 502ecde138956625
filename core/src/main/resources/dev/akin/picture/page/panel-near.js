/** The neighbours of the key that was chosen. */

import { make } from 'akin/element.js';
import { keyList, neighborList, trouble } from 'akin/lists.js';
import { exhibit, hush } from 'akin/media.js';
import { say, written } from 'akin/words.js';

const COUNT = 20;

/** @param {import('akin/stage.js').Stage} stage @param {HTMLElement} place */
export function nearPanel(stage, place) {
  let running = new AbortController();
  const found = make('div');
  const seen = make('div');

  /** What is in sight, for those who do not see it and for those who use keys. */
  const tellSeen = () => {
    const rows = (stage.view.seen ?? []).slice(0, 12);
    seen.replaceChildren(...(rows.length && stage.row < 0
      ? [make('h2', {}, say('in-sight')), keyList(stage, rows.map(({ row }) => ({ key: stage.points.keys[row], row })))]
      : []));
  };

  const facts = (row) => {
    const { counts, rows } = stage.model;
    return counts ? [make('p', { className: 'hint' }, `${say('frequency', { count: counts[row] })} · ${say('rank', { rank: row + 1 })}`)]
      : [make('p', { className: 'hint' }, `${say('rank', { rank: row + 1 })} / ${written(rows)}`)];
  };

  const show = async () => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const { row, model } = stage;
    tellSeen();
    hush();
    if (row < 0) {
      found.replaceChildren(make('p', { className: 'hint' }, say('near-hint')));
      return;
    }
    const key = model.keys[row];
    const shown = exhibit(model, row, stage.byHand);
    stage.byHand = false;
    try {
      const answer = await model.ask('neighbors', { key, k: COUNT }, signal);
      found.replaceChildren(make('div', { className: 'head' }, make('h2', {}, model.label(row))), ...facts(row),
        ...shown, make('h3', {}, say('near-of', { key: model.label(row) })), neighborList(stage, answer),
        make('p', { className: 'hint' }, say('measure', { name: say(answer.measure) })));
      stage.ring([row, ...answer.neighbors.map((one) => one.row)]);
    } catch (failure) {
      if (!signal.aborted) {
        found.replaceChildren(trouble(failure, () => {}));
      }
    }
  };

  place.replaceChildren(found, seen);
  stage.addEventListener('chosen', show);
  stage.addEventListener('loaded', show);
  stage.addEventListener('seen', tellSeen);
  return { speak: () => stage.model && show() };
}
