import { defaultLintOptions, type LintOptions } from '../rules/options';
import { rules } from '../rules/registry';
import type { Severity } from '../rules/rule';
import type { FileConfig } from './config-file';

type Severities = Readonly<Record<string, Severity>>;

/** The part of the editor's or the command line's settings that decides how rules run. */
export interface LintSettings {
  /** By code or alias; wins over a config file. */
  readonly severity?: Severities;
}

/** Merges a config file with settings, which win, whichever of a rule's names each of them uses. */
export function lintOptions(config: FileConfig | undefined, settings: LintSettings = {}): LintOptions {
  const chosen = settings.severity ?? {};
  const ignored = config?.ignored ?? [];
  const severities: Record<string, Severity> = { ...config?.severities, ...chosen };
  const ruleNames = new Set<string>();
  for (const { code, aliases } of rules) {
    const names = [code, ...aliases];
    for (const name of names) ruleNames.add(name);
    const inFile = names.some((name) => ignored.includes(name)) ? 'off' : severityOf(config?.severities ?? {}, names);
    const severity = severityOf(chosen, names) ?? inFile;
    if (severity) severities[code] = severity;
  }
  return {
    ...defaultLintOptions,
    severities,
    ignored: ignored.filter((name) => !ruleNames.has(name) && !Object.hasOwn(chosen, name)),
    trustedRegistries: config?.trustedRegistries ?? [],
    labelSchema: config?.labelSchema ?? {},
    strictLabels: config?.strictLabels ?? false,
    disableIgnorePragma: config?.disableIgnorePragma ?? false,
  };
}

function severityOf(severities: Severities, names: readonly string[]): Severity | undefined {
  const name = names.find((candidate) => Object.hasOwn(severities, candidate));
  return name === undefined ? undefined : severities[name];
}
