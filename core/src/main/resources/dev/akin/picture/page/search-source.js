/** The passages around an answer, in the order of the file that they are of. */

import { ask } from 'akin/search-ask.js';
import { element, literal, marked, place } from 'akin/search-answer.js';

/** Passages of a file that are read. */
const MOST = 500;

/**
 * What a passage adds to those before it: passages overlap.
 * @param {any} passage
 * @param {number} end where those before it end in the file
 * @returns {string}
 */
function rest(passage, end) {
  const { _from: from = 0, _to: to = 0 } = passage.metadata;
  return to - from === passage.text.length ? passage.text.slice(Math.max(0, end - from)) : passage.text;
}

/**
 * Shows an answer among the passages of its file.
 * @param {string} collection
 * @param {any} hit
 */
export async function showSource(collection, hit) {
  const found = await ask(`/v1/collections/${encodeURIComponent(collection)}/documents`, {
    filter: `path = ${literal(hit.metadata.path)}`,
    limit: MOST,
  });
  const passages = found.documents.sort((a, b) => (a.metadata._from ?? 0) - (b.metadata._from ?? 0));
  const text = document.getElementById('source-text');
  let end = 0;
  text.replaceChildren(...passages.map((passage) => {
    const here = passage.id === hit.id;
    const parts = here ? marked(hit.text, hit.highlights ?? []) : [rest(passage, end)];
    end = Math.max(end, passage.metadata._to ?? 0);
    return element('p', { className: here ? 'here' : '', dir: 'auto' }, ...parts);
  }));
  document.getElementById('source-title').textContent = place(hit);
  document.getElementById('source').showModal();
  text.querySelector('.here')?.scrollIntoView({ block: 'center' });
}
