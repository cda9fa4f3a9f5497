import { type Raw, record, text } from '../engine/raw';
import { safeText } from '../terminals/log-text';
import { decodeTrace, type Vertex } from './build-trace';
import type { FailedStep } from './failing-line';

const bold = (words: string) => `\x1b[1m${words}\x1b[0m`;
const dim = (words: string) => `\x1b[2m${words}\x1b[0m`;
const red = (words: string) => `\x1b[31m${words}\x1b[0m`;
const green = (words: string) => `\x1b[32m${words}\x1b[0m`;

/** Lines of a failing step that are told with its failure. */
const toldLines = 3;

/** Turns what an engine tells of a build, BuildKit's trace or the classic builder's text, into lines for a terminal. */
export class BuildOutput {
  /** Id of the image, once it is there. */
  image = '';
  failure: (FailedStep & { readonly lastLines: readonly string[] }) | undefined;
  readonly #vertexes = new Map<string, { readonly number: number; vertex: Vertex; lines: string[]; rest: string }>();
  #step = '';
  #stepLines: string[] = [];

  /** `show` takes lines without their ends. */
  constructor(private readonly show: (line: string) => void) {}

  add(raw: Raw): void {
    if (text(raw['id']) === 'moby.buildkit.trace') {
      this.#addTrace(text(raw['aux']));
    } else if (raw['aux'] !== undefined) {
      this.image = text(record(raw['aux'])['ID']) || this.image;
    } else if (typeof raw['stream'] === 'string') {
      this.#addText(raw['stream']);
    } else if (text(raw['status'])) {
      this.#addStatus(raw);
    }
    const message = text(record(raw['errorDetail'])['message']) || text(raw['error']);
    if (message) {
      this.#fail(message);
    }
  }

  #addTrace(data: string): void {
    const { vertexes, logs } = decodeTrace(Buffer.from(data, 'base64'));
    for (const vertex of vertexes) {
      this.#addVertex(vertex);
    }
    for (const { vertex, data: said } of logs) {
      const step = this.#vertexes.get(vertex);
      if (step) {
        const lines = `${step.rest}${said.toString('utf8')}`.split('\n');
        step.rest = lines.pop() ?? '';
        for (const line of lines) {
          this.#showLine(step, line);
        }
      }
    }
  }

  #addVertex(vertex: Vertex): void {
    const known = this.#vertexes.get(vertex.digest);
    const step = known ?? { number: this.#vertexes.size + 1, vertex, lines: [], rest: '' };
    const before = known?.vertex;
    step.vertex = vertex;
    this.#vertexes.set(vertex.digest, step);
    // What BuildKit does for itself is of interest only when it fails.
    const isQuiet = vertex.name.startsWith('[internal]') && !vertex.error;
    if (isQuiet) {
      return;
    }
    const name = safeText(vertex.name.replaceAll('\n', ' '));
    const number = dim(`#${step.number}`);
    if (vertex.started !== undefined && before?.started === undefined) {
      this.show(`${number} ${bold(name)}`);
    }
    if (vertex.completed !== undefined && before?.completed === undefined) {
      if (step.rest) {
        this.#showLine(step, step.rest);
        step.rest = '';
      }
      const took = `${((vertex.completed - (vertex.started ?? vertex.completed)) / 1000).toFixed(1)} s`;
      const outcome = vertex.error ? red(`failed after ${took}`) : vertex.cached ? green('cached') : `done in ${took}`;
      this.show(`${number} ${outcome}`);
    }
  }

  #showLine(step: { readonly number: number; readonly lines: string[] }, line: string): void {
    const shown = safeText(line);
    step.lines.push(shown);
    step.lines.splice(0, step.lines.length - toldLines);
    this.show(`${dim(`#${step.number}`)} ${shown}`);
  }

  #addText(said: string): void {
    for (const line of said.split('\n')) {
      const shown = safeText(line);
      if (shown.trim() === '') {
        continue;
      }
      if (/^Step \d+\/\d+ : /.test(line)) {
        this.#step = shown;
        this.#stepLines = [];
        this.show(bold(shown));
      } else {
        this.#stepLines.push(shown);
        this.#stepLines.splice(0, this.#stepLines.length - toldLines);
        this.show(/^ ---> Using cache/.test(line) ? green(shown) : /^ ?-+> /.test(line) ? dim(shown) : shown);
      }
    }
  }

  /** Of pulls, only what is not told many times a second. */
  #addStatus(raw: Raw): void {
    if (Object.keys(record(raw['progressDetail'])).length === 0) {
      this.show(dim(safeText([text(raw['id']), text(raw['status'])].filter(Boolean).join(' '))));
    }
  }

  #fail(message: string): void {
    const failed = [...this.#vertexes.values()].find(
      ({ vertex }) => vertex.error && !/context canceled/.test(vertex.error),
    );
    this.failure ??= {
      step: failed?.vertex.name ?? this.#step,
      message: safeText(message.replaceAll('\n', ' ')),
      lastLines: failed?.lines ?? this.#stepLines,
    };
  }
}
