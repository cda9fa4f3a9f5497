import * as vscode from 'vscode';
import type { TerminalScreen, TerminalSession, Ui } from '../ui';

/** A terminal of the editor whose program is a session: a process in a container, a log, a build. */
export class SessionTerminal implements vscode.Pseudoterminal {
  readonly #written = new vscode.EventEmitter<string>();
  readonly onDidWrite = this.#written.event;
  readonly #closed = new vscode.EventEmitter<number>();
  readonly onDidClose = this.#closed.event;
  /** What happens before the program is connected waits for it. */
  #connected: Promise<TerminalSession | undefined> = Promise.resolve(undefined);
  #ended = false;

  /** A task's terminal is closed, or kept, by the editor: it only has to know the exit code. */
  constructor(
    private readonly connect: Parameters<Ui['openTerminal']>[1],
    private readonly isTask = false,
  ) {}

  open(size: vscode.TerminalDimensions | undefined): void {
    const screen: TerminalScreen = {
      show: (text) => this.#written.fire(text),
      end: (message, exitCode = 0) => {
        this.#ended = true;
        if (message !== undefined) {
          const more = this.isTask ? '' : ' Press any key to close.';
          this.#written.fire(`\r\n\x1b[2m${message}${more}\x1b[0m\r\n`);
        }
        if (message === undefined || this.isTask) {
          this.#closed.fire(exitCode);
        }
      },
    };
    this.#connected = this.connect(screen, { columns: size?.columns ?? 80, rows: size?.rows ?? 24 }).catch((error) => {
      screen.end(error instanceof Error ? error.message : String(error), 1);
      return undefined;
    });
  }

  handleInput(data: string): void {
    if (this.#ended) {
      this.#closed.fire(0);
    } else {
      void this.#connected.then((session) => session?.write(data));
    }
  }

  setDimensions({ columns, rows }: vscode.TerminalDimensions): void {
    void this.#connected.then((session) => session?.resize(columns, rows));
  }

  close(): void {
    void this.#connected.then((session) => session?.close());
  }
}
