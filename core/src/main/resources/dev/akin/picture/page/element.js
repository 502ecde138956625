/**
 * A new element.
 * @param {string} name
 * @param {Object<string, any>} [properties] `data` and `aria` hold what becomes data-… and aria-…
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function make(name, { data = {}, aria = {}, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  Object.assign(made.dataset, data);
  for (const [key, value] of Object.entries(aria)) {
    made.setAttribute(`aria-${key}`, value);
  }
  made.append(...children);
  return made;
}
