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
 * What the server answers, as it comes.
 * @param {string} path
 * @param {Object<string, string|number|boolean|string[]|undefined>} [fields] those that are undefined or empty are not sent
 * @param {AbortSignal} [signal]
 * @param {string} [method]
 * @param {string} [body] as JSON
 * @returns {Promise<Response>}
 * @throws {Problem} if the server says that something is wrong
 */
export async function reply(path, fields = {}, signal = undefined, method = 'GET', body = undefined) {
  const sent = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  const pairs = sent.flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]));
  const query = new URLSearchParams(pairs).toString();
  const key = sessionStorage.getItem(KEY);
  const response = await fetch(query ? `${path}?${query}` : path, {
    method,
    headers: { ...(key ? { Authorization: `Bearer ${key}` } : {}), ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body,
    signal,
  });
  if (response.status === 401) {
    await askForKey();
    return reply(path, fields, signal, method, body);
  }
  if (!response.ok) {
    throw new Problem(await response.json());
  }
  return response;
}

/**
 * An address that an element of the page may load. Elements cannot send the key that a server asks for: there it is fetched, and
 * whoever has it gives it back by `URL.revokeObjectURL`.
 * @param {string} path
 * @param {Object<string, string|number>} fields
 * @returns {Promise<string>}
 */
export async function address(path, fields) {
  return sessionStorage.getItem(KEY) === null
    ? `${path}?${new URLSearchParams(fields)}`
    : URL.createObjectURL(await (await reply(path, fields)).blob());
}

/**
 * The answer to a question that is too long for an address.
 * @param {string} path
 * @param {Object<string, any>} fields
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 * @throws {Problem} if the server says that something is wrong
 */
export async function post(path, fields, signal = undefined) {
  return (await reply(path, {}, signal, 'POST', JSON.stringify(fields))).json();
}

/**
 * The answer to a question.
 * @param {string} path
 * @param {Object<string, string|number|boolean|string[]|undefined>} [fields] those that are undefined or empty are not sent
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 * @throws {Problem} if the server says that something is wrong
 */
export async function ask(path, fields = {}, signal = undefined) {
  return (await reply(path, fields, signal)).json();
}
