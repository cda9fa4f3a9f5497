import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Codes of the rules that have a page among the documents of the extension. */
export function documentedRules(docs: string): ReadonlySet<string> {
  return new Set(readdirSync(join(docs, 'rules')).map((name) => name.replace(/\.md$/, '')));
}

/** The address behind a rule's code in problems and hovers: its page, shown in the editor, also without a network. */
export function ruleLink(code: string): string {
  return `command:quayside.rule.show?${encodeURIComponent(JSON.stringify([code]))}`;
}
