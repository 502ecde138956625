/** Asks the server that the page came from. */

const KEY = 'akin.key';

/** What the server says is wrong: a problem document. */
export class Problem extends Error {
  /** @param {{status: number, detail?: string, filter?: string, position?: number}} document */
  constructor(document) {
    super(document.detail ?? String(document.status));
    this.document = document;
  }
}

/** Asks a person for the key; the promise is kept when there is one. @returns {Promise<void>} */
function askForKey() {
  const dialog = document.getElementById('key');
  const field = document.getElementById('key-value');
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      sessionStorage.setItem(KEY, field.value);
      field.value = '';
      resolve();
    }, { once: true });
    dialog.showModal();
  });
}

/**
 * The answer to a question.
 * @param {string} path
 * @param {Object<string, string|number|boolean|undefined>} [fields] those that are undefined or empty are not sent
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 * @throws {Problem} if the server says that something is wrong
 */
export async function ask(path, fields = {}, signal = undefined) {
  const sent = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(sent.map(([name, value]) => [name, String(value)])).toString();
  const key = sessionStorage.getItem(KEY);
  const response = await fetch(query ? `${path}?${query}` : path, {
    headers: key ? { Authorization: `Bearer ${key}` } : {},
    signal,
  });
  if (response.status === 401) {
    await askForKey();
    return ask(path, fields, signal);
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Problem(answer);
  }
  return answer;
}
