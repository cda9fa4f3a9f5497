/**
 * Milliseconds for which VS Code holds back the changes of a tree after it has drawn one, and one more.
 *
 * `ExtHostTreeView` (src/vs/workbench/api/common/extHostTreeViews.ts) takes changes of rows and of a view's message through
 * `Event.debounce(…, 200, leading)`: what comes after 200 ms of silence is drawn at once, and everything that comes earlier waits until
 * nothing has come for 200 ms, so that a steady trickle is not drawn at all. Changes that are never closer than this are each drawn at
 * once. Its timer starts with the change, and ours after it: it ends first, however late both are.
 */
const window = 201;

/** Calls `draw` as soon as VS Code shows at once what it tells: the first time at once, then once for all requests of a window. */
export class Pace {
  #soon: NodeJS.Immediate | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #due = false;

  /** `draw` answers whether it has told VS Code anything: only that closes the window. */
  constructor(private readonly draw: () => boolean) {}

  /** Draws soon, together with everything else that is requested meanwhile. */
  request(): void {
    if (this.#closed) {
      this.#due = true;
    } else {
      // What came in one piece from the engine is drawn in one piece.
      this.#soon ??= setImmediate(() => this.#run());
    }
  }

  dispose(): void {
    clearImmediate(this.#soon);
    clearTimeout(this.#timer);
  }

  #run(): void {
    this.#soon = undefined;
    this.#due = false;
    this.#closed = true;
    if (this.draw()) {
      this.#timer = setTimeout(() => this.#open(), window);
    } else {
      this.#closed = false;
    }
  }

  #open(): void {
    this.#closed = false;
    if (this.#due) {
      this.#run();
    }
  }
}
