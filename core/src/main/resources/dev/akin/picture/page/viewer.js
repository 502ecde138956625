/**
 * A map in a page of its own, without a server. The page holds, as JSON in the element `data`:
 * `name`, `dimensions`, `keys`, `places` (float32, the lowest byte first, base64; row by row), and perhaps `column`, by which points
 * are coloured, as a server gives it.
 */

import { finder } from 'akin/finder.js';
import { handle } from 'akin/hand.js';
import { legend, tip } from 'akin/legend.js';
import { Model } from 'akin/model.js';
import { selectionPanel } from 'akin/panel-selection.js';
import { save } from 'akin/save.js';
import { Stage } from 'akin/stage.js';
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
  }

  /** @returns {Promise<{data: import('akin/points.js').PointData, leftOut: number}>} */
  async map() {
    const bytes = Uint8Array.from(atob(this.data.places), (letter) => letter.charCodeAt(0));
    const places = new Float32Array(bytes.buffer);
    return { data: { keys: this.keys, dimensions: this.data.dimensions, places }, leftOut: 0 };
  }

  /** @returns {Promise<any>} */
  async column() {
    return this.data.column;
  }
}

const stage = new Stage(at('map'), () => {});
const lassoing = () => at('lasso').getAttribute('aria-pressed') === 'true';

/** @param {boolean} on */
function useLasso(on) {
  at('lasso').setAttribute('aria-pressed', String(on));
  at('maps').classList.toggle('lassoing', on);
}

/** @param {any} failure */
function fail(failure) {
  at('status').textContent = String(failure.message ?? failure);
}

function describe() {
  const { rows } = stage.points;
  at('status').textContent = rows === 1 ? say('one-point') : say('points', { rows });
  at('map').setAttribute('aria-label', say('map', { rows, model: stage.model.id }));
  document.title = `Akin: ${stage.model.id}`;
}

/** @param {(camera: import('akin/camera.js').Camera) => void} change */
const seen = (change) => () => {
  change(stage.view.camera);
  stage.view.draw();
};

function listenToMap() {
  const { view } = stage;
  if (!view) {
    at('tools').hidden = true;
    return;
  }
  handle(view, {
    hover: (row) => tip(stage, row),
    pick: (row) => stage.choose(row, false),
    catch: (rows) => {
      useLasso(false);
      stage.select(rows);
    },
    moved: () => {},
    lassoing,
  });
  at('closer').addEventListener('click', seen((camera) => camera.magnify(1.5)));
  at('farther').addEventListener('click', seen((camera) => camera.magnify(1 / 1.5)));
  at('fit').addEventListener('click', seen((camera) => camera.fit()));
  at('lasso').addEventListener('click', () => useLasso(!lassoing()));
  at('picture').addEventListener('click', async () => save(await view.picture(), `${stage.model.id}.png`));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    view.theme();
    stage.color(stage.by).catch(fail);
  });
}

/** Keys that work wherever nothing is being written. @param {KeyboardEvent} event */
function shortcut(event) {
  if (event.target.closest('input, select') || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const does = {
    '/': () => at('find').focus(), l: () => useLasso(!lassoing()), f: () => at('fit').click(), m: () => at('map').focus(),
    Escape: () => {
      useLasso(false);
      stage.select(undefined);
      stage.choose(-1);
    },
  }[event.key];
  if (does) {
    event.preventDefault();
    does();
  }
}

async function start() {
  const model = new Held(JSON.parse(at('data').textContent));
  at('name').textContent = model.id;
  const selection = selectionPanel(stage, at('selection'));
  finder(stage, fail);
  listenToMap();
  document.addEventListener('keydown', shortcut);
  stage.addEventListener('painted', () => legend(stage));
  const talk = (language) => {
    speak(language);
    at('language').value = document.documentElement.lang;
    selection.speak();
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
