/** The map of another model, beside the first. */

import { handle } from 'akin/hand.js';
import { View } from 'akin/view.js';
import { say } from 'akin/words.js';

/** Both maps are seen from the same place, and a key that is pointed at on one is ringed on the other. */
export class Second {
  /** @param {import('akin/stage.js').Stage} stage @param {() => boolean} lassoing */
  constructor(stage, lassoing) {
    this.stage = stage;
    this.lassoing = lassoing;
    this.model = undefined;
    this.view = undefined;
  }

  /** @param {string} id @returns {any} */
  at(id) {
    return document.getElementById(id);
  }

  /** @param {import('akin/points.js').Points} points @param {Uint8Array} colors @param {import('akin/model.js').Model} model */
  open(points, colors, model) {
    [this.model, this.colors] = [model, undefined];
    this.at('other').hidden = false;
    this.at('caption').hidden = false;
    this.at('caption').textContent = this.stage.model.id;
    this.at('other-caption').textContent = model.id;
    this.view ??= this.made();
    this.view.pictures = model.pictures;
    this.view.show(points, colors);
    this.view.camera.state = this.stage.view.camera.state;
    this.stage.tell('beside');
  }

  /** @param {() => Uint8Array} colors of its points, now and whenever the theme changes */
  paint(colors) {
    this.colors = colors;
    this.view.paint(colors());
  }

  /** What it is called for those who do not see it. */
  speak() {
    if (this.model) {
      const points = say('points', { rows: this.view.points.rows });
      this.at('other-map').setAttribute('aria-label', say('map', { points, model: this.model.id }));
    }
  }

  /** @returns {View} */
  made() {
    const { stage } = this;
    const here = (row) => (row < 0 ? -1 : stage.model.row(this.model.keys[row]));
    const view = new View(this.at('other-map'));
    handle(view, {
      hover: (row) => stage.view.point(here(row)),
      pick: (row) => stage.choose(here(row), false),
      catch: (rows) => stage.select(rows.map(here).filter((row) => row >= 0)),
      moved: () => {
        stage.view.camera.state = view.camera.state;
        stage.view.draw();
      },
      lassoing: this.lassoing,
    });
    return view;
  }

  /** Closes it. */
  close() {
    this.model = undefined;
    this.at('other').hidden = true;
    this.at('caption').hidden = true;
    this.stage.tell('beside');
  }

  /** Looks from where the first map is seen. */
  follow() {
    if (this.model) {
      this.view.camera.state = this.stage.view.camera.state;
      this.view.draw();
    }
  }

  /** The row here of a row of the first map, or -1. @param {number} row @returns {number} */
  row(row) {
    return row < 0 || !this.model ? -1 : this.model.row(this.stage.model.keys[row]);
  }

  /** @param {number} row of the first map, that is pointed at */
  point(row) {
    this.view?.point(this.row(row));
  }

  /** @param {number} row of the first map, that is chosen */
  ring(row) {
    this.view?.ring([this.row(row)].filter((one) => one >= 0));
  }

  /** The page has other colours. */
  theme() {
    this.view?.theme();
    if (this.model && this.colors) {
      this.view.paint(this.colors());
    }
  }
}
