/** True for POSIX paths from the root; Windows drives count too, for Windows images. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
}

/** `path` from `folder`, which is clean; a relative result is taken from the root, as WORKDIR takes it. */
export function joinPath(folder: string, path: string): string {
  if (/^[A-Za-z]:[\\/]/.test(path)) return path;
  if (/^[^/.]+$/.test(path) && folder.length > 1) return `${folder}/${path}`;
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const drive = /^[A-Za-z]:$/.test(parts[0] ?? '');
  return drive ? parts.join('/') : `/${parts.join('/')}`;
}
