import type { KnownValue, MountOption, MountType } from './instruction';

/** The types of `RUN --mount`, `bind` (the default) first. */
export const mountTypes: readonly MountType[] = [
  {
    type: 'bind',
    summary: 'Shows files of the build context, a stage or an image to the command.',
    docs: `Read-only unless \`rw\`, and even then what is written is thrown away. Saves a \`COPY\` for files that only this step needs.`,
    example: 'type=bind,source=package.json,target=package.json',
    insert: 'type=bind,source=${1:source},target=${2:target}',
    url: 'https://docs.docker.com/reference/dockerfile/#run---mounttypebind',
  },
  {
    type: 'cache',
    summary: 'A folder that stays between builds, for package managers and compilers.',
    docs: `Its contents are not part of the image, and a build has to work with an empty one. Several builds share it: use \`sharing=locked\` for apt.`,
    example: 'type=cache,target=/root/.npm',
    insert: 'type=cache,target=${1:/root/.cache}',
    url: 'https://docs.docker.com/reference/dockerfile/#run---mounttypecache',
  },
  {
    type: 'secret',
    summary: 'Lends the command a secret that leaves no trace in the image.',
    docs: `Comes from \`docker build --secret id=token,src=token.txt\` or \`--secret id=token,env=TOKEN\`. It is a file at \`/run/secrets/<id>\` unless \`target\` or \`env\` say otherwise.`,
    example: 'type=secret,id=token,env=TOKEN',
    insert: 'type=secret,id=${1:token}',
    url: 'https://docs.docker.com/reference/dockerfile/#run---mounttypesecret',
  },
  {
    type: 'ssh',
    summary: 'Lends the command your SSH agent, for example to clone private repositories.',
    docs: `Build with \`docker build --ssh default\`. The host key has to be known: \`ssh-keyscan github.com >> ~/.ssh/known_hosts\`.`,
    example: 'type=ssh',
    insert: 'type=ssh',
    url: 'https://docs.docker.com/reference/dockerfile/#run---mounttypessh',
  },
  {
    type: 'tmpfs',
    summary: 'A folder in memory, gone after the command.',
    docs: `For scratch files that should not reach a layer. \`size\` limits it.`,
    example: 'type=tmpfs,target=/tmp',
    insert: 'type=tmpfs,target=${1:/tmp}',
    url: 'https://docs.docker.com/reference/dockerfile/#run---mounttypetmpfs',
  },
];

const booleans: readonly KnownValue[] = [
  { value: 'true', summary: 'Yes' },
  { value: 'false', summary: 'No' },
];

/** The options of `RUN --mount`, in the order in which people write them. */
export const mountOptions: readonly MountOption[] = [
  {
    name: 'type',
    aliases: [],
    types: ['bind', 'cache', 'secret', 'ssh', 'tmpfs'],
    kind: 'enum',
    summary: 'What kind of mount it is; `bind` when left out.',
    values: mountTypes.map(({ type, summary }) => ({ value: type, summary })),
  },
  {
    name: 'id',
    aliases: [],
    types: ['cache', 'secret', 'ssh'],
    kind: 'text',
    summary: 'Name of the cache, secret or agent.',
    docs: 'Caches with the same id are the same cache; the default is the target path. A secret is the one passed with `--secret id=…`.',
  },
  {
    name: 'target',
    aliases: ['dst', 'destination'],
    types: ['bind', 'cache', 'secret', 'ssh', 'tmpfs'],
    kind: 'path',
    summary: 'Where the command finds it.',
    docs: 'Relative paths start from `WORKDIR`.',
  },
  {
    name: 'source',
    aliases: ['src'],
    types: ['bind', 'cache', 'secret'],
    kind: 'path',
    summary: 'Which path in the context, or in the place that `from` names, is mounted.',
    docs: 'The root of it when left out.',
  },
  {
    name: 'from',
    aliases: [],
    types: ['bind', 'cache'],
    kind: 'stage',
    summary: 'The stage, image or named context that the source is in.',
    docs: 'The build context when left out. Stages by name only, and without variables.',
  },
  {
    name: 'env',
    aliases: [],
    types: ['secret'],
    kind: 'text',
    summary: 'Gives the secret as this environment variable.',
    docs: 'No file is made then, unless `target` is set as well.',
  },
  {
    name: 'required',
    aliases: [],
    types: ['secret', 'ssh'],
    kind: 'bool',
    summary: 'Fails the build when it was not passed.',
    docs: 'Without it the command runs without the secret or agent. Write it after `type`.',
    values: booleans,
  },
  {
    name: 'sharing',
    aliases: [],
    types: ['cache'],
    kind: 'enum',
    summary: 'What happens when several builds use the cache at the same time.',
    values: [
      { value: 'shared', summary: 'All write to it at once (the default)' },
      { value: 'private', summary: 'Each gets a cache of its own' },
      { value: 'locked', summary: 'The second waits for the first: for apt and dpkg' },
    ],
  },
  {
    name: 'readonly',
    aliases: ['ro'],
    types: ['bind', 'cache'],
    kind: 'bool',
    summary: 'The command cannot write to it.',
    docs: 'The default for `bind`.',
    values: booleans,
  },
  {
    name: 'rw',
    aliases: ['readwrite'],
    types: ['bind', 'cache'],
    kind: 'bool',
    summary: 'The command can write to it.',
    docs: 'What is written to a `bind` mount is thrown away after the command.',
    values: booleans,
  },
  {
    name: 'size',
    aliases: [],
    types: ['tmpfs'],
    kind: 'size',
    summary: 'The most memory that it may take: `64m`, `1g`.',
  },
  {
    name: 'mode',
    aliases: [],
    types: ['cache', 'secret', 'ssh'],
    kind: 'octal',
    summary: 'Permissions, in octal.',
    docs: 'Default `0755` for caches, `0400` for secrets, `0600` for the agent.',
    values: [
      { value: '0755', summary: 'Everybody may read and enter' },
      { value: '0700', summary: 'The owner alone' },
      { value: '0400', summary: 'The owner may read' },
      { value: '0444', summary: 'Everybody may read' },
    ],
  },
  {
    name: 'uid',
    aliases: [],
    types: ['cache', 'secret', 'ssh'],
    kind: 'number',
    summary: 'Number of the user that owns it; 0 (root) when left out.',
    docs: 'Set it to the number of `USER` when that is not root.',
  },
  {
    name: 'gid',
    aliases: [],
    types: ['cache', 'secret', 'ssh'],
    kind: 'number',
    summary: 'Number of the group that owns it; 0 when left out.',
  },
];

/** The option with this name or alias, in any case. */
export function mountOption(name: string): MountOption | undefined {
  const wanted = name.toLowerCase();
  return mountOptions.find((option) => option.name === wanted || option.aliases.includes(wanted));
}

/** The mount type of this name, in any case. */
export function mountType(name: string): MountType | undefined {
  const wanted = name.toLowerCase();
  return mountTypes.find(({ type }) => type === wanted);
}
