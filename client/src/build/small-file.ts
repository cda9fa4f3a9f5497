import fs from 'node:fs';

/** Bytes up to which a file is read at once: a stream for each of many small files takes several times as long. */
export const smallFile = 1 << 18;

/** Opens no symbolic link, should one have taken the place of a file; Windows has no such flag. */
export const readNoLink = fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0);

/**
 * At most `size` bytes of a file, which is not a link. With callbacks, and without asking for the size again, it takes half as long as
 * `readFile`.
 */
export function readSmall(path: string, size: number): Promise<Buffer> {
  if (size === 0) {
    return Promise.resolve(Buffer.alloc(0));
  }
  return new Promise((resolve, reject) => {
    fs.open(path, readNoLink, (failed, file) => {
      if (failed) {
        reject(failed);
        return;
      }
      fs.read(file, Buffer.allocUnsafe(size), 0, size, 0, (unread, length, content) => {
        // Nothing was written, so that there is nothing to wait for.
        fs.closeSync(file);
        if (unread) {
          reject(unread);
        } else {
          resolve(content.subarray(0, length));
        }
      });
    });
  });
}
