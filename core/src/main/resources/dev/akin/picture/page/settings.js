/** How the map is made, beside its method: what a person may choose, and what the server is asked. */

/** For which methods a field means something. */
const ONLY = { perplexity: ['tsne'], iterations: ['tsne', 'umap'], neighbors: ['umap'], 'min-distance': ['umap'] };

const FIELDS = ['metric', 'perplexity', 'neighbors', 'min-distance', 'iterations', 'seed'];

/** The form `how`. Fields that are empty are left to the server. */
export class Settings {
  /** @param {() => string} method that is chosen @param {() => void} changed a person asks for the map that they describe */
  constructor(method, changed) {
    this.method = method;
    this.form = document.getElementById('how');
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      document.getElementById('settings').hidePopover();
      changed();
    });
    this.form.addEventListener('reset', () => queueMicrotask(changed));
  }

  /** @param {string} name @returns {HTMLInputElement|HTMLSelectElement} */
  field(name) {
    return document.getElementById(name);
  }

  /** Whether a field means something for the method. @param {string} name @returns {boolean} */
  counts(name) {
    return !(name in ONLY) || ONLY[name].includes(this.method());
  }

  /** What was chosen, for the server and for the address. @returns {Object<string, string>} */
  get values() {
    const chosen = FIELDS.filter((name) => this.counts(name) && this.field(name).value !== '');
    return Object.fromEntries(chosen.map((name) => [name, this.field(name).value]));
  }

  /** @param {Object<string, string>} values those that are missing are left to the server */
  set values(values) {
    for (const name of FIELDS) {
      this.field(name).value = values[name] ?? '';
    }
    this.offer();
  }

  /** Shows the fields that mean something. */
  offer() {
    for (const name of FIELDS) {
      this.field(name).closest('label').hidden = !this.counts(name);
    }
  }
}
