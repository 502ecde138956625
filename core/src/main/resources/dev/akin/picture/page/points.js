/**
 * What a map shows, the same for a server's model and for a page of its own.
 *
 * Row `i` is the `i`-th key. `places` holds `dimensions` numbers a row, row by row; those of rows that hold no numbers are NaN.
 * `label` says what a row is called where that is not its key.
 * `counts` is there where keys were counted, and the first rows are then the most frequent.
 *
 * @typedef {{keys: string[], label?: (row: number) => string, counts?: number[], dimensions: 2|3, places: Float32Array}} PointData
 */

/** Where the points of a map lie, and in what space. */
export class Points {
  /** @param {PointData} data */
  constructor(data) {
    const { keys, label = (row) => keys[row], counts, dimensions, places } = data;
    if (places.length % dimensions !== 0) {
      throw new Error(`${places.length} numbers are no places in ${dimensions} dimensions`);
    }
    this.keys = keys;
    this.label = label;
    this.counts = counts;
    this.dimensions = dimensions;
    this.places = places;
    this.rows = places.length / dimensions;
    this.box = bounds(places, dimensions);
  }

  /** Whether a row has a place. @param {number} row @returns {boolean} */
  has(row) {
    return row < this.rows && !Number.isNaN(this.places[row * this.dimensions]);
  }
}

/**
 * The middle of all places, and half the longest side around it; 1 where all are the same.
 * @param {Float32Array} places
 * @param {number} dimensions
 * @returns {{middle: number[], reach: number}}
 */
export function bounds(places, dimensions) {
  const least = new Array(dimensions).fill(Infinity);
  const most = new Array(dimensions).fill(-Infinity);
  for (let i = 0; i < places.length; i += dimensions) {
    for (let d = 0; d < dimensions; d++) {
      const at = places[i + d];
      least[d] = at < least[d] ? at : least[d];
      most[d] = at > most[d] ? at : most[d];
    }
  }
  const sides = least.map((from, d) => (most[d] - from) / 2);
  const reach = Math.max(...sides);
  return {
    middle: [0, 1, 2].map((d) => (d < dimensions && Number.isFinite(least[d]) ? (least[d] + most[d]) / 2 : 0)),
    reach: reach > 0 && Number.isFinite(reach) ? reach : 1,
  };
}
