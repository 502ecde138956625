/** Tabs and what they show, as WAI-ARIA describes them: arrows move, only the chosen one takes the keyboard. */
export class Tabs {
  /** @param {HTMLElement} bar of buttons, each of which names its panel in aria-controls @param {() => void} changed */
  constructor(bar, changed) {
    this.buttons = [...bar.children];
    this.changed = changed;
    this.chosen = '';
    this.buttons.forEach((button, i) => {
      button.addEventListener('click', () => this.showAt(i));
      button.addEventListener('keydown', (event) => {
        const step = { ArrowRight: 1, ArrowLeft: this.buttons.length - 1 }[event.key];
        if (step) {
          event.preventDefault();
          const next = (i + step) % this.buttons.length;
          this.showAt(next);
          this.buttons[next].focus();
        }
      });
    });
  }

  /** @param {number} place */
  showAt(place) {
    this.show(this.buttons[place].getAttribute('aria-controls'));
  }

  /** @param {string} name of a panel; any other is the first */
  show(name) {
    const names = this.buttons.map((button) => button.getAttribute('aria-controls'));
    this.chosen = names.includes(name) ? name : names[0];
    for (const button of this.buttons) {
      const is = button.getAttribute('aria-controls') === this.chosen;
      button.setAttribute('aria-selected', String(is));
      button.tabIndex = is ? 0 : -1;
      document.getElementById(button.getAttribute('aria-controls')).hidden = !is;
    }
    this.changed();
  }

  speak() {}
}
