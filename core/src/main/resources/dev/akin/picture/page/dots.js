/** Points drawn by the processor, for browsers without WebGL 2: fewer, and as discs without shading. */

import { Mark, order, width } from 'akin/scatter.js';

const MOST = 20000;
const STEPS = 4; // widths of a disc that are told apart, for a pixel

/** Paints discs into pixels. */
class Discs {
  /** @param {ImageData} image */
  constructor(image) {
    this.image = image;
    this.masks = new Map();
  }

  /** The pixels of a disc: how far each is from its middle, and how much of it is covered. @param {number} wide @returns {number[][]} */
  mask(wide) {
    const key = Math.round(wide * STEPS);
    if (!this.masks.has(key)) {
      const radius = key / STEPS / 2;
      const reach = Math.ceil(radius + 0.5);
      const pixels = [];
      for (let y = -reach; y <= reach; y++) {
        for (let x = -reach; x <= reach; x++) {
          const covered = Math.min(1, radius + 0.5 - Math.hypot(x, y));
          if (covered > 0) {
            pixels.push([x, y, covered]);
          }
        }
      }
      this.masks.set(key, pixels);
    }
    return this.masks.get(key);
  }

  /** @param {number} x @param {number} y @param {number} wide all in pixels @param {ArrayLike<number>} color @param {number} at where its red is */
  paint(x, y, wide, color, at) {
    const { width: across, height: down, data } = this.image;
    const [px, py] = [Math.round(x), Math.round(y)];
    for (const [dx, dy, covered] of this.mask(wide)) {
      const [qx, qy] = [px + dx, py + dy];
      if (qx >= 0 && qy >= 0 && qx < across && qy < down) {
        const pixel = 4 * (qy * across + qx);
        for (let c = 0; c < 3; c++) {
          data[pixel + c] += covered * (color[at + c] - data[pixel + c]);
        }
      }
    }
  }
}

/** Draws points on a canvas as {@link Scatter} does, up to `most` of them. */
export class Dots {
  /** @param {HTMLCanvasElement} canvas that has no context yet */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d', { alpha: false });
    this.most = MOST;
    this.paper = [1, 1, 1];
    this.quiet = [0.8, 0.8, 0.8, 1];
  }

  /** @param {import('akin/points.js').Points} points */
  setPoints(points) {
    this.points = points;
  }

  /** @param {Uint8Array} colors red, green, blue and 255 for each row */
  setColors(colors) {
    this.colors = colors;
  }

  /** @param {Uint8Array} marks a {@link Mark} for each row */
  setMarks(marks) {
    this.marks = marks;
  }

  /** An image of nothing but paper. @returns {ImageData} */
  blank() {
    const { width: across, height: down } = this.canvas;
    const image = this.context.createImageData(across, down);
    const [r, g, b] = this.paper.map((share) => Math.round(255 * share));
    new Uint32Array(image.data.buffer).fill(new Uint32Array(Uint8Array.of(r, g, b, 255).buffer)[0]);
    return image;
  }

  /** Rows as they are painted, one over the other; in space the farthest first. @returns {number[][]} row, x, y, distance */
  placed(camera) {
    const { points, marks } = this;
    const found = [];
    const out = [0, 0, 0];
    for (const row of order(marks)) {
      camera.project(points.places, row * points.dimensions, out);
      if (out[2] > 0.05) {
        found.push([row, ...out]);
      }
    }
    return camera.dimensions === 3 ? found.sort((a, b) => b[3] - a[3]) : found;
  }

  /** Draws. @param {import('akin/camera.js').Camera} camera @param {number} ratio pixels of the canvas for one of CSS */
  draw(camera, ratio) {
    const image = this.blank();
    const discs = new Discs(image);
    const size = width(this.points.rows, camera.zoom) * ratio;
    const quiet = this.quiet.map((share) => 255 * share);
    for (const [row, x, y, away] of this.placed(camera)) {
      const wide = Math.min(40, Math.max(1, size / away)) * (this.marks[row] === Mark.FRONT ? 1.5 : 1);
      const dim = this.marks[row] === Mark.QUIET;
      discs.paint(x * ratio, y * ratio, wide, dim ? quiet : this.colors, dim ? 0 : 4 * row);
    }
    this.context.putImageData(image, 0, 0);
  }
}
