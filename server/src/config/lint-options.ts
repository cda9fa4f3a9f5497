import { defaultLintOptions, type LintOptions } from '../rules/options';
import type { Severity } from '../rules/rule';
import type { FileConfig } from './config-file';

/** The part of the editor's or the command line's settings that decides how rules run. */
export interface LintSettings {
  /** By code or alias; wins over a config file. */
  readonly severity?: Readonly<Record<string, Severity>>;
}

/** Merges a config file with settings, which win. */
export function lintOptions(config: FileConfig | undefined, settings: LintSettings = {}): LintOptions {
  const severity = settings.severity ?? {};
  return {
    ...defaultLintOptions,
    severities: { ...config?.severities, ...severity },
    ignored: (config?.ignored ?? []).filter((name) => !Object.hasOwn(severity, name)),
    trustedRegistries: config?.trustedRegistries ?? [],
    labelSchema: config?.labelSchema ?? {},
    strictLabels: config?.strictLabels ?? false,
    disableIgnorePragma: config?.disableIgnorePragma ?? false,
  };
}
