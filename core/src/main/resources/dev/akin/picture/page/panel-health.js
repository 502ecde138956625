/** How healthy the rows of the model are. */

import { make } from 'akin/element.js';
import { trouble } from 'akin/lists.js';
import { percent, rounded, say, written } from 'akin/words.js';

/** @param {string} name @param {string|number} value @returns {HTMLElement[]} */
const fact = (name, value) => [make('dt', {}, say(name)), make('dd', {}, written(value))];

/** What stands out, in the page's language; in the server's words where the page has none. @param {any} one @param {any} health @returns {string} */
function finding(one, health) {
  const { notNumbers, dead, duplicates, anisotropy, normsByCount } = health;
  const some = ({ rows, keys }) => ({ count: rows, keys: keys.join(', ') + (rows > keys.length ? ', …' : '') });
  const said = {
    notNumbers: () => say('finding-notNumbers', some(notNumbers)),
    dead: () => say('finding-dead', some(dead)),
    deadDimensions: () => say('finding-deadDimensions', { list: health.deadDimensions.join(', ') }),
    duplicates: () => say('finding-duplicates', { count: duplicates.rows, keys: duplicates.groups[0].join(' = ') }),
    anisotropy: () => say('finding-anisotropy', { mean: written(anisotropy.meanCosine, 2) }),
    effectiveDimensions: () => say('finding-effectiveDimensions', { effective: written(anisotropy.effectiveDimensions, 1), dimension: health.dimension }),
    normsByCount: () => say(normsByCount.correlation > 0 ? 'finding-longer' : 'finding-shorter', { correlation: written(normsByCount.correlation, 2) }),
  }[one.what];
  return said ? said() : one.text;
}

/** @param {any} health @returns {HTMLElement[]} */
function bins(health) {
  const shown = health.normsByCount?.bins ?? [];
  const most = Math.max(...shown.map((bin) => bin.median), Number.MIN_VALUE);
  if (shown.length === 0) {
    return [];
  }
  const text = (bin) => `${written(bin.least)}–${written(bin.most)}: ${rounded(bin.median)}`;
  return [make('h2', {}, say('norm-bins')),
    make('div', { className: 'chart', role: 'img', aria: { label: shown.map(text).join(', ') } }, ...shown.map((bin) => {
      const bar = make('i', { title: text(bin) });
      bar.style.height = `${(100 * bin.median) / most}%`;
      return bar;
    })),
    make('p', { className: 'scale' }, make('span', {}, written(shown[0].least)), make('span', {}, written(shown.at(-1).most)))];
}

/** @param {any} health @returns {HTMLElement} */
function facts(health) {
  const { norms, anisotropy } = health;
  return make('dl', { className: 'facts' },
    ...fact('rows', health.rows), ...fact('dimension', health.dimension), ...fact('dead', health.dead.rows), ...fact('nan', health.notNumbers.rows),
    ...fact('dead-dimensions', health.deadDimensions.length), ...fact('duplicates', health.duplicates.rows),
    ...fact('anisotropy', written(anisotropy.meanCosine, 3)), ...fact('effective', written(anisotropy.effectiveDimensions, 1)),
    ...fact('component', percent(anisotropy.firstComponent, 1)),
    ...fact('norms', [norms.least, norms.median, norms.most].map(rounded).join(' · ')),
    ...(health.normsByCount ? fact('norm-count', written(health.normsByCount.correlation, 2)) : []));
}

/** @param {import('akin/stage.js').Stage} stage @param {HTMLElement} place */
export function healthPanel(stage, place) {
  const found = make('div', { aria: { live: 'polite' } });
  let running = new AbortController();
  let answer;

  const show = () => {
    const findings = answer.findings.map((one) => make('p', { className: `finding ${one.level}` }, finding(one, answer)));
    found.replaceChildren(...(findings.length ? findings : [make('p', { className: 'finding' }, say('fine'))]), facts(answer), ...bins(answer));
  };

  const examine = async () => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    try {
      answer = await stage.model.work('health', {}, signal, stage.progress);
      show();
    } catch (failure) {
      if (!signal.aborted) {
        found.replaceChildren(trouble(failure, () => {}));
      }
    } finally {
      stage.progress(undefined);
    }
  };

  const speak = () => {
    const button = make('button', { type: 'button' }, say('examine'));
    button.addEventListener('click', examine);
    place.replaceChildren(make('p', { className: 'hint' }, say('health-hint')), button, found);
    if (answer) {
      show();
    }
  };
  speak();
  stage.addEventListener('loaded', () => {
    running.abort();
    answer = undefined;
    found.replaceChildren();
  });
  return { speak };
}
