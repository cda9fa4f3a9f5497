import { mountOf } from '../model/mounts';
import type { Flag, Instruction, Span } from '../parser/nodes';

/** One `key=value` of a `--mount` value, with its places in the document. */
export interface MountPart extends Span {
  /** Lower-case. */
  readonly key: string;
  readonly keySpan: Span;
  /** Undefined when there is no `=`. */
  readonly value: string | undefined;
  readonly valueSpan: Span | undefined;
}

/** The parts of the value of a `--mount` flag, in order. */
export function mountParts(instruction: Instruction, flag: Flag): MountPart[] {
  const { fields, spanOf } = mountOf(instruction, flag);
  return fields.map(({ key, value, start, end, valueStart }) => ({
    ...spanOf(start, end),
    key,
    keySpan: spanOf(start, value === undefined ? end : valueStart - 1),
    value,
    valueSpan: value === undefined ? undefined : spanOf(valueStart, end),
  }));
}

/** The mount type that the parts ask for, lower-case; `bind` when they don't. */
export function mountTypeOf(parts: readonly { readonly key: string; readonly value: string | undefined }[]): string {
  const type = parts.find(({ key }) => key === 'type')?.value;
  return type?.toLowerCase() ?? 'bind';
}
