/** The search page: a question to a collection, and its answers. */

import { ask, post, Problem } from 'akin/search-ask.js';
import { answer, element, literal } from 'akin/search-answer.js';
import { showSource } from 'akin/search-source.js';
import { preferred, say, speak } from 'akin/search-words.js';
import 'akin/theme.js';

const FIRST = 10;
const MOST = 10000;

/** The element of a name. @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

let count = FIRST;

/** The document whose like is asked for. */
let like = '';
let running = new AbortController();
let collections = [];

/** Says what went wrong; a filter's mistake below it, pointed at. @param {unknown} failure */
function fail(failure) {
  const filter = failure instanceof Problem ? failure.document.filter : undefined;
  const where = filter === undefined ? at('mistake') : at('filter-mistake');
  where.textContent = filter === undefined
    ? String(failure.message ?? failure)
    : `${filter}\n${' '.repeat(failure.document.position)}^ ${failure.message.replace(/^filter: /, '')}`;
  where.hidden = false;
  at('status').textContent = '';
}

/** The question that the form holds. @returns {Object<string, string>} */
function question() {
  const typed = ['collection', 'query', 'mode', 'filter'].map((name) => [name, at(name).value.trim()]);
  return { ...Object.fromEntries(typed), like };
}

/** What is like a document, itself first. @param {string} path of the collection @param {AbortSignal} signal @returns {Promise<any>} */
async function alike(path, signal) {
  const { filter } = question();
  const [document] = (await ask(`${path}/documents`, { id: like, vectors: true }, signal)).documents;
  if (!document?.vectors?.length) {
    return { hits: [], mode: 'vector' };
  }
  const { vectors: [vector], fingerprint } = document;
  return post(`${path}/search`, { vector, fingerprint, mode: 'vector', k: count, ...(filter ? { filter } : {}) }, signal);
}

/** The first documents, where nothing is asked. @param {string} path of the collection @param {AbortSignal} signal @returns {Promise<any>} */
async function first(path, signal) {
  const { filter } = question();
  return { hits: (await ask(`${path}/documents`, { filter, limit: count }, signal)).documents };
}

/** Adds a condition to the filter, and asks again. @param {string} condition */
function narrow(condition) {
  const before = at('filter').value.trim();
  const joined = / or /.test(before) ? `(${before})` : before;
  at('filter').value = before ? `${joined} and ${condition}` : condition;
  if (at('query').value.trim() || like || at('answers').childElementCount > 0) {
    begin(like);
  }
}

/** Asks what is like an answer. @param {any} hit */
function showAlike(hit) {
  at('query').value = '';
  begin(hit.id);
  window.scrollTo(0, 0);
}

/** @param {any} found @param {number} began */
function show(found, began) {
  const { collection } = question();
  const actions = { collection, narrow, show: (hit) => showSource(collection, hit).catch(fail), alike: showAlike };
  at('answers').replaceChildren(...found.hits.map((hit) => answer(hit, actions)));
  at('more').hidden = found.hits.length < count || count >= MOST;
  at('status').textContent = found.hits.length === 0 ? say('nothing') : say('found', {
    count: found.hits.length,
    time: Math.round(performance.now() - began),
    mode: say(`mode-${found.mode ?? 'none'}`),
  });
}

/** Asks what the form holds; a question that is still under way is given up. */
async function search() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const { collection, query, mode, filter } = question();
  const began = performance.now();
  at('mistake').hidden = true;
  at('filter-mistake').hidden = true;
  at('status').textContent = say('searching');
  try {
    const path = `/v1/collections/${encodeURIComponent(collection)}`;
    const fields = { query, mode, filter, k: count, highlights: true };
    const found = like ? alike(path, signal) : query ? ask(`${path}/search`, fields, signal) : first(path, signal);
    show(await found, began);
  } catch (failure) {
    if (!signal.aborted) {
      fail(failure);
    }
  }
}

/** Asks anew, and keeps the question in the address. @param {string} [document] whose like is asked for */
function begin(document = '') {
  [count, like] = [FIRST, document];
  const asked = Object.entries(question()).filter(([name, value]) => value && !(name === 'mode' && value === 'auto'));
  history.pushState(null, '', `?${new URLSearchParams(asked)}`);
  search();
}

/** Takes the question from the address. */
function restore() {
  const asked = new URLSearchParams(location.search);
  for (const name of ['query', 'filter']) {
    at(name).value = asked.get(name) ?? '';
  }
  at('mode').value = asked.get('mode') ?? 'auto';
  like = asked.get('like') ?? '';
  if (collections.some((one) => one.name === asked.get('collection'))) {
    at('collection').value = asked.get('collection');
  }
  offerFields();
  if (at('query').value || like || asked.has('collection')) {
    search();
  } else {
    at('answers').replaceChildren();
    at('status').textContent = '';
  }
}

/** Offers the fields of the collection for its filter. */
function offerFields() {
  const chosen = collections.find((one) => one.name === at('collection').value);
  const names = Object.keys(chosen?.fields ?? {}).filter((name) => !name.startsWith('_'));
  at('field').replaceChildren(...names.map((name) => element('option', { value: name }, name)));
  at('narrow').hidden = names.length === 0;
  at('values').replaceChildren();
}

/** Offers the values that a field has. */
async function offerValues() {
  const field = at('field').value;
  const path = `/v1/collections/${encodeURIComponent(at('collection').value)}/values`;
  const found = field ? await ask(path, { field }) : { values: [] };
  at('values').replaceChildren(...found.values.slice(0, 200).map((one) => element('option', {
    value: String(one.values[0] ?? ''),
    label: `${one.values[0]} (${one.documents.toLocaleString(document.documentElement.lang)})`,
  })));
}

/** The condition that was put together, with a text in quotation marks. @returns {string} */
function condition() {
  const chosen = collections.find((one) => one.name === at('collection').value);
  const value = at('value').value;
  const bare = chosen?.fields[at('field').value] !== 'text' && value !== '';
  return `${at('field').value} ${at('relation').value} ${bare ? value : literal(value)}`;
}

function listen() {
  at('question').addEventListener('submit', (event) => {
    event.preventDefault();
    begin();
  });
  at('collection').addEventListener('change', offerFields);
  at('value').addEventListener('focus', () => offerValues().catch(fail));
  at('add').addEventListener('click', () => narrow(condition()));
  at('more').addEventListener('click', () => {
    count = Math.min(MOST, count * 2);
    search();
  });
  at('language').addEventListener('change', () => {
    speak(at('language').value);
    restore();
  });
  window.addEventListener('popstate', restore);
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.target.closest('input, select, dialog')) {
      event.preventDefault();
      at('query').focus();
    }
  });
}

async function start() {
  speak(preferred());
  at('language').value = document.documentElement.lang;
  listen();
  try {
    collections = (await ask('/v1/collections')).collections;
    at('collection').replaceChildren(...collections.map((one) => element('option', { value: one.name }, `${one.name} (${one.documents.toLocaleString(document.documentElement.lang)})`)));
    restore();
    if (collections.length === 0) {
      at('status').textContent = say('none');
    }
    at('query').focus();
  } catch (failure) {
    fail(failure);
  }
}

start();
