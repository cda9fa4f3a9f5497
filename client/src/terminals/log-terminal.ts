import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { LogLine } from '../engine/logs';
import type { TerminalScreen, TerminalSession, Ui } from '../ui';
import { plural } from '../views/format';
import { RecentLines, type SourcedLine } from './log-buffer';
import { newcomers } from './log-project';
import { followLog, type LogEngine, type LogStart } from './log-source';
import { allLines, filterOf, type LogFilter, patternProblem, plainText, safeText } from './log-text';

/** Bytes of the lines that are kept to be filtered. */
const kept = 16 << 20;
/** Lines that are drawn again when the filter changes; terminals keep a thousand by default. */
const redrawn = 5_000;
/** Milliseconds between two drawings, and lines in one: more can't be read, and the terminal would fall behind. */
const pause = 50;
const drawnAtOnce = 2_000;
/** Milliseconds after a drawing that left lines out: each replaces all that the terminal keeps of the one before. */
const pauseInBurst = 250;
const keys = 'f filter · t times · e streams · space pause · c clear · s save · q close';

/** Colours that tell containers apart; red is for stderr. */
const colours = [36, 33, 32, 35, 34, 96, 93, 92];

const nextStreams = { both: 'stderr', stderr: 'stdout', stdout: 'both' } as const;

/** Opens a terminal on the logs of containers, which are merged when they are several. `release` is called when it has closed. */
export function openLogTerminal(
  ui: Ui,
  from: LogEngine,
  names: readonly string[],
  start: LogStart,
  release: () => void,
): void {
  const title = names.length === 1 ? `${names[0]} logs` : `${plural(names.length, 'container')}: logs`;
  ui.openTerminal(title, async (screen) => new LogTerminal(ui, from, names, start, screen, release).open());
}

class LogTerminal {
  readonly #recent = new RecentLines(kept);
  readonly #closed = new AbortController();
  readonly #names: string[];
  #width: number;
  #stopWatching = () => {};
  /** How many of the recent lines were not drawn yet. */
  #fresh = 0;
  #isBurst = false;
  #timer: NodeJS.Timeout | undefined;
  #filter = allLines;
  #times = false;
  #paused = false;

  constructor(
    private readonly ui: Ui,
    private readonly from: LogEngine,
    names: readonly string[],
    private readonly start: LogStart,
    private readonly screen: TerminalScreen,
    private readonly release: () => void,
  ) {
    this.#names = [...names];
    this.#width = Math.max(...names.map((name) => name.length));
  }

  open(): TerminalSession {
    this.#note(keys);
    const join = newcomers(this.#names, this.from.state());
    for (const source of this.#names.keys()) {
      this.#follow(source, this.start);
    }
    if (join) {
      this.#stopWatching = this.from.watch((state) => {
        for (const name of join(state)) {
          this.#draw();
          this.#note(`${name} joins.`);
          this.#width = Math.max(this.#width, name.length);
          this.#follow(this.#names.push(name) - 1, {});
        }
      });
    }
    return { write: (data) => this.#press(data), resize: () => {}, close: () => this.#close() };
  }

  #follow(source: number, start: LogStart): void {
    const listener = {
      onLines: (lines: readonly LogLine[]) => this.#take(lines, source),
      onNote: (words: string) => {
        this.#draw();
        this.#note(words);
      },
    };
    void followLog(this.from, this.#names[source] ?? '', start, listener, this.#closed.signal);
  }

  #press(data: string): void {
    switch (data) {
      case 'f':
      case '/':
        void this.#askFilter();
        break;
      case 't':
        this.#times = !this.#times;
        this.#redraw();
        break;
      case 'e':
        this.#change({ streams: nextStreams[this.#filter.streams] });
        break;
      case ' ':
        this.#paused = !this.#paused;
        this.#note(this.#paused ? 'Paused; space goes on.' : 'Going on.');
        this.#draw();
        break;
      case 'c':
        this.#recent.clear();
        this.#redraw();
        break;
      case 's':
        void this.#save();
        break;
      case 'q':
      case '\x03':
      case '\x04':
        this.#close();
        this.screen.end();
        break;
      case '\r':
        this.screen.show('\r\n');
        break;
    }
  }

  async #askFilter(): Promise<void> {
    const pattern = await this.ui.input({
      title: 'Filter the logs',
      prompt: 'A text, or a /regular expression/; nothing shows all lines',
      value: this.#filter.pattern,
      validate: patternProblem,
    });
    if (pattern !== undefined) {
      this.#change({ pattern });
    }
  }

  #change(changed: Partial<LogFilter>): void {
    this.#filter = { ...this.#filter, ...changed };
    this.#redraw();
  }

  #take(lines: readonly LogLine[], source: number): void {
    for (const line of lines) {
      this.#recent.add(line, source);
    }
    this.#fresh += lines.length;
    this.#timer ??= setTimeout(() => this.#draw(), this.#isBurst ? pauseInBurst : pause);
  }

  /** Draws what has come since the last time. Lines of several containers are put into the order of their times. */
  #draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#paused) {
      return;
    }
    const { lines, looked } = this.#recent.last(drawnAtOnce, filterOf(this.#filter), this.#fresh);
    const skipped = this.#fresh - looked;
    this.#fresh = 0;
    this.#isBurst = skipped > 0;
    if (this.#names.length > 1) {
      lines.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    }
    if (skipped > 0) {
      this.#note(`${skipped.toLocaleString('en')} lines were too fast to be shown; s saves them all.`);
    }
    this.#show(lines);
  }

  #redraw(): void {
    this.#fresh = 0;
    // Clears the screen and what was scrolled off it.
    this.screen.show('\x1b[2J\x1b[3J\x1b[H');
    const { pattern, streams } = this.#filter;
    const shown = [pattern && `lines with ${pattern}`, streams !== 'both' && `only ${streams}`].filter(Boolean);
    this.#note([...shown, keys].join(' · '));
    this.#show(this.#recent.last(redrawn, filterOf(this.#filter)).lines);
  }

  #show(lines: readonly SourcedLine[]): void {
    if (lines.length > 0) {
      this.screen.show(lines.map((line) => `${this.#line(line)}\r\n`).join(''));
    }
  }

  #line({ source, stream, time, text }: SourcedLine): string {
    const name = this.#names[source] ?? '';
    const several = this.#names.length > 1;
    const colour = colours[source % colours.length];
    const from = several ? `\x1b[${colour}m${name.padEnd(this.#width)}\x1b[0m ` : '';
    const mark = stream === 'stderr' ? '\x1b[31m┃\x1b[0m ' : '';
    const when = this.#times ? `\x1b[2m${time.slice(0, 23)}\x1b[0m ` : '';
    // A colour may go on for several lines of one container, but not into those of another.
    return `${from}${when}${mark}${safeText(text)}${several ? '\x1b[0m' : ''}`;
  }

  #note(words: string): void {
    this.screen.show(`\x1b[0m\x1b[2m${safeText(words)}\x1b[0m\r\n`);
  }

  /** Saves all lines that the engine has and the filter lets through, without colours. */
  async #save(): Promise<void> {
    const path = await this.ui.askSavePath({
      title: 'Save the logs',
      name: `${this.#names.join('-').slice(0, 60)}.log`,
    });
    if (path === undefined) {
      return;
    }
    try {
      const count = await this.ui.progress('Saving logs', (signal) => this.#write(path, signal));
      this.ui.info(`${plural(count, 'line')} saved to ${path}.`);
    } catch (error) {
      await this.ui.error(`The logs could not be saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #write(path: string, signal: AbortSignal): Promise<number> {
    const passes = filterOf(this.#filter);
    const file = createWriteStream(path);
    const written = finished(file);
    written.catch(() => {});
    let count = 0;
    try {
      for (const name of this.#names) {
        const prefix = this.#names.length > 1 ? `${name} ` : '';
        const container = [...this.from.state().containers.values()].find((candidate) => candidate.name === name);
        const write = async (lines: readonly LogLine[]) => {
          const chosen = lines.filter(passes);
          count += chosen.length;
          const text = chosen
            .map((line) => `${prefix}${this.#times ? `${line.time} ` : ''}${plainText(line.text)}\n`)
            .join('');
          if (!file.write(text)) {
            await Promise.race([once(file, 'drain'), written]);
          }
        };
        if (container) {
          await this.from.engine.logs.read(container.id, { follow: false }, write, signal);
        }
      }
    } finally {
      file.end();
    }
    await written;
    return count;
  }

  #close(): void {
    if (!this.#closed.signal.aborted) {
      this.#closed.abort();
      this.#stopWatching();
      clearTimeout(this.#timer);
      this.#recent.clear();
      this.release();
    }
  }
}
