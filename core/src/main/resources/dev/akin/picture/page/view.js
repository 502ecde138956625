/** A map on the page: points, above them labels and rings. It draws only when something has changed. */

import { Camera } from 'akin/camera.js';
import { Dots } from 'akin/dots.js';
import { make } from 'akin/element.js';
import { nearest, within } from 'akin/find.js';
import { Grid } from 'akin/grid.js';
import { Labels } from 'akin/labels.js';
import { Mark, Scatter } from 'akin/scatter.js';

const FONT = '12px system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif';
const BOLD = `600 ${FONT}`;

/** @param {string} css as rgb(r, g, b) @returns {number[]} shares of red, green, blue */
const shares = (css) => css.match(/[\d.]+/g).slice(0, 3).map((part) => Number(part) / 255);

/** What draws points on a canvas of its own: the graphics card, or where WebGL 2 is missing the processor. @returns {Scatter|Dots} */
function painter() {
  const canvas = () => make('canvas', { className: 'below' });
  try {
    return new Scatter(canvas());
  } catch (failure) {
    console.info(`points are drawn without WebGL: ${failure.message}`);
    return new Dots(canvas());
  }
}

export class View {
  /** @param {HTMLElement} place that is filled, and takes the keyboard */
  constructor(place) {
    this.place = place;
    this.scatter = painter();
    this.below = this.scatter.canvas;
    this.above = make('canvas', { className: 'above' });
    place.replaceChildren(this.below, this.above);
    this.context = this.above.getContext('2d');
    this.context.font = FONT;
    this.labels = new Labels(this.context);
    this.rings = [];
    this.under = -1;
    this.pictures = undefined;
    this.sign = () => '';
    this.lasso = [];
    this.times = { script: 0, frames: 0 };
    this.onSeen = () => {};
    this.waiting = false;
    new ResizeObserver(() => this.resize()).observe(place);
  }

  /** @param {import('akin/points.js').Points} points @param {Uint8Array} colors @param {boolean} [stay] keep what is seen */
  show(points, colors, stay = false) {
    const before = stay && this.camera?.dimensions === points.dimensions ? this.camera.state : [];
    this.points = points;
    this.grid = points.dimensions === 2 ? new Grid(points) : undefined;
    this.camera = new Camera(points);
    this.scatter.setPoints(points);
    this.scatter.setColors(colors);
    this.colors = colors;
    if (this.pictures) {
      this.pictures.changed = () => this.draw();
    }
    [this.only, this.rings, this.under] = [undefined, [], -1];
    this.mark();
    this.resize();
    this.camera.state = before;
  }

  /** @param {Uint8Array} colors */
  paint(colors) {
    this.colors = colors;
    this.scatter.setColors(colors);
    this.draw();
  }

  /** Shows some rows, the others in the background; undefined: all. @param {Iterable<number>|undefined} rows */
  choose(rows) {
    this.only = rows && new Uint8Array(this.points.rows);
    for (const row of rows ?? []) {
      this.only[row] = 1;
    }
    this.mark();
    this.draw();
  }

  /** Tells the points what becomes of them. */
  mark() {
    const marks = new Uint8Array(this.points.rows);
    for (let row = 0; row < marks.length; row++) {
      const chosen = !this.only || this.only[row] === 1;
      marks[row] = !this.points.has(row) ? Mark.HIDDEN : chosen ? (this.only ? Mark.FRONT : Mark.PLAIN) : Mark.QUIET;
    }
    this.scatter.setMarks(marks);
  }

  /** Rings around rows, the first the strongest. @param {number[]} rows */
  ring(rows) {
    this.rings = rows.filter((row) => this.points?.has(row));
    this.draw();
  }

  /** Rings one row more, as that under the pointer. @param {number} row -1: none */
  point(row) {
    if (row !== this.under) {
      this.under = this.points?.has(row) ? row : -1;
      this.draw();
    }
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.place;
    this.ratio = Math.min(2, devicePixelRatio || 1);
    for (const canvas of [this.below, this.above]) {
      canvas.width = Math.max(1, Math.round(width * this.ratio));
      canvas.height = Math.max(1, Math.round(height * this.ratio));
    }
    this.camera?.resize(width, height);
    this.theme();
  }

  /** Takes the colours of the page. */
  theme() {
    const style = getComputedStyle(document.documentElement);
    this.ink = style.getPropertyValue('--ink').trim();
    this.paper = style.getPropertyValue('--map').trim();
    this.accent = style.getPropertyValue('--accent').trim();
    this.scatter.paper = shares(this.paper);
    this.scatter.quiet = [...shares(style.getPropertyValue('--far').trim()), 1];
    this.draw();
  }

  /** Draws with the next frame. */
  draw() {
    if (!this.waiting && this.camera) {
      this.waiting = true;
      requestAnimationFrame(() => {
        this.waiting = false;
        this.paintNow();
      });
    }
  }

  paintNow() {
    const began = performance.now();
    this.scatter.draw(this.camera, this.ratio);
    this.write();
    this.times.script += performance.now() - began;
    this.times.frames++;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.onSeen(this.seen), 300);
  }

  /** Labels, rings, and the line of a lasso. */
  write() {
    const { context: c } = this;
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    c.clearRect(0, 0, this.camera.width, this.camera.height);
    c.font = FONT;
    c.textBaseline = 'middle';
    const first = this.under >= 0 ? [this.under, ...this.rings] : this.rings;
    this.seen = this.labels.place(this.points, this.camera, this.grid, { first: first.slice(0, 60), only: this.only, pictures: this.pictures, sign: this.sign });
    this.hang();
    c.lineJoin = 'round';
    c.lineWidth = 3;
    c.strokeStyle = this.paper;
    c.fillStyle = this.ink;
    const strong = new Set([this.under, this.rings[0]]);
    for (const label of this.seen.filter(({ side }) => !side)) {
      c.font = strong.has(label.row) ? BOLD : FONT;
      const x = label.x + (strong.has(label.row) ? 4 : 0);
      c.strokeText(label.text, x, label.y);
      c.fillText(label.text, x, label.y);
    }
    this.circle(first);
    this.outline();
  }

  /** Pictures over their points, framed in the colour of these; what is not here yet is asked for. */
  hang() {
    const { context: c } = this;
    const places = this.seen.filter(({ side }) => side);
    this.pictures?.want(places.map(({ row }) => row));
    for (const { row, x, y, side } of places) {
      const picture = this.pictures.get(row);
      if (picture) {
        const scale = (side - 6) / Math.max(picture.width, picture.height);
        const [wide, high] = [picture.width * scale, picture.height * scale];
        const strong = row === this.under || row === this.rings[0];
        c.fillStyle = strong ? this.accent : `rgb(${this.colors.slice(4 * row, 4 * row + 3).join(' ')})`;
        const frame = strong ? 3 : this.rings.includes(row) ? 2.5 : 1.5;
        c.fillRect(x - wide / 2 - frame, y - high / 2 - frame, wide + 2 * frame, high + 2 * frame);
        c.drawImage(picture, x - wide / 2, y - high / 2, wide, high);
      }
    }
  }

  /** Whether a row is seen as its picture. @param {number} row @returns {boolean} */
  hung(row) {
    return Boolean(this.pictures?.get(row)) && this.seen.some((one) => one.row === row && one.side);
  }

  /** @param {number[]} rows */
  circle(rows) {
    const { context: c } = this;
    const out = [0, 0, 0];
    for (const row of rows.filter((one) => !this.hung(one))) {
      this.camera.project(this.points.places, row * this.points.dimensions, out);
      const strong = row === this.under || row === this.rings[0];
      c.beginPath();
      c.arc(out[0], out[1], strong ? 7 : 5, 0, 2 * Math.PI);
      c.strokeStyle = this.paper;
      c.lineWidth = strong ? 5 : 4;
      c.stroke();
      c.strokeStyle = strong ? this.accent : this.ink;
      c.lineWidth = strong ? 2.5 : 1.25;
      c.stroke();
    }
  }

  outline() {
    const { context: c } = this;
    if (this.lasso.length > 1) {
      c.beginPath();
      this.lasso.forEach(([x, y]) => c.lineTo(x, y));
      c.closePath();
      c.setLineDash([6, 4]);
      c.strokeStyle = this.accent;
      c.lineWidth = 1.5;
      c.stroke();
      c.setLineDash([]);
      c.globalAlpha = 0.12;
      c.fillStyle = this.accent;
      c.fill();
      c.globalAlpha = 1;
    }
  }

  /** The row at a pixel, or -1. @param {number} x @param {number} y @returns {number} */
  at(x, y) {
    const inside = (one) => one.side && Math.abs(one.x - x) < one.side / 2 && Math.abs(one.y - y) < one.side / 2;
    const pictured = this.seen?.find((one) => inside(one) && this.pictures?.get(one.row));
    if (pictured) {
      return pictured.row;
    }
    return this.points ? nearest(this.points, this.camera, this.grid, x, y, this.only) : -1;
  }

  /** The rows inside the lasso, which is then gone. @returns {number[]} */
  caught() {
    const rows = this.lasso.length > 2 ? within(this.points, this.camera, this.lasso, undefined) : [];
    this.lasso = [];
    this.draw();
    return rows;
  }

}

/** What is seen on maps, side by side, as a PNG. @param {View[]} views @returns {Promise<Blob>} */
export function picture(views) {
  const whole = make('canvas', {
    width: views.reduce((sum, { below }) => sum + below.width, 0),
    height: Math.max(...views.map(({ below }) => below.height)),
  });
  const c = whole.getContext('2d');
  let left = 0;
  for (const view of views) {
    view.paintNow(); // WebGL keeps what it drew only until the script ends
    c.drawImage(view.below, left, 0);
    c.drawImage(view.above, left, 0);
    left += view.below.width;
  }
  return new Promise((resolve) => {
    whole.toBlob(resolve, 'image/png');
  });
}
