import type { Flag, Instruction, Span } from '../parser/nodes';
import { inFlagValue, type SpanOf } from './positions';

/** One `key=value` of a `RUN --mount`; a bare key has no value. Indexes into the flag's value. */
export interface MountField extends Span {
  /** Lower-cased. */
  readonly key: string;
  readonly value: string | undefined;
  /** Index of the value's first character; that of the field's end when there is none. */
  readonly valueStart: number;
}

export interface Mount {
  readonly instruction: Instruction;
  readonly flag: Flag;
  readonly fields: readonly MountField[];
  readonly spanOf: SpanOf;
}

const none: readonly Mount[] = [];

/** The mounts of a RUN, fields in order. The value is CSV; quotes in it are gone before BuildKit reads it. */
export function mountsOf(instruction: Instruction): readonly Mount[] {
  if (instruction.name !== 'RUN' || instruction.flags.length === 0) return none;
  return instruction.flags.filter((flag) => flag.name === 'mount').map((flag) => mountOf(instruction, flag));
}

/** The last field of a mount with one of these keys. */
export function mountField(mount: Mount, ...keys: readonly string[]): MountField | undefined {
  return mount.fields.findLast((field) => keys.includes(field.key));
}

/** The mount of one `--mount` flag. */
export function mountOf(instruction: Instruction, flag: Flag): Mount {
  const fields: MountField[] = [];
  let start = 0;
  for (const text of (flag.value ?? '').split(',')) {
    const end = start + text.length;
    const equals = text.indexOf('=');
    const key = (equals < 0 ? text : text.slice(0, equals)).toLowerCase();
    const value = equals < 0 ? undefined : text.slice(equals + 1);
    fields.push({ key, value, start, end, valueStart: equals < 0 ? end : start + equals + 1 });
    start = end + 1;
  }
  return { instruction, flag, fields, spanOf: inFlagValue(instruction.line, flag) };
}
