/** Pictures and sounds beside keys, in lists and panels. One sound plays at a time. */

import { make } from 'akin/element.js';
import { Kind } from 'akin/pictures.js';
import { say } from 'akin/words.js';

const SMALL = 96; // pixels, for screens with two to a point
const LARGE = 640;

/** What plays. @type {HTMLAudioElement|undefined} */
let playing;

/** Stops what plays, and lets another one play. @param {HTMLAudioElement|undefined} audio */
function claim(audio) {
  if (playing !== audio) {
    playing?.pause();
  }
  playing = audio;
}

/** Loads an address, and gives it back when it is no longer needed. @param {HTMLElement} element @param {string} done an event @param {Promise<string>} address */
async function load(element, done, address) {
  try {
    const found = await address;
    element.addEventListener(done, () => URL.revokeObjectURL(found), { once: true });
    element.src = found;
  } catch (failure) {
    console.info(failure.message);
    element.dispatchEvent(new Event('error'));
  }
}

/**
 * A picture; it goes away if it cannot be shown.
 * @param {import('akin/model.js').Model} model
 * @param {number} row
 * @param {{size: number, alt: string, className: string}} look
 * @returns {HTMLElement}
 */
function image(model, row, { size, alt, className }) {
  const shown = make('img', { alt, className, loading: 'lazy', decoding: 'async' });
  shown.addEventListener('error', () => shown.remove());
  load(shown, 'load', model.address(row, size));
  return shown;
}

/** A small picture of a row, whose key stands beside it; none of other rows. @param {import('akin/model.js').Model} model @param {number} row @returns {HTMLElement[]} */
export function thumbnail(model, row) {
  return model.kindOf(row) === Kind.PICTURE ? [image(model, row, { size: SMALL, alt: '', className: 'thumb' })] : [];
}

/** @param {import('akin/model.js').Model} model @param {number} row @returns {HTMLAudioElement} */
function player(model, row) {
  const audio = make('audio', { preload: 'metadata', aria: { label: model.label(row) } });
  audio.addEventListener('play', () => claim(audio));
  load(audio, 'emptied', model.address(row));
  return audio;
}

/** What plays a row's sound, and stops it; none for other rows. @param {import('akin/model.js').Model} model @param {number} row @returns {HTMLElement[]} */
export function playButton(model, row) {
  if (model.kindOf(row) !== Kind.SOUND) {
    return [];
  }
  const name = say('play', { key: model.label(row) });
  const sign = make('span', { aria: { hidden: 'true' } }, '▶');
  const button = make('button', { type: 'button', className: 'play', title: name, aria: { label: name, pressed: 'false' } }, sign);
  const show = (on) => {
    button.setAttribute('aria-pressed', String(on));
    sign.textContent = on ? '■' : '▶';
  };
  let audio;
  button.addEventListener('click', () => {
    if (audio && !audio.paused) {
      audio.pause();
      return;
    }
    audio = player(model, row);
    audio.addEventListener('playing', () => show(true));
    audio.addEventListener('pause', () => show(false));
    audio.addEventListener('error', () => {
      show(false);
      [button.disabled, button.title] = [true, say('unplayable')];
    });
    audio.autoplay = true;
  });
  return [button];
}

/** The picture or the sound of a row, as large as a panel. @param {import('akin/model.js').Model} model @param {number} row @param {boolean} plays at once @returns {HTMLElement[]} */
export function exhibit(model, row, plays) {
  if (model.kindOf(row) === Kind.PICTURE) {
    return [image(model, row, { size: LARGE, alt: model.label(row), className: 'exhibit' })];
  }
  if (model.kindOf(row) !== Kind.SOUND) {
    return [];
  }
  const audio = player(model, row);
  audio.controls = true;
  audio.autoplay = plays;
  audio.addEventListener('error', () => audio.replaceWith(make('p', { className: 'hint' }, say('unplayable'))));
  return [audio];
}

/** Stops what plays. */
export const hush = () => claim(undefined);
