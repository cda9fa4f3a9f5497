import { dirname } from 'node:path';
import { URI } from 'vscode-uri';
import { ConfigFinder, type FoundConfig } from './config/find-config';
import { lintOptions } from './config/lint-options';
import type { OpenDocument } from './documents';
import { type Diagnosed, inDocumentOrder, lint } from './rules/lint';
import type { LintOptions } from './rules/options';
import type { ServerSettings } from './server-settings';
import { ShellCheck } from './shellcheck/shellcheck';

export interface ChecksSetup {
  readonly settingsOf: (uri: string) => ServerSettings;
  readonly onRuleError: (code: string, error: unknown) => void;
  /** A config file has been read, perhaps anew. */
  readonly onConfig: (config: FoundConfig) => void;
  /** Told once, with a sentence, that ShellCheck cannot be used. */
  readonly onUnavailable: (sentence: string) => void;
  /** ShellCheck has found something in a document whose findings were read before. */
  readonly onLate: (document: OpenDocument) => void;
}

/** The findings of one version of a document in one state of the world around it. */
interface Checked {
  readonly document: OpenDocument;
  readonly epoch: number;
  readonly stop: AbortController;
  found: readonly Diagnosed[];
  /** Resolves when ShellCheck's findings are among `found`. */
  complete: Promise<void>;
  late: boolean;
  read: boolean;
}

/** Checks open documents, once per version and state of the world around them. */
export class Checks {
  readonly #configs: ConfigFinder;
  readonly #checked = new Map<string, Checked>();
  readonly #programs = new Map<string, ShellCheck>();
  #epoch = 0;

  constructor(private readonly setup: ChecksSetup) {
    this.#configs = new ConfigFinder((config) => setup.onConfig(config));
  }

  /** What is known to be wrong with a document, in document order; ShellCheck's findings come late. */
  of(document: OpenDocument): readonly Diagnosed[] {
    const checked = this.#check(document);
    checked.read = true;
    return checked.found;
  }

  /** Waits for ShellCheck, but not longer than the turn of the event loop that scripts known from before need. */
  async settle(document: OpenDocument): Promise<void> {
    await Promise.race([this.#check(document).complete, turns(1)]);
  }

  /** Names the state that `of` depends on, for unchanged reports of pull diagnostics. */
  stateOf(document: OpenDocument): string {
    return `${document.version}.${this.#epoch}${this.#check(document).late ? 's' : ''}`;
  }

  /** Settings, config files, images or the context have changed. */
  changed(): void {
    this.#epoch += 1;
    this.#configs.forget();
  }

  closed(uri: string): void {
    this.#checked.get(uri)?.stop.abort();
    this.#checked.delete(uri);
    this.#configs.forget();
  }

  /** Ends running processes. */
  close(): void {
    for (const program of this.#programs.values()) program.close();
  }

  #check(document: OpenDocument): Checked {
    const { uri } = document;
    const known = this.#checked.get(uri);
    if (known?.document === document && known.epoch === this.#epoch) return known;
    known?.stop.abort();
    const settings = this.setup.settingsOf(uri);
    const checked: Checked = {
      document,
      epoch: this.#epoch,
      stop: new AbortController(),
      found: [],
      complete: Promise.resolve(),
      late: false,
      read: false,
    };
    this.#checked.set(uri, checked);
    if (!settings.lintEnabled) return checked;
    const options = this.#optionsOf(uri, settings);
    checked.found = lint(document.file, options, {
      onRuleError: (rule, error) => this.setup.onRuleError(rule.code, error),
    });
    if (settings.shellcheckEnabled) {
      const start = known ? Promise.resolve() : turns(2);
      checked.complete = start.then(() => this.#shellCheck(checked, options, settings.shellcheckPath));
    }
    return checked;
  }

  async #shellCheck(checked: Checked, options: LintOptions, path: string): Promise<void> {
    let program = this.#programs.get(path);
    if (!program) {
      program = new ShellCheck({ program: path, onUnavailable: this.setup.onUnavailable });
      this.#programs.set(path, program);
    }
    const { document, stop } = checked;
    const found = await program.check(document.file, options, stop.signal);
    if (stop.signal.aborted || found.length === 0) return;
    checked.found = inDocumentOrder([...checked.found, ...found]);
    checked.late = true;
    if (checked.read && this.#checked.get(document.uri) === checked) this.setup.onLate(document);
  }

  #optionsOf(uri: string, settings: ServerSettings): LintOptions {
    const { scheme, fsPath } = URI.parse(uri);
    const config = settings.hadolintConfig && scheme === 'file' ? this.#configs.forFolder(dirname(fsPath)) : undefined;
    return lintOptions(config?.config, { severity: settings.severity });
  }
}

/** Lets the event loop go round. The first findings of a document leave before a process is started for it. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
