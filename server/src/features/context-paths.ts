import type { Dockerfile } from '../model/dockerfile';
import { argumentWords } from '../model/expandable';
import { copyFrom } from '../model/stages';
import type { Instruction, Span } from '../parser/nodes';
import { mountParts } from './mount-parts';

/** A word that names something in the build context. */
export interface ContextPath extends Span {
  /** As written, decoded for JSON. */
  readonly raw: string;
  /** Relative to the context, POSIX, `.` for the context itself; undefined for patterns and words with unknown variables. */
  readonly path: string | undefined;
  readonly instruction: Instruction;
}

/** The sources of an instruction that come from the build context: of COPY, ADD and bind mounts. */
export function contextPaths(file: Dockerfile, instruction: Instruction): ContextPath[] {
  if (instruction.name === 'RUN') return mountSources(instruction);
  if ((instruction.name !== 'COPY' && instruction.name !== 'ADD') || copyFrom(instruction)) return [];
  return argumentWords(instruction, 'source')
    .slice(0, -1)
    .filter(({ raw }) => !isRemote(raw) && !raw.startsWith('<<'))
    .map(({ raw, start, end }) => {
      const text = raw.includes('$') || /["'\\]/.test(raw) ? file.expand(raw, instruction) : raw;
      return { raw, start, end, path: text === undefined ? undefined : relative(text), instruction };
    });
}

function mountSources(instruction: Instruction): ContextPath[] {
  return instruction.flags.flatMap((flag) => {
    if (flag.name !== 'mount') return [];
    const parts = mountParts(instruction, flag);
    const type = parts.find(({ key }) => key === 'type')?.value ?? 'bind';
    if (type !== 'bind' || parts.some(({ key }) => key === 'from')) return [];
    return parts.flatMap(({ key, value, valueSpan }) =>
      (key === 'source' || key === 'src') && value && valueSpan
        ? [{ raw: value, ...valueSpan, path: relative(value), instruction }]
        : [],
    );
  });
}

/** True for sources that ADD downloads or clones. */
export function isRemote(source: string): boolean {
  return /^(https?|git|ssh):\/\//i.test(source) || /^[\w.-]+@[\w.-]+:/.test(source);
}

/** A source as a path of the context: BuildKit takes `/x` and `../x` for `x`. Undefined for patterns. */
export function relative(source: string): string | undefined {
  if (/[*?[$]/.test(source)) return undefined;
  const parts: string[] = [];
  for (const part of source.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.length === 0 ? '.' : parts.join('/');
}
