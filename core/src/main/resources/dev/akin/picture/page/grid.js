/** Squares over the plane of a map, to find the points of a place without going through all. */

const FEW = 4; // points a square, on average

export class Grid {
  /** @param {import('akin/points.js').Points} points in two dimensions */
  constructor(points) {
    const { places, rows, box } = points;
    this.points = points;
    this.side = Math.max(1, Math.min(1024, Math.ceil(Math.sqrt(rows / FEW))));
    this.left = box.middle[0] - box.reach;
    this.low = box.middle[1] - box.reach;
    this.step = (2 * box.reach) / this.side;
    this.from = new Uint32Array(this.side * this.side + 1);
    const cells = new Int32Array(rows).fill(-1);
    for (let i = 0; i < rows; i++) {
      if (points.has(i)) {
        cells[i] = this.row(places[2 * i + 1]) * this.side + this.column(places[2 * i]);
        this.from[cells[i] + 1]++;
      }
    }
    for (let c = 0; c < this.side * this.side; c++) {
      this.from[c + 1] += this.from[c];
    }
    const next = this.from.slice();
    this.members = new Uint32Array(this.from[this.side * this.side]);
    for (let i = 0; i < rows; i++) {
      if (cells[i] >= 0) {
        this.members[next[cells[i]]++] = i;
      }
    }
  }

  /** @param {number} x @returns {number} */
  column(x) {
    return Math.max(0, Math.min(this.side - 1, Math.floor((x - this.left) / this.step)));
  }

  /** @param {number} y @returns {number} */
  row(y) {
    return Math.max(0, Math.min(this.side - 1, Math.floor((y - this.low) / this.step)));
  }

  /** How many points are in the squares of a rectangle. @param {number[]} r left, low, right, high @returns {number} */
  count([left, low, right, high]) {
    let sum = 0;
    for (let y = this.row(low); y <= this.row(high); y++) {
      sum += this.from[y * this.side + this.column(right) + 1] - this.from[y * this.side + this.column(left)];
    }
    return sum;
  }

  /** Goes through the points in the squares of a rectangle. @param {number[]} r @param {(row: number) => void} each */
  visit([left, low, right, high], each) {
    for (let y = this.row(low); y <= this.row(high); y++) {
      const end = this.from[y * this.side + this.column(right) + 1];
      for (let i = this.from[y * this.side + this.column(left)]; i < end; i++) {
        each(this.members[i]);
      }
    }
  }
}
