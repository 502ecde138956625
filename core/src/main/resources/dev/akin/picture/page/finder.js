/** The field that finds keys by their spelling or by their meaning. */

import { make } from 'akin/element.js';
import { say, written } from 'akin/words.js';

const WAIT = 250;

/**
 * @param {import('akin/stage.js').Stage} stage
 * @param {(failure: unknown) => void} fail
 */
export function finder(stage, fail) {
  const at = (id) => document.getElementById(id);
  const [field, list, by] = [at('find'), at('found'), at('by')];
  let entries = [];
  let active = -1;
  let running = new AbortController();
  let timer;

  const close = () => {
    clearTimeout(timer);
    running.abort();
    [entries, active] = [[], -1];
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };

  const take = (entry) => {
    close();
    field.value = '';
    stage.choose(entry.row);
  };

  const activate = (next) => {
    active = next;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === active)));
    list.children[active]?.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', list.children[active]?.id ?? '');
    stage.view.point(entries[active]?.row ?? -1);
  };

  const show = (found, note) => {
    entries = found;
    list.replaceChildren(...found.map((entry, i) => {
      const item = make('li', { id: `found-${i}`, role: 'option' }, make('span', {}, entry.key), make('small', {}, entry.note));
      item.addEventListener('pointerdown', (event) => {
        event.preventDefault();
        take(entry);
      });
      return item;
    }), ...(note ? [make('li', { role: 'option', aria: { disabled: 'true' } }, make('small', {}, note))] : []));
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    activate(found.length ? 0 : -1);
  };

  const search = async () => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const text = field.value.trim();
    const { model } = stage;
    if (!text || !model) {
      close();
      return;
    }
    if (by.value === 'word') {
      const found = model.spelled(text).map((row) => ({ row, key: model.label(row), note: written(model.counts?.[row] ?? row + 1) }));
      show(found, found.length ? '' : say('nothing'));
      return;
    }
    try {
      const answer = await model.ask('meaning', { text, k: 12 }, signal);
      const unknown = answer.unknown?.length ? say('unknown', { words: answer.unknown.join(', ') }) : '';
      show(answer.neighbors.map((one) => ({ row: one.row, key: model.label(one.row) ?? one.key, note: written(one.similarity, 3) })), unknown);
      stage.ring(answer.neighbors.map((one) => one.row));
    } catch (failure) {
      if (!signal.aborted) {
        show([], failure.document?.status === 404 ? say('nothing') : '');
        if (failure.document?.status !== 404) {
          fail(failure);
        }
      }
    }
  };

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(search, by.value === 'word' ? 60 : WAIT);
  });
  by.addEventListener('change', search);
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      activate(entries.length ? (active + (event.key === 'ArrowDown' ? 1 : entries.length - 1)) % entries.length : -1);
    } else if (event.key === 'Escape') {
      field.value = '';
      close();
    }
  });
  at('search').addEventListener('submit', async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (list.hidden) {
      await search();
    }
    if (entries.length) {
      take(entries[Math.max(0, active)]);
    }
  });
}
