/** Questions whose answers take long. */

import { reply } from 'akin/search-ask.js';

const PAUSE = 700;

/** @param {number} time @returns {Promise<void>} */
const rest = (time) => new Promise((resolve) => {
  setTimeout(resolve, time);
});

/**
 * Asks until the answer is there.
 * @param {string} path
 * @param {Object<string, any>} fields
 * @param {AbortSignal} signal when it is aborted, the server is told to stop
 * @param {(state: any) => void} [progress] what the server says of its work
 * @returns {Promise<Response>}
 */
export async function work(path, fields, signal, progress = () => {}) {
  let answer = await reply(path, fields, signal);
  let stop;
  if (answer.status === 202) {
    stop = () => reply(path, fields, undefined, 'DELETE').catch((failure) => console.warn(failure.message));
    signal.addEventListener('abort', stop, { once: true });
  }
  while (answer.status === 202) {
    progress(await answer.json());
    await rest(PAUSE);
    answer = await reply(path, fields, signal);
  }
  signal.removeEventListener('abort', stop);
  return answer;
}

/** The numbers of a binary answer. @param {Response} answer @returns {Promise<Float32Array>} */
export async function floats(answer) {
  return new Float32Array(await answer.arrayBuffer());
}
