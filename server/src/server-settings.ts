import type { FormatStyle } from './features/format/style';
import type { InlayHintsShown } from './features/inlay-hints';
import type { Severity } from './rules/rule';
import { settingSpecs } from './settings';

/** The settings that the server reads. */
export interface ServerSettings {
  readonly lintEnabled: boolean;
  /** By rule code or alias. */
  readonly severity: Readonly<Record<string, Severity>>;
  readonly hadolintConfig: boolean;
  readonly shellcheckEnabled: boolean;
  readonly shellcheckPath: string;
  readonly snippets: boolean;
  readonly registryTags: boolean;
  readonly hoverState: boolean;
  readonly keywordCase: FormatStyle['keywordCase'];
  readonly indentContinuedLines: boolean;
  readonly onePackagePerLine: boolean;
  readonly inlayHints: InlayHintsShown;
  readonly stageLenses: boolean;
}

/**
 * Reads the `quayside` section of an editor's settings, nested (`{ lint: { enable: false } }`). What is missing or of the
 * wrong type has the default of the settings table.
 */
export function readServerSettings(section: unknown): ServerSettings {
  const read = (key: string) => settingIn(section, `quayside.${key}`);
  return {
    lintEnabled: read('lint.enable') === true,
    severity: severities(read('lint.severity')),
    hadolintConfig: read('lint.hadolintConfig') === true,
    shellcheckEnabled: read('shellcheck.enable') === true,
    shellcheckPath: String(read('shellcheck.path')),
    snippets: read('completion.snippets') === true,
    registryTags: read('completion.registryTags') === true,
    hoverState: read('hover.state') === true,
    keywordCase: read('format.keywordCase') as FormatStyle['keywordCase'],
    indentContinuedLines: read('format.indentContinuedLines') === true,
    onePackagePerLine: read('format.onePackagePerLine') === true,
    inlayHints: read('inlayHints.show') as InlayHintsShown,
    stageLenses: read('codeLens.stages') === true,
  };
}

function settingIn(section: unknown, key: string): unknown {
  const spec = settingSpecs.find((candidate) => candidate.key === key);
  let value = section;
  for (const name of key.split('.').slice(1)) value = isRecord(value) ? value[name] : undefined;
  const fits =
    spec?.type === 'object'
      ? isRecord(value)
      : typeof value === spec?.type && (!spec?.enum || spec.enum.includes(String(value)));
  return fits ? value : spec?.default;
}

const severityNames: readonly string[] = ['error', 'warning', 'info', 'hint', 'off'] satisfies Severity[];

function severities(value: unknown): Record<string, Severity> {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, Severity] => severityNames.includes(String(entry[1]))),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
