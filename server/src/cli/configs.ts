import { dirname, resolve } from 'node:path';
import { ConfigFinder, type FoundConfig, readConfig } from '../config/find-config';
import { lintOptions } from '../config/lint-options';
import type { LintOptions } from '../rules/options';
import type { Severity } from '../rules/rule';
import { type OptionValues, stringOption } from './command';
import type { InputFile } from './files';
import type { Terminal } from './terminal';

/** The config files of a run, each problem of which is told once. */
export class Configs {
  failed = false;
  readonly #finder = new ConfigFinder();
  readonly #given: FoundConfig | undefined;
  readonly #search: boolean;
  readonly #told = new Set<string>();
  readonly #terminal: Terminal;

  constructor(values: OptionValues, terminal: Terminal) {
    this.#terminal = terminal;
    const path = stringOption(values, 'config');
    this.#search = path === undefined && !values['no-config'];
    if (path === undefined) return;
    this.#given = readConfig(resolve(terminal.folder, path));
    if (!this.#given) throw new Error(`cannot read ${path}: no such file`);
  }

  optionsFor(input: InputFile): LintOptions {
    const found = this.#configFor(input);
    if (found && found.problems.length > 0 && !this.#told.has(found.path)) {
      this.#told.add(found.path);
      this.failed = true;
      for (const { range, message } of found.problems)
        this.#terminal.err(`quayside: ${found.path}:${range.start.line + 1}: ${message}`);
    }
    return lintOptions(found?.config);
  }

  thresholdFor(input: InputFile): Severity {
    const config = this.#configFor(input)?.config;
    return config?.noFail ? 'off' : (config?.failureThreshold ?? 'error');
  }

  #configFor(input: InputFile): FoundConfig | undefined {
    return this.#given ?? (this.#search ? this.#finder.forFolder(dirname(input.path)) : undefined);
  }
}
