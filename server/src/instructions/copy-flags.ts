import type { FlagSpec } from './instruction';

/** Flags that ADD and COPY share. */

export const chownFlag: FlagSpec = {
  name: 'chown',
  syntax: '--chown=<user>[:<group>]',
  type: 'string',
  summary: 'Sets the owner of the files in the image.',
  docs: `Without it files belong to root (0:0), whatever \`USER\` says. Names are looked up in the image's own \`/etc/passwd\` and \`/etc/group\`; numbers always work, also in images that have no such files. A user without a group gets the group with the same number.

\`COPY --chown=node:node . /app\` is better than a \`RUN chown -R\` afterwards, which stores every file a second time. Linux containers only.`,
  expanded: true,
  url: 'https://docs.docker.com/reference/dockerfile/#copy---chown---chmod',
};

export const chmodFlag: FlagSpec = {
  name: 'chmod',
  syntax: '--chmod=<mode>',
  type: 'string',
  summary: 'Sets the permissions of the files in the image.',
  docs: `An octal number (\`755\`, \`0644\`) or letters as \`chmod\` takes them (\`u=rwX,go=rX\`). It applies to folders as well, so \`--chmod=644\` on a folder makes it unreadable: use letters with a capital \`X\` there.

Saves a \`RUN chmod\`, which would store every file a second time. Linux containers only.`,
  values: [
    { value: '755', summary: 'Owner may write, everybody may read and execute: programs and folders' },
    { value: '644', summary: 'Owner may write, everybody may read: plain files' },
    { value: '700', summary: 'The owner alone' },
    { value: '600', summary: 'The owner alone, not executable: keys' },
    { value: 'u=rwX,go=rX', summary: 'As 755 for folders and programs, as 644 for other files' },
    { value: '+x', summary: 'Adds the permission to execute' },
  ],
  expanded: true,
  since: '1.2',
  url: 'https://docs.docker.com/reference/dockerfile/#copy---chown---chmod',
};

export const linkFlag: FlagSpec = {
  name: 'link',
  syntax: '--link[=<boolean>]',
  type: 'bool',
  summary: 'Makes a layer of its own that does not depend on the layers below it.',
  docs: `The layer stays cached when earlier instructions or the base image change, and is often copied without downloading the base at all. Good after \`FROM\` with \`COPY --link --from=…\`.

Since the layer does not see what is below it, symbolic links in the destination path are not followed but replaced by folders, and user names in \`--chown\` cannot be looked up unless the base is known.`,
  expanded: false,
  since: '1.4',
  url: 'https://docs.docker.com/reference/dockerfile/#copy---link',
};

export const excludeFlag: FlagSpec = {
  name: 'exclude',
  syntax: '--exclude=<pattern>',
  type: 'list',
  summary: 'Leaves out the files that match a pattern.',
  docs: `May be repeated. Patterns are those of \`.dockerignore\` and are relative to the source: \`COPY --exclude=**/*.test.js src /app\`. What no instruction needs belongs into \`.dockerignore\` instead, so that it is not even sent.`,
  expanded: false,
  since: '1.19',
  url: 'https://docs.docker.com/reference/dockerfile/#copy---exclude',
};
