// Gives the screen the part of the window that is left below whatever is above it.

export class WindowFit {
  #screen;
  #observer = new ResizeObserver(() => this.fit());

  /**
   * What is above the screen may come, go or lose its padding later: then something around the screen
   * changes its size.
   *
   * @param {HTMLElement} screen
   * @param {Node} root the component's element or shadow root
   */
  constructor(screen, root) {
    this.#screen = screen;
    const top = root.getRootNode();
    let around = top instanceof ShadowRoot ? top.host : root instanceof Element ? root : null;
    for (; around; around = around.parentElement) {
      this.#observer.observe(around, { box: "border-box" });
    }
  }

  fit() {
    const above = Math.max(0, Math.round(this.#screen.getBoundingClientRect().top));
    this.#screen.style.setProperty("--above", `${above}px`);
  }

  close() {
    this.#observer.disconnect();
  }
}
