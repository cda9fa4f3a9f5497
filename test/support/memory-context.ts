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
    entries(folder) {
      const prefix = folder === '' || folder === '.' ? '' : `${folder.replace(/\/$/, '')}/`;
      const names = new Map<string, boolean>();
      for (const path of paths) {
        if (!path.startsWith(prefix)) continue;
        const [name = '', ...rest] = path.slice(prefix.length).split('/');
        names.set(name, rest.length > 0);
      }
      return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, folder]) => ({ name, folder }));
    },
    sizeOf: (path) => files[path]?.length,
    exists: (path) => paths.some((known) => known === path || known.startsWith(`${path}/`) || path === '.'),
  };
}
