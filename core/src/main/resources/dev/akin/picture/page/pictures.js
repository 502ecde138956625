/** Small pictures for a map: fetched when they are in sight, a few at once, the last of them kept. */

const AT_ONCE = 6;
const KEPT = 1500;

/** What a row is: the codes that the server has for kinds. */
export const Kind = Object.freeze({ TEXT: 0, PICTURE: 1, SOUND: 2 });

export class Pictures {
  /** @param {import('akin/model.js').Model} model */
  constructor(model) {
    this.model = model;
    this.changed = () => {};
    this.had = new Map();
    this.missing = new Set();
    this.wanted = [];
    this.running = new Set();
  }

  /** Whether a row is shown by a picture; one whose file is gone is not. @param {number} row @returns {boolean} */
  is(row) {
    return this.model.kindOf(row) === Kind.PICTURE && !this.missing.has(row);
  }

  /** @param {number} row @returns {ImageBitmap|undefined} undefined: not yet */
  get(row) {
    return this.had.get(row);
  }

  /** Fetches those that are not there, the first first; what was wanted before is given up. @param {number[]} rows */
  want(rows) {
    this.wanted = rows.filter((row) => !this.had.has(row) && !this.running.has(row));
    this.fetch();
  }

  fetch() {
    while (this.running.size < AT_ONCE && this.wanted.length > 0) {
      this.fetchOne(this.wanted.shift());
    }
  }

  /** @param {number} row */
  async fetchOne(row) {
    this.running.add(row);
    try {
      this.keep(row, await this.model.small(row));
    } catch (failure) {
      console.info(`${this.model.keys[row]}: ${failure.message}`);
      this.missing.add(row);
    }
    this.running.delete(row);
    this.fetch();
    this.changed();
  }

  /** @param {number} row @param {ImageBitmap} picture */
  keep(row, picture) {
    this.had.set(row, picture);
    if (this.had.size > KEPT) {
      const [first] = this.had.keys();
      this.had.get(first).close();
      this.had.delete(first);
    }
  }
}
