import { directiveSpec } from '../../instructions/registry';
import type { Explanation } from '../explanation';
import type { Target } from '../locate';
import { block, code, link, paragraphs } from '../markdown';

/** Explains a parser directive; on its value, what the value means. */
export function directiveHover(target: Extract<Target, { kind: 'directive' }>): Explanation | undefined {
  const { directive, span } = target;
  const spec = directiveSpec(directive.key);
  if (!spec) return undefined;
  const known = spec.values.find(({ value }) => value === directive.value);
  const value = target.part === 'value' && known && `${code(known.value)}: ${known.summary}.`;
  const markdown = paragraphs(
    value,
    `**${code(spec.key)}** ${spec.summary}`,
    spec.docs,
    block(spec.example),
    link('Reference', spec.url),
  );
  return { span, markdown };
}
