import ignore from '@balena/dockerignore';
import type { BuildContext } from '../../server/src/model/build-context';

/** A build context that holds these files, by path relative to its root. */
export function memoryContext(files: Readonly<Record<string, string>>): BuildContext {
  const text = files['.dockerignore'];
  const paths = Object.keys(files);
  return {
    root: '/context',
    ignoreFile: text === undefined ? undefined : { path: '/context/.dockerignore', text },
    excludedBy(path) {
      const lines = (text ?? '').split('\n');
      const line = lines.findIndex((pattern) => pattern !== '' && ignore().add(pattern).ignores(path));
      return line < 0 ? undefined : { pattern: lines[line] ?? '', line };
    },
    exists: (path) => paths.some((known) => known === path || known.startsWith(`${path}/`) || path === '.'),
  };
}
