/** What the explorer shows: one model's map, its colours, and the row that was chosen. */

import { byGroup, byNumber, plain } from 'akin/colors.js';
import { Kind } from 'akin/pictures.js';
import { Points } from 'akin/points.js';
import { View } from 'akin/view.js';
import { say } from 'akin/words.js';

export class Stage extends EventTarget {
  /** @param {HTMLElement} place @param {(state: any) => void} progress */
  constructor(place, progress) {
    super();
    this.progress = progress;
    this.row = -1;
    this.numbers = undefined;
    this.view = new View(place);
  }

  /** @param {string} what has happened @param {any} [detail] */
  tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  /** Whatever is under way is given up. @returns {AbortSignal} of what begins now */
  begin() {
    this.running?.abort();
    this.running = new AbortController();
    return this.running.signal;
  }

  /**
   * Fetches a map and shows it.
   * @param {import('akin/model.js').Model} model
   * @param {{method: string, dimensions: number, limit: number}} wanted of points, as many as can be drawn
   * @param {string} color what the points are coloured by
   */
  async load(model, wanted, color) {
    const signal = this.begin();
    const fields = { ...wanted, limit: Math.min(wanted.limit, this.view.scatter.most) };
    const stay = this.model === model && this.fields?.method === fields.method && this.fields?.dimensions === fields.dimensions;
    const { data, leftOut } = await model.map(fields, signal, this.progress);
    signal.throwIfAborted();
    if (this.model !== model) {
      [this.row, this.numbers] = [-1, undefined];
    }
    [this.model, this.fields, this.leftOut, this.points] = [model, fields, leftOut, new Points(data)];
    this.painted = plain(this.points.rows);
    this.view.pictures = model.pictures;
    this.view.sign = (row) => (model.kindOf(row) === Kind.SOUND ? '♪ ' : '');
    this.coloring = color;
    this.view.show(this.points, this.painted.colors, stay);
    this.tell('loaded');
    await this.color(color);
    this.view.ring(this.ringed ?? []);
  }

  /** Colours the points. @param {string} by `none`, `count`, `kind`, `cluster`, `numbers` or `column:NAME` */
  async color(by) {
    const points = this.points;
    this.coloring = by;
    const painted = await this.painting(by, points.rows).finally(() => {
      this.coloring = undefined;
    });
    if (points === this.points) {
      [this.by, this.painted] = [by, painted];
      this.view.paint(painted.colors);
      this.tell('painted');
    }
  }

  /** @param {string} by @param {number} rows @returns {Promise<import('akin/colors.js').Painted>} */
  async painting(by, rows) {
    this.codes = undefined;
    if (by === 'count' && this.model.counts) {
      return byNumber(rows, this.model.counts, { logarithmic: true });
    }
    if (by === 'kind' && this.model.kinds) {
      this.codes = this.model.kinds.slice(0, rows);
      return byGroup(rows, this.codes, (code) => say(`kind-${code}`), () => say('others'));
    }
    if (by === 'numbers' && this.numbers) {
      return byNumber(rows, this.numbers.values, this.numbers.scale);
    }
    if (by === 'cluster') {
      const found = await this.model.work('clusters', { limit: rows }, this.running.signal, this.progress);
      const names = new Map(found.clusters.map((one) => [one.cluster, one.name]));
      this.codes = found.codes;
      return byGroup(rows, found.codes, (code) => names.get(code) ?? String(code), () => say('others'));
    }
    return by.startsWith('column:') ? this.paintingOf(by.slice(7), rows) : plain(rows);
  }

  /** @param {string} name of a column @param {number} rows @returns {Promise<import('akin/colors.js').Painted>} */
  async paintingOf(name, rows) {
    const column = await this.model.column(name, rows, this.running.signal);
    const whole = column.kind === 'integer' && new Set(column.numbers).size <= 64;
    if (column.kind === 'text' || whole) {
      this.codes = column.codes ?? column.numbers;
      const label = (code) => column.values?.[code] ?? String(code);
      return byGroup(rows, this.codes, label, () => say('others'));
    }
    return byNumber(rows, column.numbers, { logarithmic: column.logarithmic });
  }

  /** Numbers to colour by: an axis, a comparison. @param {string} name @param {ArrayLike<number>} values @param {object} scale */
  async paintBy(name, values, scale) {
    this.numbers = { name, values, scale };
    await this.color('numbers');
  }

  /** Chooses a row, and goes there if it is not in sight. @param {number} row @param {boolean} [go] @param {boolean} [byHand] and not by an address */
  choose(row, go = true, byHand = true) {
    this.byHand = byHand;
    this.row = row;
    this.ring(row < 0 ? [] : [row]);
    if (row >= 0 && go) {
      this.goTo(row);
    }
    this.tell('chosen', row);
  }

  /** @param {number[]} rows the first is the strongest */
  ring(rows) {
    this.ringed = rows;
    this.view.ring(rows);
  }

  /** Brings a row into sight. @param {number} row */
  goTo(row) {
    if (!this.view.points?.has(row)) {
      return;
    }
    const { camera, points } = this.view;
    const out = [0, 0, 0];
    camera.project(points.places, row * points.dimensions, out);
    const [mx, my] = [camera.width * 0.12, camera.height * 0.12];
    const seen = out[0] > mx && out[0] < camera.width - mx && out[1] > my && out[1] < camera.height - my;
    if (!seen || camera.zoom < 3) {
      camera.lookAt(points.places, row, Math.min(6, Math.max(1, points.rows / 2000)));
      this.view.draw();
    }
  }

  /** Chooses several rows; undefined: none. @param {number[]|undefined} rows */
  select(rows) {
    this.selected = rows?.length ? rows : undefined;
    this.view.choose(this.selected);
    this.tell('selected');
  }
}
