import { pathArguments } from './path-arguments';
import type { Rule } from './rule';

/** What a build context has that an image rarely wants; the first ones that exist are named. */
const unwanted = [
  '.git',
  'node_modules',
  '.env',
  '.venv',
  'venv',
  'target',
  'dist',
  '__pycache__',
  '.idea',
  '.vscode',
] as const;

export const copyWithoutDockerignore: Rule = {
  code: 'CopyWithoutDockerignore',
  aliases: [],
  source: 'quayside',
  severity: 'info',
  summary: 'COPY of the whole context needs a .dockerignore file',
  why:
    'Without a `.dockerignore` file, `COPY .` takes everything: the history in `.git`, installed dependencies, local settings and secrets. The ' +
    'image grows, every commit invalidates the cache, and files of your machine replace those that the build made. Put a `.dockerignore` ' +
    'next to the build context. The rule speaks only when there is such a folder.',
  bad: [
    { dockerfile: 'FROM alpine:3.22\nCOPY ⟦.⟧ /app\n', files: { '.git/HEAD': 'ref: refs/heads/main\n', 'app.js': '' } },
  ],
  good: [
    { dockerfile: 'FROM alpine:3.22\nCOPY . /app\n', files: { '.git/HEAD': '', '.dockerignore': '.git\n' } },
    { dockerfile: 'FROM alpine:3.22\nCOPY . /app\n', files: { 'app.js': '' } },
    'FROM alpine:3.22\nCOPY . /app\n',
    { dockerfile: 'FROM alpine:3.22\nCOPY src /app\n', files: { '.git/HEAD': '' } },
  ],
  subject: { keywords: ['COPY', 'ADD'] },
  fixable: false,
  *check(file) {
    const { context } = file.options;
    if (!context || context.ignoreFile) return;
    for (const copy of [...file.byKeyword('COPY'), ...file.byKeyword('ADD')]) {
      if (copy.flags.some(({ name }) => name === 'from' || name === 'exclude')) continue;
      const whole = pathArguments(file, copy)?.sources.find(
        ({ value }) => value === '.' || value === './' || value === '/',
      );
      if (!whole) continue;
      const taken = unwanted.filter((name) => context.exists(name)).slice(0, 3);
      if (taken.length === 0) return;
      const { start, end } = whole;
      yield { start, end, message: `Without a .dockerignore file this copies ${taken.join(', ')} too.` };
    }
  },
};
