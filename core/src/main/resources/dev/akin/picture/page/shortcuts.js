/** Keys that work wherever nothing is being written, and the list of them. */

import { make } from 'akin/element.js';
import { choose, theme } from 'akin/theme.js';
import { say } from 'akin/words.js';

/** What is told of the map's own keys, which {@link handle} knows. */
const OF_MAP = [['← ↑ → ↓', 'key-move'], ['+ − 0', 'key-zoom']];

/** The key of an event, whatever letters the keyboard writes. @param {KeyboardEvent} event @returns {string} */
const keyOf = (event) => (/^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : event.key);

/** Whether keys belong to what is being written or chosen. @param {KeyboardEvent} event @returns {boolean} */
const taken = (event) => Boolean(event.target.closest('input, select, textarea, dialog, [popover]'))
  || event.ctrlKey || event.metaKey || event.altKey;

/**
 * Listens to the keyboard. Where the page has the dialog `help`, `?` lists what can be pressed.
 * @param {{lassoing: () => boolean, useLasso: (on: boolean) => void}} tools
 * @param {import('akin/stage.js').Stage} stage
 * @param {{keys: string, text: string, does: (key: string) => void}[]} [more] of the page; `keys` may hold several: `1 2 3`
 */
export function shortcuts(tools, stage, more = []) {
  const at = (id) => document.getElementById(id);
  const help = () => at('help').showModal();
  const known = [
    { keys: '/', text: 'key-find', does: () => at('find').focus() },
    { keys: 'm', text: 'key-map', does: () => at('map').focus() },
    { keys: 'f', text: 'key-fit', does: () => at('fit').click() },
    { keys: 'l', text: 'key-lasso', does: () => tools.useLasso(!tools.lassoing()) },
    ...more,
    { keys: 'p', text: 'key-picture', does: () => at('picture').click() },
    { keys: 'd', text: 'key-theme', does: () => choose(theme() === 'dark' ? 'light' : 'dark') },
    { keys: 'Escape',
      text: 'key-clear',
      does: () => {
        tools.useLasso(false);
        stage.select(undefined);
        stage.choose(-1);
      } },
    { keys: '?', text: 'key-help', does: help },
  ];
  document.addEventListener('keydown', (event) => {
    const key = event.key === '/' || event.key === '?' ? event.key : keyOf(event);
    const found = known.find(({ keys }) => keys.split(' ').includes(key));
    if (found && !taken(event)) {
      event.preventDefault();
      found.does(key);
    }
  });
  at('ask').addEventListener('click', help);
  return { speak: () => list(at('help').querySelector('dl'), known) };
}

/** Writes the list. @param {HTMLElement} place @param {{keys: string, text: string}[]} known */
function list(place, known) {
  const entries = [...known.slice(0, 2).map(({ keys, text }) => [keys, text]), ...OF_MAP, ...known.slice(2).map(({ keys, text }) => [keys, text])];
  const shown = (key) => (key === 'Escape' ? 'Esc' : key.toUpperCase());
  place.replaceChildren(...entries.flatMap(([keys, text]) => [
    make('dt', {}, ...keys.split(' ').map((key) => make('kbd', {}, shown(key)))), make('dd', {}, say(text))]));
}
