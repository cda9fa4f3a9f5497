import type { DirectiveSpec } from './instruction';

/** The parser directives, in the order in which people write them. */
export const directives: readonly DirectiveSpec[] = [
  {
    key: 'syntax',
    summary: 'Chooses the version of the Dockerfile language.',
    syntax: '# syntax=<image>',
    docs: `BuildKit loads this image and lets it read the file, so that new features work on an old Docker as well. \`docker/dockerfile:1\` is the newest stable version; write it as the first line. Directives stand at the very top: after the first comment, blank line or instruction they are plain comments.`,
    example: `# syntax=docker/dockerfile:1
FROM alpine:3.22`,
    url: 'https://docs.docker.com/reference/dockerfile/#syntax',
    values: [
      { value: 'docker/dockerfile:1', summary: 'Newest stable version 1' },
      { value: 'docker/dockerfile:1-labs', summary: 'Version 1 with experimental features' },
    ],
  },
  {
    key: 'escape',
    summary: 'Chooses the character that escapes and that continues a line.',
    syntax: '# escape=\\ (default) or # escape=`',
    docs: `With the backtick, Windows paths need no doubling: \`COPY app.exe C:\\app\\\`. It changes line continuation as well, and nothing inside the shell. Directives stand at the very top: after the first comment, blank line or instruction they are plain comments.`,
    example: `# escape=\`
FROM mcr.microsoft.com/windows/servercore:ltsc2025
RUN dir \`
    c:\\`,
    url: 'https://docs.docker.com/reference/dockerfile/#escape',
    values: [
      { value: '`', summary: 'Backtick, for Windows paths' },
      { value: '\\', summary: 'Backslash, the default' },
    ],
  },
  {
    key: 'check',
    summary: 'Configures the build checks.',
    syntax: '# check=skip=<rule>[,<rule>...][;error=true]',
    docs: `\`skip=\` switches checks off by name (\`skip=all\` all of them), \`error=true\` makes a finding fail the build, \`experimental=\` switches experimental checks on. Parts are separated by \`;\`, without blanks. Quayside follows it too.`,
    example: `# check=skip=JSONArgsRecommended,StageNameCasing;error=true
FROM alpine:3.22`,
    url: 'https://docs.docker.com/reference/dockerfile/#check',
    values: [
      { value: 'skip=', summary: 'Switch checks off by name' },
      { value: 'skip=all', summary: 'Switch all checks off' },
      { value: 'error=true', summary: 'Let a finding fail the build' },
      { value: 'experimental=all', summary: 'Switch all experimental checks on' },
    ],
  },
];
