/** What is seen, in the address of the page, so that it can be sent to somebody. */

const KNOWN = ['model', 'method', 'space', 'limit', 'color', 'key', 'panel', 'with', 'view'];

/** @returns {Object<string, string>} what the address says */
export function read() {
  const fields = new URLSearchParams(location.search);
  return Object.fromEntries(KNOWN.filter((name) => fields.get(name)).map((name) => [name, fields.get(name)]));
}

/** @param {Object<string, string|undefined>} state those that are undefined or empty are left out */
export function write(state) {
  const fields = KNOWN.filter((name) => state[name]).map((name) => [name, state[name]]);
  history.replaceState(null, '', `${location.pathname}?${new URLSearchParams(fields)}`);
}

/** A view as text. @param {number[]} numbers @returns {string} */
export const packed = (numbers) => numbers.map((x) => Number(x.toPrecision(6))).join(',');

/** @param {string|undefined} text @returns {number[]} */
export const unpacked = (text) => (text ? text.split(',').map(Number) : []);
