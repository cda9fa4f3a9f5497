import { dirname } from 'node:path';
import { URI } from 'vscode-uri';
import { ConfigFinder } from './config/find-config';
import { lintOptions } from './config/lint-options';
import type { OpenDocument } from './documents';
import { type Diagnosed, lint } from './rules/lint';
import type { LintOptions } from './rules/options';
import type { ServerSettings } from './server-settings';

interface Checked {
  readonly document: OpenDocument;
  readonly epoch: number;
  readonly found: readonly Diagnosed[];
}

/** Checks open documents, once per version and state of the world around them. */
export class Checks {
  readonly #configs = new ConfigFinder();
  readonly #checked = new Map<string, Checked>();
  #epoch = 0;

  constructor(
    private readonly settingsOf: (uri: string) => ServerSettings,
    private readonly onRuleError: (code: string, error: unknown) => void,
  ) {}

  /** Everything that is wrong with a document, in document order. */
  of(document: OpenDocument): readonly Diagnosed[] {
    const known = this.#checked.get(document.uri);
    if (known?.document === document && known.epoch === this.#epoch) return known.found;
    const settings = this.settingsOf(document.uri);
    const found = settings.lintEnabled
      ? lint(document.file, this.#optionsOf(document.uri, settings), {
          onRuleError: (rule, error) => this.onRuleError(rule.code, error),
        })
      : [];
    this.#checked.set(document.uri, { document, epoch: this.#epoch, found });
    return found;
  }

  /** Names the state that `of` depends on, for unchanged reports of pull diagnostics. */
  stateOf(document: OpenDocument): string {
    return `${document.version}.${this.#epoch}`;
  }

  /** Settings, config files, images or the context have changed. */
  changed(): void {
    this.#epoch += 1;
    this.#configs.forget();
  }

  closed(uri: string): void {
    this.#checked.delete(uri);
  }

  #optionsOf(uri: string, settings: ServerSettings): LintOptions {
    const { scheme, fsPath } = URI.parse(uri);
    const config = settings.hadolintConfig && scheme === 'file' ? this.#configs.forFolder(dirname(fsPath)) : undefined;
    return lintOptions(config?.config, { severity: settings.severity });
  }
}
