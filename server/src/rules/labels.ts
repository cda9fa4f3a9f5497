import type { Dockerfile } from '../model/dockerfile';
import { pairsOf } from '../model/scope';
import type { Instruction, Span, Word } from '../parser/nodes';
import type { LabelType, LintOptions } from './options';
import type { Finding } from './rule';

/** One name and value of a LABEL instruction. */
export class Label {
  readonly nameSpan: Span;
  readonly valueSpan: Span;

  constructor(
    private readonly file: Dockerfile,
    readonly instruction: Instruction,
    private readonly nameWord: Word,
    private readonly valueWord: Word,
  ) {
    this.nameSpan = { start: nameWord.start, end: nameWord.end };
    this.valueSpan = { start: valueWord.start, end: valueWord.end };
  }

  /** The name as it stands in the file, without quotes. */
  get written(): string {
    return this.nameWord.text.replace(/["']/g, '');
  }

  /** Undefined when it depends on something unknown. */
  get name(): string | undefined {
    return this.file.expand(this.nameWord.text, this.instruction);
  }

  /** Undefined when it depends on something unknown. */
  get value(): string | undefined {
    return this.file.expand(this.valueWord.text, this.instruction);
  }
}

/** Every label that the file sets, in document order. */
export function labelsOf(file: Dockerfile): readonly Label[] {
  return file.shared(findLabels);
}

function findLabels(file: Dockerfile): Label[] {
  const labels: Label[] = [];
  for (const instruction of file.byKeyword('LABEL')) {
    for (const { name, value } of pairsOf(instruction))
      if (value) labels.push(new Label(file, instruction, name, value));
  }
  return labels;
}

/** A test for options: does the schema name any label? */
export function hasLabelSchema({ labelSchema }: LintOptions): boolean {
  return Object.keys(labelSchema).length > 0;
}

/** A test for options: does the schema give this type to some label? */
export function asksFor(type: LabelType): (options: LintOptions) => boolean {
  return ({ labelSchema }) => Object.values(labelSchema).includes(type);
}

/** A finding for each label to which the schema gives this type and whose value, when known and not empty, is not valid. */
export function* invalidLabels(
  file: Dockerfile,
  { labelSchema }: LintOptions,
  type: LabelType,
  valid: (value: string) => boolean,
  message: (name: string) => string,
): Iterable<Finding> {
  for (const { name, value, valueSpan } of labelsOf(file)) {
    if (name === undefined || value === undefined || value === '') continue;
    if (Object.hasOwn(labelSchema, name) && labelSchema[name] === type && !valid(value)) {
      yield { ...valueSpan, message: message(name) };
    }
  }
}
