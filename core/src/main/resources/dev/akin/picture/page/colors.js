/** Colours of points: of groups, and of numbers. People with any kind of colour vision tell them apart. */

import { theme } from 'akin/theme.js';
import { rounded, written } from 'akin/words.js';

/** After Okabe and Ito (2008), and lighter or darker ones of the same hues. */
const GROUPS = {
  light: ['#0072b2', '#e69f00', '#009e73', '#d55e00', '#56b4e9', '#cc79a7', '#8f7d00', '#4b4f6b',
    '#7aa9d6', '#f3c66b', '#77c7aa', '#eb9a63', '#a5d6f3', '#e3b5cd', '#c4b75a', '#9296b0'],
  dark: ['#3c9fe0', '#f0b429', '#1fc295', '#f27a2e', '#8fd3ff', '#e08fbd', '#f0e442', '#b9bfd8',
    '#24648f', '#93701c', '#14785d', '#974c1d', '#55809c', '#8b5975', '#948d2a', '#6d7288'],
};

/** From little to much: viridis (van der Walt, Smith 2015). */
const RAMP = ['#440154', '#482878', '#3e4989', '#31688e', '#26828e', '#1f9e89', '#35b779', '#6ece58', '#b5de2b', '#fde725'];

/** Those of which nothing is known. */
const NONE = { light: '#b4bac2', dark: '#59626d' };
const ALONE = { light: '#2b6cb0', dark: '#6cb0f0' };

/** @param {string} css @returns {number[]} */
const rgb = (css) => [1, 3, 5].map((i) => parseInt(css.slice(i, i + 2), 16));

/** The colour of a share between 0 and 1; neither end fades into the paper. @param {number} share @returns {number[]} */
function ramp(share) {
  const seen = theme() === 'dark' ? 0.2 + 0.8 * share : 0.93 * share;
  const place = Math.max(0, Math.min(1, seen)) * (RAMP.length - 1);
  const lower = Math.min(Math.floor(place), RAMP.length - 2);
  const [a, b] = [rgb(RAMP[lower]), rgb(RAMP[lower + 1])];
  return a.map((from, i) => Math.round(from + (b[i] - from) * (place - lower)));
}

/** @param {number[]} color @returns {string} */
const css = (color) => `rgb(${color.join(' ')})`;

/**
 * What points look like, and what that means. Labels are made when they are shown: the language may have changed.
 *
 * @typedef {{colors: Uint8Array, legend: {label: () => string, color: string, code?: number}[]}} Painted
 */

/** Whether it is so of any row. @param {number} rows @param {(row: number) => boolean} so @returns {boolean} */
function some(rows, so) {
  for (let row = 0; row < rows; row++) {
    if (so(row)) {
      return true;
    }
  }
  return false;
}

/** All in one colour. @param {number} rows @returns {Painted} */
export function plain(rows) {
  const one = rgb(ALONE[theme()]);
  return { colors: filled(rows, () => one), legend: [] };
}

/** @param {number} rows @param {(row: number) => number[]} color @returns {Uint8Array} */
function filled(rows, color) {
  const colors = new Uint8Array(4 * rows);
  for (let row = 0; row < rows; row++) {
    const [r, g, b] = color(row);
    colors[4 * row] = r;
    colors[4 * row + 1] = g;
    colors[4 * row + 2] = b;
    colors[4 * row + 3] = 255;
  }
  return colors;
}

/**
 * By groups: the largest get the colours that are told apart best; those for which none is left are grey.
 * @param {number} rows
 * @param {ArrayLike<number>} codes the group of each row, below 0: none
 * @param {(code: number) => string} name
 * @param {() => string} others how those without a colour are called
 * @returns {Painted}
 */
export function byGroup(rows, codes, name, others) {
  const sizes = new Map();
  for (let row = 0; row < rows; row++) {
    const code = codes[row];
    if (code >= 0) {
      sizes.set(code, (sizes.get(code) ?? 0) + 1);
    }
  }
  const palette = GROUPS[theme()];
  const order = [...sizes].sort((a, b) => b[1] - a[1]).slice(0, palette.length).map(([code]) => code);
  const none = rgb(NONE[theme()]);
  const of = new Map(order.map((code, i) => [code, rgb(palette[i])]));
  const legend = order.map((code, i) => ({ label: () => `${name(code)} · ${written(sizes.get(code))}`, color: palette[i], code }));
  const left = sizes.size > order.length || some(rows, (row) => !(codes[row] >= 0));
  return {
    colors: filled(rows, (row) => of.get(codes[row]) ?? none),
    legend: left ? [...legend, { label: others, color: NONE[theme()] }] : legend,
  };
}

/**
 * By numbers.
 * @param {number} rows
 * @param {ArrayLike<number|null>} numbers
 * @param {{logarithmic?: boolean, least?: number, most?: number, missing?: () => string}} [scale] missing ends are those of the numbers;
 *   `missing` is how rows without a number are called
 * @returns {Painted}
 */
export function byNumber(rows, numbers, { logarithmic = false, least = Infinity, most = -Infinity, missing = undefined } = {}) {
  const is = (row) => numbers[row] !== null && Number.isFinite(numbers[row]);
  let [low, high] = [least, most];
  if (!Number.isFinite(least) || !Number.isFinite(most)) {
    for (let row = 0; row < rows; row++) {
      if (is(row)) {
        low = Math.min(low, numbers[row]);
        high = Math.max(high, numbers[row]);
      }
    }
  }
  const value = (x) => (logarithmic ? Math.log(Math.max(1, x)) : x);
  const span = value(high) - value(low) || 1;
  const steps = Array.from({ length: 256 }, (unused, i) => ramp(i / 255));
  const none = rgb(NONE[theme()]);
  const share = (x) => Math.max(0, Math.min(255, Math.round((255 * (value(x) - value(low))) / span)));
  const back = (part) => (logarithmic ? Math.exp(value(low) + part * span) : low + part * span);
  const text = (x) => (logarithmic ? written(Math.round(x)) : rounded(x));
  return {
    colors: filled(rows, (row) => (is(row) ? steps[share(numbers[row])] : none)),
    legend: [...(low > high ? [] : [0, 0.25, 0.5, 0.75, 1].map((part) => ({ label: () => text(back(part)), color: css(ramp(part)) }))),
      ...(missing && some(rows, (row) => !is(row)) ? [{ label: missing, color: NONE[theme()] }] : [])],
  };
}
