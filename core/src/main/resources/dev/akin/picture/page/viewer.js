/**
 * A map in a page of its own, without a server. The page holds, as JSON in the element `data`:
 * `name`, `dimensions`, `keys`, `places` (float32, the lowest byte first, base64; row by row), and perhaps `column`, by which points
 * are coloured, as a server gives it; and `pictures`: an `image` of squares with a `side` in `columns`, and for each of the `places` its row,
 * width and height.
 */

import { make } from 'akin/element.js';
import { finder } from 'akin/finder.js';
import { handle } from 'akin/hand.js';
import { legend, tip } from 'akin/legend.js';
import { Model } from 'akin/model.js';
import { selectionPanel } from 'akin/panel-selection.js';
import { Kind } from 'akin/pictures.js';
import { shortcuts } from 'akin/shortcuts.js';
import { Stage } from 'akin/stage.js';
import { onTheme } from 'akin/theme.js';
import { toolbar } from 'akin/toolbar.js';
import { preferred, say, speak } from 'akin/words.js';

/** The element of a name. @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

/** What the page holds, where a server would be asked. */
class Held extends Model {
  /** @param {any} data */
  constructor(data) {
    super({ id: data.name, rows: data.keys.length, columns: [] });
    this.data = data;
    this.keys = data.keys;
    this.squares = new Map(data.pictures?.places.map(([row, wide, high], square) => [row, { square, wide, high }]));
    this.kinds = data.pictures && Array.from(data.keys, (key, row) => (this.squares.has(row) ? Kind.PICTURE : Kind.TEXT));
  }

  /** The image of all small pictures. @returns {Promise<HTMLImageElement>} */
  async whole() {
    this.image ??= Object.assign(new Image(), { src: this.data.pictures.image });
    await this.image.decode();
    return this.image;
  }

  /** @param {number} row @returns {Promise<ImageBitmap>} */
  async small(row) {
    const { side, columns } = this.data.pictures;
    const { square, wide, high } = this.squares.get(row);
    return createImageBitmap(await this.whole(), (square % columns) * side, Math.floor(square / columns) * side, wide, high);
  }

  /** @param {number} row @returns {Promise<string>} */
  async address(row) {
    const picture = await this.small(row);
    const canvas = make('canvas', { width: picture.width, height: picture.height });
    canvas.getContext('2d').drawImage(picture, 0, 0);
    return canvas.toDataURL();
  }

  /** @returns {Promise<{data: import('akin/points.js').PointData, leftOut: number}>} */
  async map({ limit }) {
    const bytes = Uint8Array.from(atob(this.data.places), (letter) => letter.charCodeAt(0));
    const places = new Float32Array(bytes.buffer).subarray(0, limit * this.data.dimensions);
    return { data: { keys: this.keys, dimensions: this.data.dimensions, places }, leftOut: 0 };
  }

  /** @returns {Promise<any>} */
  async column() {
    return this.data.column;
  }
}

const stage = new Stage(at('map'), () => {});
const tools = toolbar(stage, { moved: () => {}, fail });

/** @param {any} failure */
function fail(failure) {
  at('status').textContent = String(failure.message ?? failure);
}

function describe() {
  const { rows } = stage.points;
  const points = say('points', { rows });
  const { most } = stage.view.scatter;
  at('status').textContent = points;
  at('map').setAttribute('aria-label', say('map', { points, model: stage.model.id }));
  at('note').hidden = most === Infinity;
  at('note').textContent = say('no-webgl', { most });
  document.title = `Akin: ${stage.model.id}`;
}

function listenToMap() {
  const { view } = stage;
  handle(view, {
    hover: (row) => tip(stage, row),
    pick: (row) => stage.choose(row, false),
    catch: (rows) => {
      tools.useLasso(false);
      stage.select(rows);
    },
    moved: () => {},
    lassoing: tools.lassoing,
  });
  onTheme(() => {
    view.theme();
    if (stage.points) {
      stage.color(stage.by).catch(fail);
    }
  });
}

async function start() {
  const model = new Held(JSON.parse(at('data').textContent));
  at('name').textContent = model.id;
  const selection = selectionPanel(stage, at('selection'));
  finder(stage, fail);
  listenToMap();
  const keys = shortcuts(tools, stage);
  stage.addEventListener('painted', () => legend(stage));
  const talk = (language) => {
    speak(language);
    at('language').value = document.documentElement.lang;
    selection.speak();
    keys.speak();
    if (stage.points) {
      describe();
      legend(stage);
    }
  };
  at('language').addEventListener('change', () => talk(at('language').value));
  talk(preferred());
  const { column } = model.data;
  await stage.load(model, { method: '', dimensions: model.data.dimensions, limit: model.rows }, column ? `column:${column.name}` : 'none');
  describe();
}

start().catch(fail);
