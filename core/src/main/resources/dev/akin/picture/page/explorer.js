/** The explorer: vectors on a map, and questions to them. */

import { ask } from 'akin/search-ask.js';
import { packed, read, unpacked, write } from 'akin/address.js';
import { make } from 'akin/element.js';
import { finder } from 'akin/finder.js';
import { handle } from 'akin/hand.js';
import { legend, tip } from 'akin/legend.js';
import { Model } from 'akin/model.js';
import { analogyPanel } from 'akin/panel-analogy.js';
import { axisPanel } from 'akin/panel-axis.js';
import { comparePanel } from 'akin/panel-compare.js';
import { healthPanel } from 'akin/panel-health.js';
import { nearPanel } from 'akin/panel-near.js';
import { selectionPanel } from 'akin/panel-selection.js';
import { save } from 'akin/save.js';
import { Stage } from 'akin/stage.js';
import { Tabs } from 'akin/tabs.js';
import { View } from 'akin/view.js';
import { preferred, say, speak, written } from 'akin/words.js';

const LIMITS = [1000, 10000, 100000, 1000000];

/** The element of a name. @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

let models = [];
let other;
let second;
let panels;
let began = 0;
let took = 0;

/** Shows how far work is; undefined: it is done. @param {any} state */
function progress(state) {
  at('work').hidden = state === undefined;
  if (state) {
    const bar = at('work').querySelector('progress');
    const known = state.total > 0;
    at('work').querySelector('p').textContent = state.state === 'waiting' ? say('waiting')
      : known ? say('working', { phase: state.phase, done: state.done, total: state.total }) : say('loading');
    if (known) {
      [bar.max, bar.value] = [state.total, state.done];
    } else {
      bar.removeAttribute('value');
    }
  }
}

const stage = new Stage(at('map'), progress);

/** @param {any} failure */
function fail(failure) {
  if (failure?.name === 'AbortError') {
    return;
  }
  at('mistake').textContent = String(failure.message ?? failure);
  at('mistake').hidden = false;
  at('status').textContent = '';
}

/** Keeps what is seen in the address. */
function remember() {
  if (stage.model) {
    write({
      model: stage.model.id,
      method: at('method').value,
      space: at('space').value,
      limit: at('limit').value,
      color: at('color').value === 'numbers' ? '' : at('color').value,
      key: stage.row >= 0 ? stage.model.keys[stage.row] : '',
      panel: panels.tabs.chosen,
      with: second?.id,
      view: stage.view ? packed(stage.view.camera.state) : '',
    });
  }
}

let remembering;
const soon = () => {
  clearTimeout(remembering);
  remembering = setTimeout(remember, 400);
};

/** What can be coloured by, for the model. */
function offerColors() {
  const columns = stage.model.columns ?? [];
  const offered = [['none', say('color-none')], ...(stage.model.counted ? [['count', say('color-count')]] : []),
    ['cluster', say('color-cluster')], ...columns.map((one) => [`column:${one.name}`, one.name]),
    ...(stage.numbers ? [['numbers', say(`color-${stage.numbers.name}`)]] : [])];
  at('color').replaceChildren(...offered.map(([value, label]) => make('option', { value }, label)));
  at('color').value = offered.some(([value]) => value === stage.by) ? stage.by : 'none';
}

/** How many points may be asked for. @param {number} rows */
function offerLimits(rows) {
  const offered = [...LIMITS.filter((limit) => limit < rows), Math.min(rows, LIMITS.at(-1))];
  const wanted = Number(at('limit').value || read().limit) || 100000;
  at('limit').replaceChildren(...offered.map((limit) => make('option', { value: String(limit) },
    limit === rows ? `${say('all')} (${written(limit)})` : written(limit))));
  at('limit').value = String(offered.includes(wanted) ? wanted : offered.findLast((limit) => limit <= 100000) ?? offered[0]);
}

/** Says what is shown. */
function describe() {
  const { rows } = stage.points;
  const texts = [say('ready', { rows, method: say(at('method').value), time: written(took / 1000, 1) })];
  if (stage.leftOut) {
    texts.push(say('left-out', { count: stage.leftOut }));
  }
  if (rows === 1) {
    texts.push(say('one-point'));
  }
  at('status').textContent = texts.join(' · ');
  at('map').setAttribute('aria-label', say('map', { rows, model: stage.model.id }));
}

/** Fetches and shows what the controls say. @param {string} [color] */
async function load(color = at('color').value || 'none') {
  const described = models.find((one) => one.id === at('model').value);
  const model = stage.model?.id === described.id && stage.model.version === described.version ? stage.model : new Model(described);
  const fields = { method: at('method').value, dimensions: Number(at('space').value), limit: Number(at('limit').value) };
  began = performance.now();
  at('mistake').hidden = true;
  at('status').textContent = say('loading');
  try {
    await stage.load(model, fields, color === 'numbers' && stage.model !== model ? 'none' : color);
  } catch (failure) {
    if (failure.name !== 'AbortError') {
      fail(failure);
    }
  } finally {
    progress(undefined);
  }
}

/** Opens the map of another model beside this one's. */
function openOther(points, colors, model) {
  second = model;
  at('other').hidden = false;
  at('caption').hidden = false;
  at('caption').textContent = stage.model.id;
  at('other-caption').textContent = model.id;
  at('other-map').setAttribute('aria-label', say('map', { rows: points.rows, model: model.id }));
  if (stage.view) {
    if (!other) {
      other = new View(at('other-map'));
      handle(other, {
        hover: (row) => stage.view.point(row < 0 ? -1 : stage.model.row(second.keys[row])),
        pick: (row) => stage.choose(row < 0 ? -1 : stage.model.row(second.keys[row]), false),
        catch: (rows) => stage.select(rows.map((row) => stage.model.row(second.keys[row])).filter((row) => row >= 0)),
        moved: () => follow(other, stage.view),
        lassoing,
      });
    }
    other.show(points, colors);
    follow(stage.view, other);
  }
  soon();
}

function closeOther() {
  second = undefined;
  at('other').hidden = true;
  at('caption').hidden = true;
  soon();
}

/** Lets one map be seen as the other is. */
function follow(from, to) {
  if (second && to?.camera) {
    to.camera.state = from.camera.state;
    to.draw();
  }
}

const lassoing = () => at('lasso').getAttribute('aria-pressed') === 'true';

/** @param {boolean} on */
function useLasso(on) {
  at('lasso').setAttribute('aria-pressed', String(on));
  at('maps').classList.toggle('lassoing', on);
}

function moved() {
  follow(stage.view, other);
  soon();
}

function listenToMap() {
  const { view } = stage;
  if (!view) {
    at('tools').hidden = true;
    return;
  }
  handle(view, {
    hover: (row) => {
      tip(stage, row);
      other?.point(row < 0 || !second ? -1 : second.row(stage.model.keys[row]));
    },
    pick: (row) => stage.choose(row, false),
    catch: (rows) => {
      useLasso(false);
      stage.select(rows);
    },
    moved,
    lassoing,
  });
  view.onSeen = () => stage.tell('seen');
  const camera = (change) => () => {
    change(view.camera);
    view.draw();
    moved();
  };
  at('closer').addEventListener('click', camera((c) => c.magnify(1.5)));
  at('farther').addEventListener('click', camera((c) => c.magnify(1 / 1.5)));
  at('fit').addEventListener('click', camera((c) => c.fit()));
  at('lasso').addEventListener('click', () => useLasso(!lassoing()));
  at('picture').addEventListener('click', async () => save(await view.picture(), `${stage.model.id}.png`));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    view.theme();
    other?.theme();
    stage.color(stage.by).catch(fail);
  });
}

function listen() {
  for (const name of ['method', 'space', 'limit']) {
    at(name).addEventListener('change', () => load());
  }
  at('model').addEventListener('change', () => {
    offerLimits(models.find((one) => one.id === at('model').value).rows);
    load('none');
  });
  at('color').addEventListener('change', () => stage.color(at('color').value).catch(fail).finally(() => progress(undefined)));
  at('stop').addEventListener('click', () => {
    stage.begin();
    panels.compare.stop();
    progress(undefined);
    at('status').textContent = say('stopped');
  });
  at('share').addEventListener('click', async () => {
    remember();
    await navigator.clipboard.writeText(location.href);
    at('status').textContent = say('copied');
  });
  at('language').addEventListener('change', () => speakAll(at('language').value));
  stage.addEventListener('loaded', () => {
    took = performance.now() - began;
    describe();
    soon();
  });
  stage.addEventListener('painted', () => {
    offerColors();
    legend(stage);
    soon();
  });
  stage.addEventListener('chosen', () => {
    panels.tabs.show('near');
    other?.ring(second && stage.row >= 0 ? [second.row(stage.model.keys[stage.row])] : []);
    soon();
  });
  stage.addEventListener('selected', () => stage.selected && panels.tabs.show('selection'));
  document.addEventListener('keydown', shortcut);
}

/** Keys that work wherever nothing is being written. @param {KeyboardEvent} event */
function shortcut(event) {
  if (event.target.closest('input, select, textarea, dialog') || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const does = {
    '/': () => at('find').focus(), l: () => useLasso(!lassoing()), f: () => at('fit').click(), m: () => at('map').focus(),
    Escape: () => {
      useLasso(false);
      stage.select(undefined);
      stage.choose(-1);
    },
  }[event.key] ?? (/^[1-6]$/.test(event.key) ? () => panels.tabs.showAt(Number(event.key) - 1) : undefined);
  if (does) {
    event.preventDefault();
    does();
  }
}

/** @param {string} language */
function speakAll(language) {
  speak(language);
  at('language').value = document.documentElement.lang;
  Object.values(panels).forEach((panel) => panel.speak());
  if (stage.points) {
    offerLimits(stage.model.rows);
    offerColors();
    describe();
    legend(stage);
  }
}

/** Puts what the address says into the controls, and shows it. */
async function restore() {
  const asked = read();
  at('model').replaceChildren(...models.map((one) => make('option', { value: one.id }, one.id)));
  at('model').value = models.some((one) => one.id === asked.model) ? asked.model : models[0].id;
  at('method').value = ['tsne', 'umap'].includes(asked.method) ? asked.method : 'pca';
  at('space').value = asked.space === '3' ? '3' : '2';
  offerLimits(models.find((one) => one.id === at('model').value).rows);
  await load(asked.color ?? 'none');
  if (!stage.model) {
    return;
  }
  const row = asked.key ? stage.model.row(asked.key) : -1;
  if (row >= 0) {
    stage.choose(row, !asked.view);
  }
  if (stage.view && asked.view) {
    stage.view.camera.state = unpacked(asked.view);
    stage.view.draw();
  }
  panels.tabs.show(asked.panel ?? 'near');
  if (models.some((one) => one.id === asked.with && one.id !== stage.model.id)) {
    await panels.compare.begin(asked.with);
  }
}

async function start() {
  speak(preferred());
  at('language').value = document.documentElement.lang;
  const tabs = new Tabs(at('tabs'), soon);
  panels = {
    tabs,
    near: nearPanel(stage, at('near')),
    analogy: analogyPanel(stage, at('analogy')),
    axis: axisPanel(stage, at('axis')),
    compare: comparePanel(stage, at('compare'), { models: () => models, open: openOther, close: closeOther }),
    health: healthPanel(stage, at('health')),
    selection: selectionPanel(stage, at('selection')),
  };
  tabs.show('near');
  listenToMap();
  listen();
  finder(stage, fail);
  try {
    models = (await ask('/v1/models')).data.filter((one) => one.rows > 0);
    if (models.length === 0) {
      at('status').textContent = say('none');
    } else {
      await restore();
    }
  } catch (failure) {
    fail(failure);
  }
}

start();
