import { mountOption, mountType } from '../../instructions/mounts';
import { flagSpec, instructionSpec } from '../../instructions/registry';
import { imageReference } from '../../model/image-reference';
import type { Explanation, HoverOptions } from '../explanation';
import type { Target } from '../locate';
import { block, code, link, paragraphs } from '../markdown';
import { mountTypeOf } from '../mount-parts';
import { describeImage } from './image';
import { durationMeaning, modeMeaning } from './value';

/** Explains a flag; on its value, what the value means. */
export function flagHover(target: Extract<Target, { kind: 'flag' }>, options: HoverOptions): Explanation | undefined {
  const { instruction, flag, span } = target;
  const spec = flagSpec(instruction.name, flag.name);
  if (!spec) return undefined;
  if (target.part === 'value' && flag.value !== undefined) {
    if (flag.name === 'from') {
      const image = imageReference(flag.value);
      if (image) return { span, markdown: describeImage(image, options) };
    }
    const known = spec.values?.find(({ value }) => value === flag.value);
    const meaning = known?.summary ?? valueMeaning(instruction.name, flag.name, flag.value);
    if (meaning) return { span, markdown: paragraphs(`${code(flag.value)}: ${meaning}.`, spec.summary) };
  }
  const since = spec.since && `Needs Dockerfile syntax ${spec.since} or newer.`;
  const url = spec.url ?? instructionSpec(instruction.name)?.url;
  const values = spec.values?.map(({ value, summary }) => `- ${code(value)}: ${summary}`).join('\n');
  return {
    span,
    markdown: paragraphs(
      `**${code(`--${spec.name}`)}** ${spec.summary}`,
      block(spec.syntax, 'text'),
      spec.docs,
      values,
      since,
      url && link('Reference', url),
    ),
  };
}

function valueMeaning(keyword: string, flag: string, value: string): string | undefined {
  if (flag === 'chmod') return modeMeaning(value);
  return keyword === 'HEALTHCHECK' && flag !== 'retries' ? durationMeaning(value) : undefined;
}

/** Explains an option of a mount, or the mount's type. */
export function mountHover(target: Extract<Target, { kind: 'mount' }>, options: HoverOptions): Explanation | undefined {
  const { field, fields, span } = target;
  const option = mountOption(field.key);
  if (!option) return undefined;
  if (target.part === 'value' && field.value !== undefined) {
    if (option.name === 'type') {
      const type = mountType(field.value);
      if (type) {
        const markdown = paragraphs(
          `**${code(type.type)}** ${type.summary}`,
          type.docs,
          block(`RUN --mount=${type.example} …`),
          link('Reference', type.url),
        );
        return { span, markdown };
      }
    }
    if (option.name === 'from') {
      const image = imageReference(field.value);
      if (image) return { span, markdown: describeImage(image, options) };
    }
    const known = option.values?.find(({ value }) => value === field.value?.toLowerCase());
    if (known) return { span, markdown: `${code(known.value)}: ${known.summary}.` };
  }
  const type = mountTypeOf(fields);
  const fits = option.types.includes(type);
  const wrong = !fits && `Not for mounts of type ${code(type)}; only for ${option.types.map(code).join(', ')}.`;
  const aliases = option.aliases.length > 0 && `Also written ${option.aliases.map(code).join(', ')}.`;
  return { span, markdown: paragraphs(`**${code(option.name)}** ${option.summary}`, option.docs, aliases, wrong) };
}
