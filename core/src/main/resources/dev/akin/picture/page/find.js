/** Which point is under the pointer, and which are inside a line drawn around them. */

const NEAR = 12; // pixels

/**
 * The row whose point is nearest to a pixel.
 * @param {import('akin/points.js').Points} points
 * @param {import('akin/camera.js').Camera} camera
 * @param {import('akin/grid.js').Grid|undefined} grid
 * @param {number} px @param {number} py
 * @param {Uint8Array|undefined} only rows that count
 * @returns {number} -1 if none is near
 */
export function nearest(points, camera, grid, px, py, only) {
  const out = [0, 0, 0];
  let best = -1;
  let least = NEAR * NEAR;
  let front = Infinity;
  const look = (row) => {
    if (only && !only[row]) {
      return;
    }
    camera.project(points.places, row * points.dimensions, out);
    const far = (out[0] - px) ** 2 + (out[1] - py) ** 2;
    const before = camera.dimensions === 3 && far < 25 && least < 25 && out[2] < front;
    if (out[2] > 0.05 && far < NEAR * NEAR && (far < least || before)) {
      [best, least, front] = [row, far, out[2]];
    }
  };
  if (grid) {
    const [left, high] = camera.under(px - NEAR, py - NEAR);
    const [right, low] = camera.under(px + NEAR, py + NEAR);
    grid.visit([left, low, right, high], look);
  } else {
    for (let row = 0; row < points.rows; row++) {
      look(row);
    }
  }
  return best;
}

/** Whether a pixel lies inside a polygon: an odd number of sides lies to its left. @returns {boolean} */
function inside(polygon, x, y) {
  let odd = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [ax, ay] = polygon[i];
    const [bx, by] = polygon[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) {
      odd = !odd;
    }
  }
  return odd;
}

/**
 * The rows inside a polygon.
 * @param {import('akin/points.js').Points} points
 * @param {import('akin/camera.js').Camera} camera
 * @param {number[][]} polygon corners in pixels
 * @param {Uint8Array|undefined} only rows that count
 * @returns {number[]} in their order
 */
export function within(points, camera, polygon, only) {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const out = [0, 0, 0];
  const rows = [];
  for (let row = 0; row < points.rows; row++) {
    camera.project(points.places, row * points.dimensions, out);
    const [x, y, w] = out;
    if (x >= left && x <= right && y >= top && y <= bottom && w > 0.05 && (!only || only[row]) && inside(polygon, x, y)) {
      rows.push(row);
    }
  }
  return rows;
}
