import type { ChildProcess } from 'node:child_process';
import type { Dockerfile } from '../model/dockerfile';
import { configuredSeverity } from '../rules/active-rules';
import { type Diagnosed, inDocumentOrder } from '../rules/lint';
import type { LintOptions } from '../rules/options';
import { type Suppressions, suppressionsOf } from '../rules/suppressions';
import { runProgram } from './process';
import { type Comment, changesOf, parseReport, severityOf, spanOf } from './report';
import { type CheckedScript, scriptsOf } from './script';

export interface ShellCheckSetup {
  /** The program; looked up in PATH when it is a bare name. */
  readonly program?: string;
  /** Called once, with a sentence, when the program cannot be used; from then on nothing is found. */
  readonly onUnavailable?: (sentence: string) => void;
  /** Milliseconds after which a process is killed. */
  readonly deadline?: number;
  readonly maxProcesses?: number;
}

/**
 * What ShellCheck says without knowing the files of the image (SC1090, SC1091), about its own options (SC2187), and about
 * repeated blanks, which the continuation lines of a Dockerfile are full of (SC2291).
 */
const excluded = 'SC1090,SC1091,SC2187,SC2291';
/** Reports kept, least recently used ones dropped first. */
const cacheSize = 2000;
/** After so many failures in a row the program is not tried again. */
const maxFailures = 3;

/** A script that was asked about. */
interface Entry {
  /** While it waits for its turn: those who want it, one of whom suffices. */
  askers: (AbortSignal | undefined)[] | undefined;
  report: Promise<readonly Comment[]> | undefined;
}

/**
 * Checks shell code with a locally installed `shellcheck`, in few processes at a time. Scripts that were checked before cost
 * nothing. Without the program, or when it fails, there are no findings.
 */
export class ShellCheck {
  readonly #program: string;
  readonly #deadline: number;
  readonly #onUnavailable: (sentence: string) => void;
  readonly #reports = new Map<string, Entry>();
  readonly #running = new Set<ChildProcess>();
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #failures = 0;
  #available = true;

  constructor({ program = 'shellcheck', onUnavailable, deadline = 10_000, maxProcesses = 2 }: ShellCheckSetup = {}) {
    this.#program = program;
    this.#deadline = deadline;
    this.#free = maxProcesses;
    this.#onUnavailable = onUnavailable ?? (() => undefined);
  }

  /**
   * What ShellCheck finds in the RUN instructions of a file, severities and suppression comments applied, in document order.
   * Never rejects. Once `signal` is aborted no further script is started and the result is incomplete.
   */
  async check(file: Dockerfile, options: LintOptions, signal?: AbortSignal): Promise<Diagnosed[]> {
    if (!this.#available) return [];
    const suppressions = suppressionsOf(file, options);
    const found = await Promise.all(
      scriptsOf(file).map(async (script) => {
        const comments = await this.#report(script, signal);
        return comments.flatMap((comment) => diagnosed(script, comment, options, suppressions) ?? []);
      }),
    );
    return inDocumentOrder(found.flat());
  }

  /** Ends running processes; checks under way find nothing more. */
  close(): void {
    this.#available = false;
    for (const child of this.#running) child.kill('SIGKILL');
    for (const next of this.#waiting.splice(0)) next();
  }

  #report(script: CheckedScript, signal: AbortSignal | undefined): Promise<readonly Comment[]> {
    const key = `${script.dialect}\n${script.input}`;
    const entry: Entry = this.#reports.get(key) ?? { askers: [], report: undefined };
    entry.askers?.push(signal);
    entry.report ??= this.#run(script, key, entry);
    this.#reports.delete(key);
    this.#reports.set(key, entry);
    const [oldest] = this.#reports.keys();
    if (this.#reports.size > cacheSize && oldest !== undefined) this.#reports.delete(oldest);
    return entry.report;
  }

  async #run(script: CheckedScript, key: string, entry: Entry): Promise<readonly Comment[]> {
    await this.#turn();
    try {
      const wanted = this.#available && entry.askers?.some((signal) => !signal?.aborted);
      const comments = wanted ? await this.#ask(script) : undefined;
      if (!comments && this.#reports.get(key) === entry) this.#reports.delete(key);
      return comments ?? [];
    } finally {
      entry.askers = undefined;
      this.#free += 1;
      this.#waiting.shift()?.();
    }
  }

  /** Waits until another process may be started, and takes its place. */
  async #turn(): Promise<void> {
    while (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#free -= 1;
  }

  async #ask({ dialect, input }: CheckedScript): Promise<readonly Comment[] | undefined> {
    const args = ['--norc', '--format=json1', `--shell=${dialect}`, `--exclude=${excluded}`, '-'];
    let child: ChildProcess | undefined;
    const outcome = await runProgram(this.#program, args, input, this.#deadline, (started) => {
      child = started;
      this.#running.add(started);
    });
    if (child) this.#running.delete(child);
    const comments = outcome.kind === 'done' ? parseReport(outcome.output) : undefined;
    if (comments) this.#failures = 0;
    else if (outcome.kind === 'missing') {
      this.#giveUp(
        `ShellCheck is not installed ('${this.#program}' was not found), so shell code is not checked with it.`,
      );
    } else this.#failed(outcome.kind === 'failed' ? outcome.reason : 'its output is no report');
    return comments;
  }

  #failed(reason: string): void {
    this.#failures += 1;
    if (this.#failures >= maxFailures)
      this.#giveUp(`ShellCheck failed ${maxFailures} times and is not used any more: ${reason}.`);
  }

  #giveUp(sentence: string): void {
    if (!this.#available) return;
    this.#available = false;
    this.#onUnavailable(sentence);
  }
}

function diagnosed(
  script: CheckedScript,
  comment: Comment,
  options: LintOptions,
  suppressions: Suppressions,
): Diagnosed | undefined {
  const span = spanOf(script, comment);
  const code = `SC${comment.code}`;
  const severity = configuredSeverity([code], options) ?? severityOf(comment.level);
  if (!span || severity === 'off' || suppressions.hides([code], span)) return undefined;
  const changes = changesOf(script, comment);
  return {
    ...span,
    code,
    aliases: [],
    severity,
    source: 'shellcheck',
    message: comment.message,
    url: `https://www.shellcheck.net/wiki/${code}`,
    fixes: changes.length === 0 ? [] : [{ title: "Apply ShellCheck's fix", changes, safe: false }],
  };
}
