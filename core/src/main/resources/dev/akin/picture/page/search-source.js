/** The passages around an answer, in the order of the file that they are of. */

import { ask } from 'akin/search-ask.js';
import { element, literal, marked, place } from 'akin/search-answer.js';

/** Passages of a file that are read. */
const MOST = 500;

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
  text.replaceChildren(...passages.map((passage) => (passage.id === hit.id
    ? element('p', { className: 'here', dir: 'auto' }, ...marked(hit.text, hit.highlights ?? []))
    : element('p', { dir: 'auto' }, passage.text))));
  document.getElementById('source-title').textContent = place(hit);
  document.getElementById('source').showModal();
  text.querySelector('.here')?.scrollIntoView({ block: 'center' });
}
