import type { BuildContext } from '../model/build-context';
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
  /** A pattern with wildcards, relative to the context; undefined for anything else. */
  readonly pattern: string | undefined;
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
      return { raw, start, end, ...pathOrPattern(text), instruction };
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
        ? [{ raw: value, ...valueSpan, path: relative(value), pattern: undefined, instruction }]
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
  return /[*?[$]/.test(source) ? undefined : cleaned(source);
}

function pathOrPattern(text: string | undefined): Pick<ContextPath, 'path' | 'pattern'> {
  const isPattern = text !== undefined && /[*?[]/.test(text) && !text.includes('$');
  return { path: text === undefined ? undefined : relative(text), pattern: isPattern ? cleaned(text) : undefined };
}

function cleaned(source: string): string {
  const parts: string[] = [];
  for (const part of source.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.length === 0 ? '.' : parts.join('/');
}

/** More matches than this are not told one from another. */
const mostMatches = 1000;

/** The paths of the context that a source with wildcards names, part by part as Go's filepath.Match does. */
export function matchesOf(context: BuildContext, pattern: string): string[] {
  let found = ['.'];
  for (const part of pattern.split('/')) {
    const matches = partTest(part);
    found = found
      .flatMap((folder) =>
        context
          .entries(folder)
          .flatMap(({ name }) => (matches(name) ? [folder === '.' ? name : `${folder}/${name}`] : [])),
      )
      .slice(0, mostMatches);
  }
  return found;
}

function partTest(part: string): (name: string) => boolean {
  const source = part.replace(
    /\\(.)|(\*+)|(\?)|\[(\^?)((?:\\.|[^\]\\])+)\]|([^\w\s])/g,
    (_whole, ...groups: string[]) => {
      const [escaped, any, one, not, set, other] = groups;
      if (any) return '.*';
      if (one) return '.';
      if (set) return `[${not}${set.replaceAll('[', '\\[')}]`;
      return `\\u{${(escaped ?? other ?? '').codePointAt(0)?.toString(16)}}`;
    },
  );
  try {
    const expression = new RegExp(`^${source}$`, 'su');
    return (name) => expression.test(name);
  } catch {
    return () => false;
  }
}
