/** A model of the server, as the page asks it. */

import { Kind, Pictures } from 'akin/pictures.js';
import { address, ask, reply } from 'akin/search-ask.js';
import { floats, work } from 'akin/work.js';

const PAGE = 200000; // keys asked at once
const NAMED = 100000; // rows whose texts are shown instead of their keys
const SMALL = 96; // pixels of a picture on the map

export class Model {
  /** @param {any} described an entry of `/v1/models` */
  constructor(described) {
    Object.assign(this, described);
    this.path = `/v1/models/${encodeURIComponent(described.id)}`;
    this.keys = [];
    this.counts = undefined;
  }

  /** The row of a key, or -1. @param {string} key @returns {number} */
  row(key) {
    this.index ??= new Map(this.keys.map((one, row) => [one, row]));
    return this.index.get(key) ?? -1;
  }

  /** Fetches the first keys. @param {number} limit @param {AbortSignal} signal */
  async fetchKeys(limit, signal) {
    const wanted = Math.min(limit, this.rows);
    while (this.keys.length < wanted) {
      const from = this.keys.length;
      const page = await ask(`${this.path}/keys`, { from, limit: Math.min(PAGE, wanted - from) }, signal);
      if (from > 0 && page.version !== this.version) {
        this.forget();
        continue;
      }
      this.version = page.version;
      this.rows = page.rows;
      this.keys = from ? this.keys.concat(page.keys) : page.keys;
      this.counts = page.counts && (from ? this.counts.concat(page.counts) : page.counts);
      this.index = undefined;
      if (page.keys.length === 0) {
        break;
      }
    }
  }

  /** The file is another: its keys are asked again. */
  forget() {
    [this.keys, this.counts, this.index, this.kinds, this.texts, this.shown] = [[]];
  }

  /** What rows are, and the texts of those whose keys are only numbers of lines. @param {number} limit @param {AbortSignal} signal */
  async fetchKinds(limit, signal) {
    if (this.media && (this.kinds?.length ?? 0) < Math.min(limit, this.rows)) {
      this.kinds = (await ask(`${this.path}/kinds`, { limit }, signal)).codes;
    }
    const texts = this.columns?.some(({ name, kind }) => name === 'text' && kind === 'text');
    const named = Math.min(limit, NAMED, this.rows);
    if (texts && (this.texts?.length ?? 0) < named) {
      const { values, codes } = await this.column('text', named, signal);
      this.texts = codes.map((code) => values[code]);
    }
  }

  /** What a row is. @param {number} row @returns {number} a {@link Kind} */
  kindOf(row) {
    return this.kinds?.[row] ?? Kind.TEXT;
  }

  /** What a row is called on the page: its text where the file has one, else its key. @param {number} row @returns {string} */
  label(row) {
    return this.texts?.[row] || this.keys[row];
  }

  /** The small pictures of its rows. @returns {Pictures|undefined} undefined if it has none */
  get pictures() {
    this.shown ??= this.kinds?.includes(Kind.PICTURE) ? new Pictures(this) : undefined;
    return this.shown;
  }

  /** @param {number} row of a picture @returns {Promise<ImageBitmap>} */
  async small(row) {
    const answer = await reply(`${this.path}/media`, { key: this.keys[row], size: SMALL });
    return createImageBitmap(await answer.blob());
  }

  /** An address of a row's file, or of a small picture of it; a part of a sound begins at its second. @param {number} row @param {number} [size] @returns {Promise<string>} */
  async address(row, size = undefined) {
    const key = this.keys[row];
    const from = this.kindOf(row) === Kind.SOUND && key.match(/#(\d+(?:\.\d+)?)$/);
    const whole = await address(`${this.path}/media`, size ? { key, size } : { key });
    return from ? `${whole}#t=${from[1]}` : whole;
  }

  /**
   * Points on a map.
   * @param {{method: string, dimensions: number, limit: number, like?: string}} fields
   * @param {AbortSignal} signal
   * @param {(state: any) => void} progress
   * @returns {Promise<{data: import('akin/points.js').PointData, leftOut: number}>}
   */
  async map(fields, signal, progress) {
    const [answer] = await Promise.all([
      work(`${this.path}/map`, fields, signal, progress),
      this.fetchKeys(fields.limit, signal),
    ]);
    const version = Number(answer.headers.get('Akin-Version'));
    if (this.version !== version) {
      this.forget();
      await this.fetchKeys(fields.limit, signal);
    }
    await this.fetchKinds(fields.limit, signal);
    const places = await floats(answer);
    return {
      data: { keys: this.keys, label: (row) => this.label(row), counts: this.counts, dimensions: Number(answer.headers.get('Akin-Dimensions')), places },
      leftOut: Number(answer.headers.get('Akin-Left-Out') ?? 0),
    };
  }

  /** @param {string} name @param {number} limit @param {AbortSignal} signal @returns {Promise<any>} */
  column(name, limit, signal) {
    return ask(`${this.path}/column`, { name, limit }, signal);
  }

  /** An answer by JSON to one of the model's verbs. @param {string} verb @param {Object<string, any>} fields @param {AbortSignal} [signal] */
  ask(verb, fields, signal) {
    return ask(`${this.path}/${verb}`, fields, signal);
  }

  /** @param {string} verb @param {Object<string, any>} fields @param {AbortSignal} signal @param {(state: any) => void} [progress] */
  async work(verb, fields, signal, progress) {
    return (await work(`${this.path}/${verb}`, fields, signal, progress)).json();
  }

  /** A number for each row. @param {string} verb @param {Object<string, any>} fields @param {AbortSignal} signal */
  async numbers(verb, fields, signal) {
    return floats(await work(`${this.path}/${verb}`, { ...fields, format: 'floats' }, signal));
  }

  /** Keys that are spelled like a text: that key itself, then those that begin so, then those that hold it. @returns {number[]} rows */
  spelled(text, most = 12) {
    const wanted = text.trim().toLocaleLowerCase().replaceAll(' ', '_');
    const [exact, begins, holds] = [[], [], []];
    for (let row = 0; row < this.keys.length && wanted && begins.length < 2 * most; row++) {
      const key = this.label(row).toLocaleLowerCase().replaceAll(' ', '_');
      const at = key.indexOf(wanted);
      if (at >= 0) {
        (key === wanted ? exact : at === 0 ? begins : holds).push(row);
      }
    }
    return [...exact, ...begins, ...holds].slice(0, most);
  }
}
