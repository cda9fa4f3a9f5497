import type { Dockerfile } from '../../model/dockerfile';
import type { Comment } from '../../parser/nodes';
import { ruleUrl } from '../../rules/active-rules';
import type { Explanation } from '../explanation';
import { code, link, paragraphs, text } from '../markdown';
import { ruleNamed } from '../rules';

/** Explains the rule whose name stands at an offset of a `check=` or `hadolint ignore=` comment. */
export function commentHover(file: Dockerfile, comment: Comment, offset: number): Explanation | undefined {
  const raw = file.text.slice(comment.start, comment.end);
  if (!/^#\s*(check\s*=|hadolint\b)/i.test(raw)) return undefined;
  for (const match of raw.matchAll(/[A-Za-z][A-Za-z0-9]+/g)) {
    const start = comment.start + match.index;
    const span = { start, end: start + match[0].length };
    if (offset < span.start || offset > span.end) continue;
    const rule = ruleNamed(match[0]);
    return rule && { span, markdown: ruleText(rule) };
  }
  return undefined;
}

function ruleText(rule: NonNullable<ReturnType<typeof ruleNamed>>): string {
  const aliases = rule.aliases.length > 0 && `Also known as ${rule.aliases.map(code).join(', ')}.`;
  return paragraphs(`**${text(rule.code)}**: ${rule.summary}.`, rule.why, aliases, link('Reference', ruleUrl(rule)));
}
