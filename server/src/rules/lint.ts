import { buildProblems } from '../model/build-problems';
import type { Dockerfile } from '../model/dockerfile';
import type { SyntaxProblem } from '../parser/nodes';
import { syntaxProblems } from '../syntax/check';
import { type ActiveRule, configuredSeverity, rulesFor } from './active-rules';
import type { LintOptions } from './options';
import { rules as allRules } from './registry';
import type { Finding, Fix, Rule, Severity, Source } from './rule';
import { type Suppressions, suppressionsOf } from './suppressions';

/** A finding with all that a user sees of it. */
export interface Diagnosed extends Finding {
  readonly code: string;
  readonly aliases: readonly string[];
  readonly severity: Exclude<Severity, 'off'>;
  readonly source: Source;
  /** The page that explains the code. */
  readonly url: string | undefined;
  readonly fixes: readonly Fix[];
}

export interface LintHooks {
  /** The rules to run; the registry's when absent. */
  readonly rules?: readonly Rule[];
  /** Told of a rule that threw, which is a defect of that rule; the others' findings are unaffected. */
  readonly onRuleError?: (rule: Rule, error: unknown) => void;
}

/** Checks a document: what a build would reject, then what the enabled rules find, in document order. */
export function lint(file: Dockerfile, options: LintOptions, hooks: LintHooks = {}): Diagnosed[] {
  const suppressions = suppressionsOf(file, options);
  const rejected = [...syntaxProblems(file.tree), ...buildProblems(file)];
  const found = rejected.map((problem) => fromProblem(problem, file.text, options, suppressions));
  for (const active of rulesFor(file, hooks.rules ?? allRules, options)) {
    const before = found.length;
    try {
      runRule(active, file, options, suppressions, found);
    } catch (error) {
      found.length = before;
      hooks.onRuleError?.(active.rule, error);
    }
  }
  return inDocumentOrder(found);
}

/** By position; an error before what is less than an error. */
export function inDocumentOrder(found: Diagnosed[]): Diagnosed[] {
  return found.sort(
    (a, b) => a.start - b.start || a.end - b.end || severityRank(a.severity) - severityRank(b.severity),
  );
}

const severityOrder: readonly Severity[] = ['error', 'warning', 'info', 'hint', 'off'];

/** 0 for `error`, growing as severity falls. */
export function severityRank(severity: Severity): number {
  return severityOrder.indexOf(severity);
}

function runRule(
  { rule, names, url, configured }: ActiveRule,
  file: Dockerfile,
  options: LintOptions,
  suppressions: Suppressions,
  found: Diagnosed[],
): void {
  const isOn = configured !== undefined || rule.enabledByDefault !== false;
  const asked = isOn ? undefined : suppressions.experimental(names);
  if (!isOn && !asked) return;
  const severity = configured ?? (suppressions.checksFail && rule.source === 'buildkit' ? 'error' : rule.severity);
  for (const finding of rule.check(file, options)) {
    if (asked?.(finding) === false || suppressions.hides(names, finding)) continue;
    found.push(fromFinding(finding, rule, severity, url));
  }
}

const noFixes: readonly Fix[] = [];

/** Property by property: there are many findings, and spreading is slow. */
function fromFinding(finding: Finding, rule: Rule, severity: Exclude<Severity, 'off'>, url: string): Diagnosed {
  const { start, end, message, fixes = noFixes, tags, related, suppressAt } = finding;
  const { code, aliases, source } = rule;
  const found = { start, end, message, code, aliases, severity, source, url, fixes };
  return tags || related || suppressAt ? { ...finding, ...found } : found;
}

/** hadolint's rules for what a build rejects anyway. */
const hadolintCodes: Readonly<Record<string, string>> = {
  InvalidPort: 'DL3011',
  LaterStage: 'DL3022',
  InvalidStageIndex: 'DL3022',
  CircularDependency: 'DL3023',
  InvalidOnbuild: 'DL3043',
  NoBuildStage: 'DL3061',
};

/** Its rule about ports does not look at what variables make of them, only at the numbers beside them. */
function hadolintCode({ code, start, end }: SyntaxProblem, text: string): string | undefined {
  const written = text.slice(start, end);
  if (code !== 'InvalidPort' || !written.includes('$')) return hadolintCodes[code];
  const numbers = written.replace(/\$\{[^}]*\}|\$\w+/g, ' ').match(/\d+/g) ?? [];
  return numbers.some((number) => Number(number) > 65535) ? hadolintCodes[code] : undefined;
}

/**
 * What a build rejects cannot be hidden. It goes by hadolint's code for a file that it cannot parse, and by the code of
 * hadolint's rule about the same, unless that one is switched off.
 */
function fromProblem(
  problem: SyntaxProblem,
  text: string,
  options: LintOptions,
  suppressions: Suppressions,
): Diagnosed {
  const { code, message, start, end, suggestion } = problem;
  const alias = hadolintCode(problem, text);
  const hidden = alias && (configuredSeverity([alias], options) === 'off' || suppressions.hides([alias], problem));
  const fixes: Fix[] =
    suggestion === undefined
      ? []
      : [{ title: `Change to ${suggestion}`, changes: [{ start, end, text: suggestion }], safe: false }];
  return {
    start,
    end,
    message,
    code,
    aliases: alias && !hidden ? [alias, 'DL1000'] : ['DL1000'],
    severity: 'error',
    source: 'syntax',
    url: undefined,
    fixes,
  };
}
