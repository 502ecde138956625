/** What the explorer says, in each language that it speaks. */

import { EN } from 'akin/words-en.js';
import { RU } from 'akin/words-ru.js';
import { ZH } from 'akin/words-zh.js';

const WORDS = { en: EN, zh: ZH, ru: RU };

let language = 'en';

/** The language that was chosen before, else the browser's, else English. @returns {string} */
export function preferred() {
  const known = [localStorage.getItem('akin.language'), ...navigator.languages.map((l) => l.slice(0, 2))];
  return known.find((l) => l && l in WORDS) ?? 'en';
}

/** Speaks a language from now on, and writes all fixed texts of the page in it. @param {string} chosen */
export function speak(chosen) {
  language = chosen in WORDS ? chosen : 'en';
  localStorage.setItem('akin.language', language);
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = say(element.dataset.text);
  }
  for (const element of document.querySelectorAll('[data-title]')) {
    element.title = say(element.dataset.title);
    element.setAttribute('aria-label', element.title);
  }
  for (const element of document.querySelectorAll('[data-hint]')) {
    element.placeholder = say(element.dataset.hint);
  }
  document.title = `Akin: ${say('title')}`;
}

/**
 * A text with its values, in the form that the number in it asks for: 1 point, 2 points.
 * @param {string} name
 * @param {Object<string, string|number>} [values] numbers are written as the language writes them
 * @returns {string}
 */
export function say(name, values = {}) {
  const found = WORDS[language][name] ?? WORDS.en[name] ?? name;
  const text = typeof found === 'string' ? found : found[new Intl.PluralRules(language).select(Number(values[found.by]))] ?? found.other;
  return text.replace(/\{(\w+)\}/g, (whole, key) => written(values[key] ?? whole));
}

/** A number as the language writes it. @param {string|number} value @param {number} [digits] after the point @returns {string} */
export function written(value, digits = undefined) {
  return typeof value === 'number'
    ? value.toLocaleString(language, digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'negative' })
    : value;
}

/** A number by its first three digits. @param {number} value @returns {string} */
export function rounded(value) {
  return value.toLocaleString(language, { maximumSignificantDigits: 3 });
}

/** A share as per cent. @param {number} share @param {number} [digits] after the point @returns {string} */
export function percent(share, digits = 0) {
  return share.toLocaleString(language, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
}
