/** What is seen, in the address of the page, so that it can be sent to somebody, and so that Back goes back. */

/** What another map, or another word, is told by: here Back stops. */
const STOPS = ['model', 'method', 'space', 'limit', 'metric', 'perplexity', 'iterations', 'neighbors', 'min-distance', 'seed', 'key', 'with'];

const KNOWN = [...STOPS, 'color', 'panel', 'view'];

/** @returns {Object<string, string>} what the address says */
export function read() {
  const fields = new URLSearchParams(location.search);
  return Object.fromEntries(KNOWN.filter((name) => fields.get(name)).map((name) => [name, fields.get(name)]));
}

/**
 * @param {Object<string, string|undefined>} state those that are undefined or empty are left out
 * @param {boolean} [stop] whether Back may stop at what was seen before
 */
export function write(state, stop = true) {
  const before = read();
  const fields = KNOWN.filter((name) => state[name]).map((name) => [name, state[name]]);
  const other = stop && STOPS.some((name) => (before[name] ?? '') !== (state[name] ?? ''));
  history[other ? 'pushState' : 'replaceState'](null, '', `${location.pathname}?${new URLSearchParams(fields)}`);
}

/** A view as text. @param {number[]} numbers @returns {string} */
export const packed = (numbers) => numbers.map((x) => Number(x.toPrecision(6))).join(',');

/** @param {string|undefined} text @returns {number[]} */
export const unpacked = (text) => (text ? text.split(',').map(Number) : []);
