/** Answers as they stand on the page. */

import { address } from 'akin/search-ask.js';
import { say } from 'akin/search-words.js';

/** Fields that say where a passage stands, which are shown as its place; those that begin with _ are of no use to a person. */
const PLACE = new Set(['path', 'page', 'line', 'heading']);

/** Endings of files that are shown and played. */
const PICTURE = /^(jpe?g|jpe|jfif|png|gif|bmp|dib|webp|tiff?)$/;
const SOUND = /^(wave?|aiff?|aifc|au|snd|flac)$/;

/** Pixels of a picture's longer side. */
const SIDE = 320;

/** Characters of a passage above which only its beginning is shown. */
const LONG = 1200;

/**
 * A new element.
 * @param {string} name
 * @param {Object<string, any>} [properties]
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/**
 * A text with some stretches marked.
 * @param {string} text
 * @param {number[][]} spans from and to of each, in their order
 * @returns {(Node|string)[]}
 */
export function marked(text, spans) {
  const parts = [];
  let at = 0;
  for (const [from, to] of spans) {
    parts.push(text.slice(at, from), element('mark', {}, text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at)];
}

/** Where a hit stands in its source. @param {any} hit @returns {string} */
export function place(hit) {
  const { path, page, line } = hit.metadata;
  const within = page ? say('page', { page }) : line ? say('at', { line }) : '';
  return path ? [path, within].filter(Boolean).join(', ') : hit.id;
}

/** A value as a filter has it. @param {any} value @returns {string} */
export function literal(value) {
  return typeof value === 'string' ? `"${value.replace(/["\\]/g, '\\$&')}"` : String(value);
}

/** @param {any} hit @returns {HTMLElement} */
function ranks(hit) {
  const parts = hit.score === undefined ? [] : [say('score', { score: hit.score.toFixed(4) })];
  if (hit.vectorRank) {
    parts.push(say('rank-vector', { rank: hit.vectorRank }));
  }
  if (hit.textRank) {
    parts.push(say('rank-text', { rank: hit.textRank }));
  }
  return element('p', { className: 'ranks' }, parts.join(' · '));
}

/** @param {any} hit @returns {HTMLElement[]} the passage, and what opens it where it is long */
function passage(hit) {
  const long = hit.text.length > LONG;
  const text = element('p', { className: long ? 'passage long' : 'passage', dir: 'auto' },
    ...marked(hit.text, hit.highlights ?? []));
  if (!long) {
    return [text];
  }
  const open = element('button', { type: 'button', className: 'small', textContent: say('whole') });
  open.addEventListener('click', () => {
    text.classList.add('open');
    open.remove();
  });
  return [text, open];
}

/**
 * @param {any} hit
 * @param {(condition: string) => void} narrow
 * @returns {HTMLElement}
 */
function fields(hit, narrow) {
  const row = element('p', { className: 'fields' });
  for (const [name, value] of Object.entries(hit.metadata)) {
    if (PLACE.has(name) || name.startsWith('_') || value === null || typeof value === 'object') {
      continue;
    }
    const button = element('button', {
      type: 'button',
      textContent: `${name}: ${value}`,
      title: say('only', { field: name, value }),
    });
    button.addEventListener('click', () => narrow(`${name} = ${literal(value)}`));
    row.append(button);
  }
  return row;
}

/**
 * Loads a file of a gallery; what cannot be shown goes away.
 * @param {HTMLElement} shown
 * @param {string} collection
 * @param {Object<string, string|number>} asked
 */
async function load(shown, collection, asked) {
  shown.addEventListener('error', () => shown.remove());
  try {
    shown.src = await address(`/v1/collections/${encodeURIComponent(collection)}/media`, asked);
  } catch (failure) {
    console.info(failure.message);
    shown.remove();
  }
}

/** The picture or the sound of a document of a gallery, which has no text. @param {string} collection @param {any} hit @returns {HTMLElement[]} */
function media(collection, hit) {
  const { id } = hit;
  const { type } = hit.metadata;
  if (hit.text || typeof type !== 'string') {
    return [];
  }
  if (PICTURE.test(type)) {
    const shown = element('img', { className: 'media', alt: place(hit), loading: 'lazy' });
    load(shown, collection, { id, size: SIDE });
    return [shown];
  }
  if (SOUND.test(type)) {
    const played = element('audio', { className: 'media', controls: true, preload: 'metadata' });
    played.setAttribute('aria-label', place(hit));
    played.addEventListener('play', () => document.querySelectorAll('audio').forEach((one) => one === played || one.pause()));
    load(played, collection, { id });
    return [played];
  }
  return [];
}

/**
 * One answer.
 * @param {any} hit
 * @param {{collection: string, narrow: (condition: string) => void, show: (hit: any) => void, alike: (hit: any) => void}} actions
 * @returns {HTMLElement}
 */
export function answer(hit, actions) {
  const item = element('li', {}, element('h2', { dir: 'auto' }, place(hit)));
  if (hit.metadata.heading) {
    item.append(element('p', { className: 'crumbs', dir: 'auto' }, hit.metadata.heading));
  }
  const shown = media(actions.collection, hit);
  item.append(...shown, ranks(hit), ...(hit.text ? passage(hit) : []));
  if (shown.length > 0) {
    const alike = element('button', { type: 'button', className: 'small', textContent: say('alike') });
    alike.addEventListener('click', () => actions.alike(hit));
    item.append(alike);
  } else if (hit.metadata.path) {
    const show = element('button', { type: 'button', className: 'small', textContent: say('source') });
    show.addEventListener('click', () => actions.show(hit));
    item.append(show);
  }
  item.append(fields(hit, actions.narrow));
  return item;
}
