/** All points in one draw call of WebGL 2. */

const VERTEX = `#version 300 es
precision highp float;
uniform mat4 view;
uniform float size;
uniform float edge;
uniform vec4 quiet;
layout(location = 0) in vec3 place;
layout(location = 1) in vec4 color;
layout(location = 2) in float mark;
out vec4 paint;
out float wide;
void main() {
  gl_Position = view * vec4(place, 1.0);
  wide = clamp(size / max(gl_Position.w, 0.05), 1.0, 40.0) * (mark > 2.5 ? 1.5 : 1.0) + edge;
  gl_PointSize = wide;
  paint = mark > 1.5 && mark < 2.5 ? quiet : color;
}`;

const FRAGMENT = `#version 300 es
precision highp float;
uniform float edge;
in vec4 paint;
in float wide;
out vec4 shown;
void main() {
  float inside = wide * (0.5 - length(gl_PointCoord - 0.5)); // pixels
  if (inside < 0.0) discard;
  shown = vec4(paint.rgb, edge > 0.0 ? min(inside, 1.0) : 1.0);
}`;

/**
 * The width of a point: the fewer and the nearer, the wider.
 * @param {number} rows
 * @param {number} zoom
 * @returns {number} in CSS pixels
 */
export function width(rows, zoom) {
  const least = Math.max(1.25, 6.5 - Math.log10(Math.max(10, rows)));
  return Math.min(12, least * Math.max(1, zoom) ** 0.22);
}

/** What becomes of a point: not drawn, as it is, in the background, in front. */
export const Mark = Object.freeze({ HIDDEN: 0, PLAIN: 1, QUIET: 2, FRONT: 3 });

/**
 * Rows as they are drawn, one over the other: those in the background first, the first row last, so that the most frequent is seen.
 * @param {Uint8Array} marks
 * @returns {Uint32Array} without those that are hidden
 */
export function order(marks) {
  const rows = new Uint32Array(marks.length);
  let count = 0;
  const put = (wanted) => {
    for (let row = marks.length - 1; row >= 0; row--) {
      if (wanted(marks[row])) {
        rows[count++] = row;
      }
    }
  };
  put((mark) => mark === Mark.QUIET);
  put((mark) => mark === Mark.PLAIN || mark === Mark.FRONT);
  return rows.subarray(0, count);
}

/** @param {WebGL2RenderingContext} gl @param {number} kind @param {string} source @returns {WebGLShader} */
function shader(gl, kind, source) {
  const made = gl.createShader(kind);
  gl.shaderSource(made, source);
  gl.compileShader(made);
  if (!gl.getShaderParameter(made, gl.COMPILE_STATUS) && !gl.isContextLost()) {
    throw new Error(gl.getShaderInfoLog(made));
  }
  return made;
}

/** Draws points on a canvas. Where WebGL 2 is missing, the constructor throws. */
export class Scatter {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.most = Infinity;
    this.gl = canvas.getContext('webgl2', { antialias: false, alpha: false, powerPreference: 'high-performance' });
    if (!this.gl) {
      throw new Error('WebGL 2');
    }
    this.rows = 0;
    this.paper = [1, 1, 1];
    this.quiet = [0.8, 0.8, 0.8, 1];
    this.build();
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    canvas.addEventListener('webglcontextrestored', () => this.restore());
  }

  /** Makes what lives in the graphics card. */
  build() {
    const { gl } = this;
    this.program = gl.createProgram();
    gl.attachShader(this.program, shader(gl, gl.VERTEX_SHADER, VERTEX));
    gl.attachShader(this.program, shader(gl, gl.FRAGMENT_SHADER, FRAGMENT));
    gl.linkProgram(this.program);
    if (!gl.getProgramParameter(this.program, gl.LINK_STATUS) && !gl.isContextLost()) {
      throw new Error(gl.getProgramInfoLog(this.program));
    }
    this.at = Object.fromEntries(['view', 'size', 'quiet', 'edge'].map((n) => [n, gl.getUniformLocation(this.program, n)]));
    this.buffers = { places: gl.createBuffer(), colors: gl.createBuffer(), marks: gl.createBuffer(), order: gl.createBuffer() };
  }

  /** A card that was lost comes back empty. */
  restore() {
    this.build();
    if (this.points) {
      this.setPoints(this.points);
      this.setColors(this.colors);
      this.setMarks(this.marks);
    }
  }

  /** @param {number} place @param {string} buffer @param {ArrayBufferView} data @param {number} size @param {boolean} whole */
  fill(place, buffer, data, size, whole) {
    const { gl } = this;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffers[buffer]);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, size, data instanceof Float32Array ? gl.FLOAT : gl.UNSIGNED_BYTE, whole, 0, 0);
  }

  /** @param {import('akin/points.js').Points} points */
  setPoints(points) {
    this.points = points;
    this.rows = points.rows;
    this.fill(0, 'places', points.places, points.dimensions, false);
  }

  /** @param {Uint8Array} colors red, green, blue and 255 for each row */
  setColors(colors) {
    this.colors = colors;
    this.fill(1, 'colors', colors, 4, true);
  }

  /** @param {Uint8Array} marks a {@link Mark} for each row; those without a place are hidden */
  setMarks(marks) {
    this.marks = marks;
    this.fill(2, 'marks', marks, 1, false);
    const { gl } = this;
    const rows = order(marks);
    this.drawn = rows.length;
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.buffers.order);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, rows, gl.STATIC_DRAW);
  }

  /** Draws. @param {import('akin/camera.js').Camera} camera @param {number} ratio pixels of the canvas for one of CSS */
  draw(camera, ratio) {
    const { gl } = this;
    gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    gl.clearColor(...this.paper, 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    if (this.rows === 0) {
      return;
    }
    const deep = camera.dimensions === 3;
    // In a plane the edges of discs are soft, the later above the earlier; in space the nearer hides the farther.
    (deep ? gl.enable : gl.disable).call(gl, gl.DEPTH_TEST);
    (deep ? gl.disable : gl.enable).call(gl, gl.BLEND);
    gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
    gl.useProgram(this.program);
    gl.uniformMatrix4fv(this.at.view, false, camera.matrix);
    gl.uniform1f(this.at.size, width(this.rows, camera.zoom) * ratio);
    gl.uniform1f(this.at.edge, deep ? 0 : 1);
    gl.uniform4fv(this.at.quiet, this.quiet);
    gl.drawElements(gl.POINTS, this.drawn, gl.UNSIGNED_INT, 0);
  }
}
