import { rules } from '../rules/registry';
import type { Rule } from '../rules/rule';

let byName: Map<string, Rule> | undefined;

/** The rule with this code or alias. */
export function ruleNamed(name: string): Rule | undefined {
  byName ??= new Map(rules.flatMap((rule) => [rule.code, ...rule.aliases].map((key) => [key, rule] as const)));
  return byName.get(name);
}
