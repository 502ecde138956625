/** Light and dark: as the system is, unless a person says otherwise. */

const KEPT = 'akin.theme';
const SYSTEM = matchMedia('(prefers-color-scheme: dark)');
const changes = new EventTarget();

/** What was asked for. @returns {'system'|'light'|'dark'} */
export const wished = () => {
  const kept = localStorage.getItem(KEPT);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
};

/** What is shown. @returns {'light'|'dark'} */
export const theme = () => (wished() === 'system' ? (SYSTEM.matches ? 'dark' : 'light') : wished());

function apply() {
  document.documentElement.dataset.theme = wished();
  changes.dispatchEvent(new Event('change'));
}

/** Asks for a theme, and remembers it. @param {string} wish `system`, `light` or `dark` */
export function choose(wish) {
  localStorage.setItem(KEPT, wish);
  apply();
}

/** Calls whenever the colours have changed. @param {() => void} action */
export function onTheme(action) {
  changes.addEventListener('change', action);
}

SYSTEM.addEventListener('change', apply);
window.addEventListener('storage', (event) => event.key === KEPT && apply());
apply();
