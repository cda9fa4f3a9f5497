import type { Dockerfile } from '../../model/dockerfile';
import { type ContextPath, contextPaths } from '../context-paths';
import type { Explanation } from '../explanation';
import { type Target, touches } from '../locate';
import { bytes, code, list, paragraphs } from '../markdown';
import { volumeOf } from '../volume';

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

function describe({ options: { context } }: Dockerfile, { path }: ContextPath): string | undefined {
  if (!context || path === undefined) return undefined;
  const where = `Build context ${code(context.root)}`;
  if (path !== '.' && !context.exists(path)) return paragraphs(`**${code(path)}** is not in the build context.`, where);
  const exclusion = path === '.' ? undefined : context.excludedBy(path);
  if (exclusion) {
    return paragraphs(
      `**${code(path)}** is not sent: line ${exclusion.line + 1} of the ignore file, ${code(exclusion.pattern)}, excludes it.`,
      where,
    );
  }
  const size = context.sizeOf(path);
  if (size !== undefined) return paragraphs(`**${code(path)}** is a file of ${bytes(size)}.`, where);
  const { files, bytes: total, excluded, complete } = volumeOf(context, path);
  const count = `${complete ? '' : 'more than '}${files} ${files === 1 ? 'file' : 'files'}, ${bytes(total)}`;
  const left = excluded.map(
    ({ pattern, line, entries }) =>
      `Line ${line + 1} of the ignore file, ${code(pattern)}, keeps out ${entries} ${entries === 1 ? 'entry' : 'entries'}`,
  );
  return paragraphs(`**${code(path === '.' ? 'The whole context' : `${path}/`)}** sends ${count}.`, list(left), where);
}
