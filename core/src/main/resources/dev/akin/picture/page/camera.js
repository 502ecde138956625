/** From where a map is seen. */

const NEAR = 0.01;
const FIELD = 2.4; // how much further than the reach an eye stands so that all is seen

/** An eye above a plane, or around a space. Screen coordinates are CSS pixels from the upper left corner. */
export class Camera {
  /** @param {{dimensions: number, box: {middle: number[], reach: number}}} points */
  constructor(points) {
    this.dimensions = points.dimensions;
    this.box = points.box;
    this.width = 1;
    this.height = 1;
    this.matrix = new Float32Array(16);
    this.fit();
  }

  /** All of it is seen. */
  fit() {
    this.middle = [...this.box.middle];
    this.zoom = 1;
    this.yaw = 0.6;
    this.pitch = 0.35;
    this.update();
  }

  /** @param {number} width @param {number} height in CSS pixels */
  resize(width, height) {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    this.update();
  }

  /** Pixels for a unit of the map, in its plane or at its middle. @returns {number} */
  get scale() {
    return (0.47 * Math.min(this.width, this.height) * this.zoom) / this.box.reach;
  }

  /** What can be put into an address. @returns {number[]} */
  get state() {
    const numbers = [...this.middle.slice(0, this.dimensions), this.zoom];
    return this.dimensions === 3 ? [...numbers, this.yaw, this.pitch] : numbers;
  }

  /** @param {number[]} state as it was; anything else is left alone */
  set state(state) {
    if (state.length !== (this.dimensions === 3 ? 6 : 3) || !state.every(Number.isFinite)) {
      return;
    }
    this.middle = this.dimensions === 3 ? state.slice(0, 3) : [state[0], state[1], 0];
    this.zoom = Math.min(1e5, Math.max(0.2, state[this.dimensions]));
    [this.yaw, this.pitch] = this.dimensions === 3 ? state.slice(4) : [this.yaw, this.pitch];
    this.update();
  }

  /** Computes the matrix, column by column, from the map to the clip space of WebGL. */
  update() {
    const sx = (2 * this.scale) / this.width;
    const sy = (2 * this.scale) / this.height;
    const [x, y, z] = this.middle;
    if (this.dimensions === 2) {
      this.matrix.set([sx, 0, 0, 0, 0, sy, 0, 0, 0, 0, 0, 0, -x * sx, -y * sy, 0, 1]);
      return;
    }
    const [cy, ny, cp, np] = [Math.cos(this.yaw), Math.sin(this.yaw), Math.cos(this.pitch), Math.sin(this.pitch)];
    const right = [cy, 0, -ny];
    const up = [-ny * np, cp, -cy * np];
    const back = [ny * cp, np, cy * cp];
    const away = (FIELD * this.box.reach) / Math.min(1, this.zoom);
    const depth = away + 4 * this.box.reach;
    const a = (depth + NEAR * away) / (depth - NEAR * away);
    const dot = (v) => v[0] * x + v[1] * y + v[2] * z;
    for (let c = 0; c < 4; c++) {
      const part = (v) => (c < 3 ? v[c] : -dot(v));
      const behind = (c < 3 ? -back[c] : dot(back) + away) / away; // 1 at the middle
      this.matrix.set([sx * part(right), sy * part(up), a * behind - (c === 3 ? 2 * NEAR * a : 0), behind], 4 * c);
    }
  }

  /**
   * Where a place is on the screen.
   * @param {Float32Array} places
   * @param {number} at where its numbers begin
   * @param {number[]} out x, y and the distance (1 at the middle); below 0 it is behind the eye
   */
  project(places, at, out) {
    const m = this.matrix;
    const x = places[at];
    const y = places[at + 1];
    const z = this.dimensions === 3 ? places[at + 2] : 0;
    const w = m[3] * x + m[7] * y + m[11] * z + m[15];
    out[0] = ((m[0] * x + m[4] * y + m[8] * z + m[12]) / w + 1) * 0.5 * this.width;
    out[1] = (1 - (m[1] * x + m[5] * y + m[9] * z + m[13]) / w) * 0.5 * this.height;
    out[2] = w;
  }

  /** The place in the plane under a pixel. @param {number} px @param {number} py @returns {number[]} */
  under(px, py) {
    return [
      this.middle[0] + (px - this.width / 2) / this.scale,
      this.middle[1] - (py - this.height / 2) / this.scale,
    ];
  }

  /** Moves the plane by pixels, or turns the space. @param {number} dx @param {number} dy */
  drag(dx, dy) {
    if (this.dimensions === 2) {
      this.middle[0] -= dx / this.scale;
      this.middle[1] += dy / this.scale;
    } else {
      this.yaw -= dx * 0.006;
      this.pitch = Math.max(-1.55, Math.min(1.55, this.pitch + dy * 0.006));
    }
    this.update();
  }

  /** Makes it larger, with what is under a pixel staying there. @param {number} factor @param {number} px @param {number} py */
  magnify(factor, px = this.width / 2, py = this.height / 2) {
    const before = this.under(px, py);
    this.zoom = Math.min(1e5, Math.max(0.2, this.zoom * factor));
    if (this.dimensions === 2) {
      const after = this.under(px, py);
      this.middle[0] += before[0] - after[0];
      this.middle[1] += before[1] - after[1];
    }
    this.update();
  }

  /** Puts a place into the middle. @param {Float32Array} places @param {number} row @param {number} [zoom] at least so large */
  lookAt(places, row, zoom = 1) {
    const at = row * this.dimensions;
    this.middle = [places[at], places[at + 1], this.dimensions === 3 ? places[at + 2] : 0];
    this.zoom = Math.max(this.zoom, zoom);
    this.update();
  }
}
