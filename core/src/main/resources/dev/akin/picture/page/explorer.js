/** The explorer: vectors on a map, and questions to them. */

import { ask } from 'akin/search-ask.js';
import { packed, read, unpacked, write } from 'akin/address.js';
import { offer, offerColors, offerLimits } from 'akin/controls.js';
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
import { progress } from 'akin/progress.js';
import { Second } from 'akin/second.js';
import { Settings } from 'akin/settings.js';
import { shortcuts } from 'akin/shortcuts.js';
import { Stage } from 'akin/stage.js';
import { Tabs } from 'akin/tabs.js';
import { choose, onTheme, wished } from 'akin/theme.js';
import { toolbar } from 'akin/toolbar.js';
import { preferred, say, speak, written } from 'akin/words.js';

/** The element of a name. @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

const stage = new Stage(at('map'), progress);
const tools = toolbar(stage, { moved, views: () => [stage.view, ...(second.model ? [second.view] : [])], fail });
const second = new Second(stage, tools.lassoing);
const settings = new Settings(() => at('method').value, () => load());

let models = [];
let panels;
let keys;
let began = 0;
let took = 0;

/** @param {any} failure */
function fail(failure) {
  if (failure?.name === 'AbortError') {
    return;
  }
  at('mistake').textContent = String(failure.message ?? failure);
  at('mistake').hidden = false;
  at('status').textContent = '';
}

/** How often the address was followed: what was begun for an older one is given up. */
let turn = 0;
let following = false;

/** What the address says of a map, and which comparison, that is not there yet. */
let pending;
let expected;

let remembering;

/** Keeps what is seen in the address. @param {boolean} [stop] whether Back may stop at what was seen before */
function remember(stop = true) {
  clearTimeout(remembering);
  if (stage.model && !following) {
    const key = stage.row >= 0 ? stage.model.keys[stage.row] : '';
    write({
      model: stage.model.id,
      method: at('method').value,
      space: at('space').value,
      limit: at('limit').value,
      ...settings.values,
      color: at('color').value === 'numbers' ? '' : at('color').value,
      key,
      panel: panels.tabs.chosen,
      with: second.model?.id ?? expected,
      view: packed(stage.view.camera.state),
    }, stop);
    document.title = ['Akin', stage.model.id, key].filter(Boolean).join(' · ');
  }
}

/** Keeps it when nothing has moved for a while. */
function soon() {
  clearTimeout(remembering);
  remembering = setTimeout(remember, 400);
}

/** Says what is shown. */
function describe() {
  const { rows } = stage.points;
  const points = say('points', { rows });
  const texts = [points, say(at('method').value), say('seconds', { time: written(took / 1000, 1) })];
  const left = stage.leftOut ? say('left-out', { count: stage.leftOut }) : '';
  at('status').textContent = [texts.join(', '), left].filter(Boolean).join(' · ');
  at('map').setAttribute('aria-label', say('map', { points, model: stage.model.id }));
  at('note').hidden = stage.view.scatter.most === Infinity;
  at('note').textContent = say('no-webgl', { most: stage.view.scatter.most });
}

/** The model that is chosen above the map. */
const described = () => models.find((one) => one.id === at('model').value);

/** @param {number} wanted */
const limits = (wanted) => offerLimits(at('limit'), described().rows, stage.view.scatter.most, wanted);

/** Fetches and shows what the controls say. @param {string} [color] */
async function load(color = at('color').value || 'none') {
  const wanted = described();
  const model = stage.model?.id === wanted.id && stage.model.version === wanted.version ? stage.model : new Model(wanted);
  const fields = { method: at('method').value, dimensions: Number(at('space').value), limit: Number(at('limit').value), ...settings.values };
  began = performance.now();
  settings.offer();
  at('mistake').hidden = true;
  at('status').textContent = say('loading');
  try {
    await stage.load(model, fields, color === 'numbers' && stage.model !== model ? 'none' : color);
  } catch (failure) {
    fail(failure);
  } finally {
    progress(undefined);
  }
}

/** The map is seen from another place. */
function moved() {
  second.follow();
  soon();
}

function listenToMap() {
  const { view } = stage;
  handle(view, {
    hover: (row) => {
      tip(stage, row);
      second.point(row);
    },
    pick: (row) => stage.choose(row, false),
    catch: (rows) => {
      tools.useLasso(false);
      stage.select(rows);
    },
    moved,
    lassoing: tools.lassoing,
  });
  view.onSeen = () => stage.tell('seen');
  onTheme(() => {
    at('theme').value = wished();
    view.theme();
    second.theme();
    if (stage.model) {
      stage.color(stage.by).catch(fail);
    }
  });
}

function listenToControls() {
  for (const name of ['method', 'space', 'limit']) {
    at(name).addEventListener('change', () => load());
  }
  at('model').addEventListener('change', () => {
    limits(Number(at('limit').value));
    load('none');
  });
  at('color').addEventListener('change', () => stage.color(at('color').value).catch(fail).finally(() => {
    progress(undefined);
    offerColors(at('color'), stage);
  }));
  at('stop').addEventListener('click', () => {
    stage.begin();
    panels.compare.stop();
    progress(undefined);
    at('status').textContent = say('stopped');
  });
  at('share').addEventListener('click', () => {
    remember();
    navigator.clipboard.writeText(location.href).then(() => {
      at('status').textContent = say('copied');
    }).catch(fail);
  });
  at('language').addEventListener('change', () => speakAll(at('language').value));
  at('theme').addEventListener('change', () => choose(at('theme').value));
}

function listenToStage() {
  stage.addEventListener('loaded', () => {
    took = performance.now() - began;
    describe();
    offerColors(at('color'), stage);
    if (pending) {
      settle(pending);
    } else {
      soon();
    }
  });
  stage.addEventListener('painted', () => {
    offerColors(at('color'), stage);
    legend(stage);
    soon();
  });
  stage.addEventListener('chosen', () => {
    panels.tabs.show('near');
    second.ring(stage.row);
    remember();
  });
  stage.addEventListener('selected', () => stage.selected && panels.tabs.show('selection'));
  stage.addEventListener('beside', () => {
    second.speak();
    remember();
  });
  window.addEventListener('popstate', () => follow(read()).catch(fail));
}

/** @param {string} language */
function speakAll(language) {
  speak(language);
  at('language').value = document.documentElement.lang;
  [...Object.values(panels), keys, second].forEach((one) => one.speak());
  if (stage.points) {
    limits(Number(at('limit').value));
    offerColors(at('color'), stage);
    describe();
    legend(stage);
  }
}

/** Puts what the address says of the map into the controls. @param {Object<string, string>} asked @returns {boolean} whether it is another */
function control(asked) {
  const controls = () => ['model', 'method', 'space', 'limit'].map((id) => at(id).value).concat(JSON.stringify(settings.values)).join();
  const before = stage.model && controls();
  offer(at('model'), models.map((one) => [one.id, one.id]), asked.model);
  at('method').value = ['tsne', 'umap'].includes(asked.method) ? asked.method : 'pca';
  at('space').value = asked.space === '3' ? '3' : '2';
  settings.values = asked;
  limits(Number(asked.limit));
  return controls() !== before;
}

/** Shows what the address says. @param {Object<string, string>} asked */
async function follow(asked) {
  turn++;
  const mine = turn;
  [following, expected] = [true, asked.with];
  clearTimeout(remembering);
  if (!asked.with && second.model) {
    panels.compare.end();
  }
  if (control(asked)) {
    pending = asked;
    await load(asked.color ?? 'none');
  } else if (pending) {
    pending = asked;
  } else {
    settle(asked);
    await stage.color(asked.color ?? stage.by);
  }
  if (mine === turn && stage.points) {
    await beside(asked.with);
    [following, expected] = [false, undefined];
    remember(false);
  }
}

/** The map is there: what the address says of it is shown. @param {Object<string, string>} asked */
function settle(asked) {
  lookFrom(asked);
  [pending, following] = [undefined, false];
  remember(false);
}

/** The key that was chosen, and from where the map was seen. @param {Object<string, string>} asked */
function lookFrom(asked) {
  const row = asked.key ? stage.model.row(asked.key) : -1;
  if (row !== stage.row) {
    stage.choose(row, !asked.view, false);
  }
  if (asked.view) {
    stage.view.camera.state = unpacked(asked.view);
    stage.view.draw();
    second.follow();
  }
  panels.tabs.show(asked.panel ?? 'near');
}

/** The comparison, if there is one. @param {string|undefined} id of the other model */
async function beside(id) {
  if (id && id !== second.model?.id && id !== stage.model.id && models.some((one) => one.id === id)) {
    await panels.compare.begin(id);
  }
}

async function start() {
  speak(preferred());
  at('language').value = document.documentElement.lang;
  at('theme').value = wished();
  const tabs = new Tabs(at('tabs'), soon);
  panels = {
    tabs,
    near: nearPanel(stage, at('near')),
    analogy: analogyPanel(stage, at('analogy')),
    axis: axisPanel(stage, at('axis')),
    compare: comparePanel(stage, at('compare'), { models: () => models, second }),
    health: healthPanel(stage, at('health')),
    selection: selectionPanel(stage, at('selection')),
  };
  tabs.show('near');
  keys = shortcuts(tools, stage, [
    { keys: '1 2 3 4 5 6', text: 'key-panels', does: (key) => tabs.showAt(Number(key) - 1) },
    { keys: 's', text: 'key-settings', does: () => at('settings').showPopover() },
  ]);
  keys.speak();
  listenToMap();
  listenToControls();
  listenToStage();
  finder(stage, fail);
  try {
    models = (await ask('/v1/models')).data.filter((one) => one.rows > 0);
    if (models.length === 0) {
      at('status').textContent = say('none');
    } else {
      await follow(read());
    }
  } catch (failure) {
    fail(failure);
  }
}

start();
