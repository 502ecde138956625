/** The buttons on a map, the same for a server's map and for a page of its own. */

import { save } from 'akin/save.js';
import { picture } from 'akin/view.js';

/**
 * @param {import('akin/stage.js').Stage} stage
 * @param {{moved: () => void, views?: () => import('akin/view.js').View[], fail: (failure: unknown) => void}} tell `moved`: another place
 *   is seen; `views`: all maps that are on a picture
 * @returns {{lassoing: () => boolean, useLasso: (on: boolean) => void}}
 */
export function toolbar(stage, { moved, views = () => [stage.view], fail }) {
  const at = (id) => document.getElementById(id);
  const lassoing = () => at('lasso').getAttribute('aria-pressed') === 'true';
  const useLasso = (on) => {
    at('lasso').setAttribute('aria-pressed', String(on));
    at('maps').classList.toggle('lassoing', on);
  };
  const see = (id, change) => at(id).addEventListener('click', () => {
    if (stage.points) {
      change(stage.view.camera);
      stage.view.draw();
      moved();
    }
  });
  see('closer', (camera) => camera.magnify(1.5));
  see('farther', (camera) => camera.magnify(1 / 1.5));
  see('fit', (camera) => camera.fit());
  at('lasso').addEventListener('click', () => useLasso(!lassoing()));
  at('picture').addEventListener('click', () => {
    if (stage.points) {
      picture(views()).then((png) => save(png, `${stage.model.id}.png`)).catch(fail);
    }
  });
  return { lassoing, useLasso };
}
