import type { Severity } from './rule';

/** The kinds of value that a label schema can ask for (hadolint's `label-schema`). */
export type LabelType = 'text' | 'url' | 'spdx' | 'hash' | 'rfc3339' | 'semver' | 'email';

/** All that decides how a document is checked, merged from editor settings, config files and command line. */
export interface LintOptions {
  /** Severity by code or alias; wins over the rule's own. `off` disables. */
  readonly severities: Readonly<Record<string, Severity>>;
  /** Codes or aliases never reported. */
  readonly ignored: readonly string[];
  readonly trustedRegistries: readonly string[];
  readonly labelSchema: Readonly<Record<string, LabelType>>;
  readonly strictLabels: boolean;
  readonly disableIgnorePragma: boolean;
}

export const defaultLintOptions: LintOptions = {
  severities: {},
  ignored: [],
  trustedRegistries: [],
  labelSchema: {},
  strictLabels: false,
  disableIgnorePragma: false,
};
