/** Pointer, wheel, fingers and keys on a map. */

const STEP = 60; // pixels a key moves

/**
 * What a person does with a map becomes what is seen of it.
 * @param {import('akin/view.js').View} view
 * @param {{hover: (row: number) => void, pick: (row: number) => void, catch: (rows: number[]) => void, moved: () => void,
 *   lassoing: () => boolean}} tell
 */
export function handle(view, tell) {
  const { place } = view;
  const fingers = new Map();
  let travelled = 0;
  let drawing = false;

  const where = (event) => {
    const box = place.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const change = () => {
    view.draw();
    tell.moved();
  };

  const pinch = (id, to) => {
    const [other] = [...fingers].filter(([one]) => one !== id).map(([, at]) => at);
    const before = fingers.get(id);
    const apart = (a, b) => Math.max(10, Math.hypot(a[0] - b[0], a[1] - b[1]));
    view.camera.magnify(apart(to, other) / apart(before, other), (to[0] + other[0]) / 2, (to[1] + other[1]) / 2);
  };

  place.addEventListener('pointerdown', (event) => {
    if (!view.camera || event.button > 0) {
      return;
    }
    place.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, where(event));
    travelled = 0;
    drawing = fingers.size === 1 && (event.shiftKey || tell.lassoing());
    view.lasso = drawing ? [where(event)] : [];
  });

  place.addEventListener('pointermove', (event) => {
    if (!view.camera) {
      return;
    }
    const to = where(event);
    const from = fingers.get(event.pointerId);
    if (!from) {
      hover(to);
      return;
    }
    travelled += Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1]);
    if (drawing) {
      view.lasso.push(to);
      view.draw();
    } else if (fingers.size === 2) {
      pinch(event.pointerId, to);
      change();
    } else if (travelled > 3) {
      view.camera.drag(to[0] - from[0], to[1] - from[1]);
      change();
    }
    fingers.set(event.pointerId, to);
  });

  let asked;
  const hover = (to) => {
    if (asked === undefined) {
      requestAnimationFrame(() => {
        const row = view.at(...asked);
        asked = undefined;
        place.classList.toggle('over', row >= 0);
        view.point(row);
        tell.hover(row);
      });
    }
    asked = to;
  };

  const up = (event) => {
    if (!fingers.delete(event.pointerId)) {
      return;
    }
    if (drawing) {
      drawing = false;
      tell.catch(view.caught());
    } else if (travelled <= 3 && event.type === 'pointerup') {
      tell.pick(view.at(...where(event)));
    }
  };
  place.addEventListener('pointerup', up);
  place.addEventListener('pointercancel', up);
  place.addEventListener('pointerleave', () => {
    view.point(-1);
    tell.hover(-1);
  });

  place.addEventListener('wheel', (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 30 : 1;
    view.camera?.magnify(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), ...where(event));
    change();
  }, { passive: false });

  place.addEventListener('dblclick', (event) => {
    view.camera?.magnify(event.altKey ? 0.5 : 2, ...where(event));
    change();
  });

  const keys = {
    ArrowLeft: () => view.camera.drag(STEP, 0),
    ArrowRight: () => view.camera.drag(-STEP, 0),
    ArrowUp: () => view.camera.drag(0, STEP),
    ArrowDown: () => view.camera.drag(0, -STEP),
    '+': () => view.camera.magnify(1.3),
    '=': () => view.camera.magnify(1.3),
    '-': () => view.camera.magnify(1 / 1.3),
    0: () => view.camera.fit(),
  };
  place.addEventListener('keydown', (event) => {
    if (event.key in keys && view.camera && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      keys[event.key]();
      change();
    }
  });
}
