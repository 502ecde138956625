/** Which keys are written on a map: the first of those in sight that do not lie on one another. */

const MOST = 140;
const MOST_PICTURED = 320; // of labels and pictures
const SIDE = [36, 84]; // of pictures, in wide views and in narrow ones
const SCANNED = 24000; // rows looked at in a wide view: the most frequent
const GATHERED = 6000; // rows looked at in a narrow one: all of it
const HEIGHT = 15;
const LONGEST = 28;

/** A key as it is written: long ones are cut. @param {string} key @returns {string} */
export function shortened(key) {
  if (key.length <= LONGEST) {
    return key.replaceAll('_', ' ');
  }
  const letters = [...key.replaceAll('_', ' ')];
  return letters.length <= LONGEST ? letters.join('') : `${letters.slice(0, LONGEST - 1).join('')}…`;
}

/** Squares of the screen that are taken. */
class Taken {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    this.across = Math.floor(width / 8);
    this.down = Math.ceil(height / 8) + 1;
    this.cells = new Uint8Array(this.across * this.down);
  }

  /** Whether the cells of a label's left end are free: most that find no room fail here, before they are put into letters. @returns {boolean} */
  begins(left, top, height) {
    const x = Math.floor(left / 8);
    const y1 = Math.floor((top + height) / 8);
    for (let y = Math.floor(top / 8); y <= y1; y++) {
      if (this.cells[y * this.across + x]) {
        return false;
      }
    }
    return true;
  }

  /** Takes a rectangle if it is free and on the screen. @returns {boolean} */
  take(left, top, width, height) {
    const [x0, y0] = [Math.floor(left / 8), Math.floor(top / 8)];
    const [x1, y1] = [Math.floor((left + width) / 8), Math.floor((top + height) / 8)];
    if (x0 < 0 || y0 < 0 || x1 >= this.across || y1 >= this.down) {
      return false;
    }
    for (let y = y0; y <= y1; y++) {
      for (let x = x0; x <= x1; x++) {
        if (this.cells[y * this.across + x]) {
          return false;
        }
      }
    }
    for (let y = y0; y <= y1; y++) {
      this.cells.fill(1, y * this.across + x0, y * this.across + x1 + 1);
    }
    return true;
  }
}

/** Places labels, and remembers how wide they are. */
export class Labels {
  /** @param {CanvasRenderingContext2D} context with the font that they are written in */
  constructor(context) {
    this.context = context;
    this.widths = new Map();
  }

  /** @param {string} text @returns {number} */
  width(text) {
    let known = this.widths.get(text);
    if (known === undefined) {
      known = this.context.measureText(text).width;
      this.widths.set(text, known);
    }
    return known;
  }

  /**
   * The rows that a view may name, the most important first.
   * @param {import('akin/points.js').Points} points
   * @param {import('akin/camera.js').Camera} camera
   * @param {import('akin/grid.js').Grid|undefined} grid
   * @returns {Iterable<number>|undefined} undefined: all from the first on
   */
  candidates(points, camera, grid) {
    if (!grid) {
      return undefined;
    }
    const [left, high] = camera.under(0, 0);
    const [right, low] = camera.under(camera.width, camera.height);
    if (grid.count([left, low, right, high]) > GATHERED) {
      return undefined;
    }
    const rows = [];
    grid.visit([left, low, right, high], (row) => rows.push(row));
    return Uint32Array.from(rows).sort();
  }

  /**
   * Where labels go.
   * @param {import('akin/points.js').Points} points
   * @param {import('akin/camera.js').Camera} camera
   * @param {import('akin/grid.js').Grid|undefined} grid
   * @param {{first?: number[], only?: Uint8Array, pictures?: import('akin/pictures.js').Pictures, sign?: (row: number) => string}} [wish]
   *   rows that are named whatever else is; a row is left out where `only` is 0; those that `pictures` has are shown by them; what
   *   stands before a name
   * @returns {{row: number, text: string, x: number, y: number, side?: number}[]} the left end of each and the middle of its height; of a
   *   picture its middle and how much room it has
   */
  place(points, camera, grid, { first = [], only = undefined, pictures = undefined, sign = () => '' } = {}) {
    const side = Math.round(Math.min(SIDE[1], SIDE[0] * Math.max(1, camera.zoom) ** 0.25));
    const taken = new Taken(camera.width, camera.height);
    const found = [];
    const out = [0, 0, 0];
    const named = new Set(first);
    const put = (row) => {
      if (!points.has(row)) {
        return;
      }
      camera.project(points.places, row * points.dimensions, out);
      const [x, y] = [out[0] + 7, out[1]];
      if (out[2] <= 0.05 || x < 0 || y < 0 || x > camera.width || y > camera.height) {
        return;
      }
      if (pictures?.is(row)) {
        const middle = (at, room) => Math.max(side / 2, Math.min(room - side / 2 - 8, at)); // none is cut off at the edge
        const [mx, my] = [middle(out[0], camera.width), middle(y, camera.height)];
        if (taken.take(mx - side / 2, my - side / 2, side, side)) {
          found.push({ row, text: points.label(row), x: mx, y: my, side });
        }
        return;
      }
      if (!taken.begins(x - 9, y - HEIGHT / 2, HEIGHT)) {
        return;
      }
      const text = sign(row) + shortened(points.label(row));
      if (taken.take(x - 9, y - HEIGHT / 2, this.width(text) + 12, HEIGHT)) {
        found.push({ row, text, x, y });
      }
    };
    first.forEach(put);
    const rows = this.candidates(points, camera, grid);
    const end = rows ? rows.length : Math.min(points.rows, SCANNED);
    const most = pictures ? MOST_PICTURED : MOST;
    for (let i = 0; i < end && found.length < most; i++) {
      const row = rows ? rows[i] : i;
      if (!named.has(row) && (!only || only[row])) {
        put(row);
      }
    }
    return found;
  }
}
