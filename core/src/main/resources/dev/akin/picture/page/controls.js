/** What can be chosen above the map. */

import { make } from 'akin/element.js';
import { say } from 'akin/words.js';

const LIMITS = [1000, 10000, 100000, 1000000];
const USUAL = 100000;

/** Fills a list. @param {HTMLSelectElement} list @param {string[][]} options value and text of each @param {string} chosen else the first */
export function offer(list, options, chosen) {
  list.replaceChildren(...options.map(([value, label]) => make('option', { value }, label)));
  list.value = options.some(([value]) => value === chosen) ? chosen : options[0]?.[0] ?? '';
}

/** What can be coloured by. @param {HTMLSelectElement} list @param {import('akin/stage.js').Stage} stage */
export function offerColors(list, stage) {
  const { model, numbers } = stage;
  offer(list, [['none', say('color-none')], ...(model.counted ? [['count', say('color-count')]] : []),
    ...(model.kinds ? [['kind', say('color-kind')]] : []), ['cluster', say('color-cluster')], ...(model.columns ?? []).map((one) => [`column:${one.name}`, one.name]),
    ...(numbers ? [['numbers', say(`color-${numbers.name}`)]] : [])], stage.coloring ?? stage.by);
}

/**
 * How many points may be asked for.
 * @param {HTMLSelectElement} list
 * @param {number} rows
 * @param {number} most that can be drawn
 * @param {number} wanted
 */
export function offerLimits(list, rows, most, wanted) {
  const last = Math.min(rows, most, LIMITS.at(-1));
  const offered = [...LIMITS.filter((limit) => limit < last), last];
  const chosen = offered.includes(wanted) ? wanted : offered.findLast((limit) => limit <= USUAL) ?? last;
  const text = (limit) => say(limit === rows ? 'all-points' : 'points', { rows: limit });
  offer(list, offered.map((limit) => [String(limit), text(limit)]), String(chosen));
}
