import { ignoreFile } from '../../server/src/context/ignore-file';
import type { BuildContext } from '../../server/src/model/build-context';

/** A build context that holds these files, by path relative to its root. */
export function memoryContext(files: Readonly<Record<string, string>>): BuildContext {
  const text = files['.dockerignore'];
  const paths = Object.keys(files);
  return {
    root: '/context',
    ignoreFile: text === undefined ? undefined : { path: '/context/.dockerignore', text },
    excludedBy: ignoreFile(text ?? ''),
    exists: (path) => paths.some((known) => known === path || known.startsWith(`${path}/`) || path === '.'),
  };
}
