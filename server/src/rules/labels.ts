import type { Dockerfile } from '../model/dockerfile';
import type { Instruction, Span } from '../parser/nodes';
import type { LabelType, LintOptions } from './options';
import type { Finding } from './rule';

/** One name and value of a LABEL instruction. */
export interface Label {
  readonly instruction: Instruction;
  /** Undefined when it depends on something unknown. */
  readonly name: string | undefined;
  readonly nameSpan: Span;
  readonly value: string | undefined;
  readonly valueSpan: Span;
}

/** Every label that the file sets, in document order. */
export function labelsOf(file: Dockerfile): readonly Label[] {
  return file.shared(findLabels);
}

function findLabels(file: Dockerfile): Label[] {
  return file.byKeyword('LABEL').flatMap((instruction) => {
    if (instruction.args.kind !== 'pairs') return [];
    return instruction.args.pairs.flatMap(({ name, value }) => {
      if (!value) return [];
      return [
        {
          instruction,
          name: file.expand(name.text, instruction),
          nameSpan: { start: name.start, end: name.end },
          value: file.expand(value.text, instruction),
          valueSpan: { start: value.start, end: value.end },
        },
      ];
    });
  });
}

/** A finding for each label to which the schema gives this type and whose value, when known and not empty, is not valid. */
export function* invalidLabels(
  file: Dockerfile,
  { labelSchema }: LintOptions,
  type: LabelType,
  valid: (value: string) => boolean,
  message: (name: string) => string,
): Iterable<Finding> {
  if (!Object.values(labelSchema).includes(type)) return;
  for (const { name, value, valueSpan } of labelsOf(file)) {
    if (name === undefined || value === undefined || value === '') continue;
    if (Object.hasOwn(labelSchema, name) && labelSchema[name] === type && !valid(value)) {
      yield { ...valueSpan, message: message(name) };
    }
  }
}
