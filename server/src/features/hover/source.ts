import type { BuildContext } from '../../model/build-context';
import type { Dockerfile } from '../../model/dockerfile';
import { type ContextPath, contextPaths, matchesOf } from '../context-paths';
import type { Explanation } from '../explanation';
import { type Target, touches } from '../locate';
import { bytes, code, list, paragraphs } from '../markdown';
import { type Volume, volumeOf } from '../volume';

/** Explains a source of COPY, ADD or a bind mount: what is there, and what of it an ignore file keeps out. */
export function sourceHover(
  file: Dockerfile,
  { instruction }: Target & { kind: 'argument' | 'mount' },
  offset: number,
): Explanation | undefined {
  const source = contextPaths(file, instruction).find((candidate) => touches(candidate, offset));
  const markdown = source && describe(file, source);
  return markdown === undefined ? undefined : { span: { start: source?.start ?? 0, end: source?.end ?? 0 }, markdown };
}

function describe({ options: { context } }: Dockerfile, { path, pattern }: ContextPath): string | undefined {
  if (!context) return undefined;
  const where = `Build context ${code(context.root)}`;
  if (path !== undefined) return paragraphs(...describePath(context, path), where);
  if (pattern === undefined) return undefined;
  const matches = matchesOf(context, pattern);
  if (matches.length === 0) return paragraphs(`**${code(pattern)}** matches nothing in the build context.`, where);
  const names = list([...matches.slice(0, shown).map(code), ...(matches.length > shown ? ['…'] : [])]);
  return paragraphs(...describeVolume(code(pattern), volumeOf(context, matches)), names, where);
}

/** Names of matches that are listed. */
const shown = 10;

function describePath(context: BuildContext, path: string): string[] {
  if (path !== '.' && !context.exists(path)) return [`**${code(path)}** is not in the build context.`];
  const exclusion = path === '.' ? undefined : context.excludedBy(path);
  const size = context.sizeOf(path);
  const volume = size === undefined ? volumeOf(context, [path]) : undefined;
  // Of a folder that is kept out, exceptions may send some files all the same.
  if (exclusion && !volume?.files) {
    return [
      `**${code(path)}** is not sent: line ${exclusion.line + 1} of the ignore file, ${code(exclusion.pattern)}, excludes it.`,
    ];
  }
  if (!volume) return [`**${code(path)}** is a file of ${bytes(size ?? 0)}.`];
  return describeVolume(path === '.' ? 'The whole context' : code(`${path}/`), volume);
}

function describeVolume(what: string, { files, bytes: total, excluded, complete }: Volume): string[] {
  const count = `${complete ? '' : 'more than '}${files} ${files === 1 ? 'file' : 'files'}, ${bytes(total)}`;
  const left = excluded.map(
    ({ pattern, line, entries }) =>
      `Line ${line + 1} of the ignore file, ${code(pattern)}, keeps out ${entries} ${entries === 1 ? 'entry' : 'entries'}`,
  );
  return [`**${what}** sends ${count}.`, list(left)];
}
