import type { Dockerfile } from '../model/dockerfile';
import type { LintOptions } from './options';
import type { Rule, Severity } from './rule';

/** Where the pages of our own rules stand. */
const docsUrl = 'https://github.com/quayside-dev/quayside/blob/main/docs/rules/';

/** The reference page of a rule, or else our own. */
export function ruleUrl(rule: Rule): string {
  return rule.url ?? `${docsUrl}${rule.code}.md`;
}

/** The severity that options give to any of these names; undefined when they say nothing. */
export function configuredSeverity(names: readonly string[], options: LintOptions): Severity | undefined {
  if (names.some((name) => options.ignored.includes(name))) return 'off';
  const name = names.find((candidate) => Object.hasOwn(options.severities, candidate));
  return name === undefined ? undefined : options.severities[name];
}

/** A rule that options do not switch off, with what they say about it. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly names: readonly string[];
  readonly url: string;
  readonly configured: Exclude<Severity, 'off'> | undefined;
}

/** The places in the list of rules of those that look at a word. */
type Index = ReadonlyMap<string, readonly number[]>;

/** The rules that options leave, in order, and again by what they look at. */
interface ActiveRules {
  readonly from: readonly Rule[];
  readonly active: readonly ActiveRule[];
  readonly byKeyword: Index;
  readonly byCommand: Index;
}

const rulesByOptions = new WeakMap<LintOptions, ActiveRules>();

/** Options are the same for many documents, so what they say about each rule is found once. */
function activeRules(rules: readonly Rule[], options: LintOptions): ActiveRules {
  const known = rulesByOptions.get(options);
  if (known?.from === rules) return known;
  const active = rules.flatMap((rule): ActiveRule[] => {
    const names = [rule.code, ...rule.aliases];
    const configured = configuredSeverity(names, options);
    if (configured === 'off' || rule.subject?.needs?.(options) === false) return [];
    return [{ rule, names, url: ruleUrl(rule), configured }];
  });
  const byKeyword = indexBy(active, ({ rule }) => rule.subject?.keywords);
  const byCommand = indexBy(active, ({ rule }) => rule.subject?.commands);
  const found = { from: rules, active, byKeyword, byCommand };
  rulesByOptions.set(options, found);
  return found;
}

function indexBy(active: readonly ActiveRule[], words: (one: ActiveRule) => readonly string[] | undefined): Index {
  const index = new Map<string, number[]>();
  active.forEach((one, place) => {
    for (const word of words(one) ?? []) {
      const list = index.get(word);
      if (list) list.push(place);
      else index.set(word, [place]);
    }
  });
  return index;
}

/** The rules that options leave and that have something to look at in a file, in order. */
export function rulesFor(file: Dockerfile, rules: readonly Rule[], options: LintOptions): readonly ActiveRule[] {
  const { active, byKeyword, byCommand } = activeRules(rules, options);
  const hasKeyword = marked(byKeyword, file.keywords, active.length);
  // Shell code is only parsed where a rule looks at it.
  const hasCommand = byCommand.size > 0 ? marked(byCommand, file.commandNames, active.length) : hasKeyword;
  return active.filter(({ rule: { subject } }, place) => {
    return (
      subject === undefined ||
      ((subject.keywords === undefined || hasKeyword[place]) && (subject.commands === undefined || hasCommand[place]))
    );
  });
}

/** True at the place of each rule that looks at one of the words. */
function marked(index: Index, words: Iterable<string>, count: number): readonly boolean[] {
  const marks = new Array<boolean>(count);
  for (const word of words) {
    const places = index.get(word);
    if (places) for (const place of places) marks[place] = true;
  }
  return marks;
}
