import { expect, test } from 'vitest';
import type { HoverOptions } from '../../../server/src/features/explanation';
import { hover } from '../../../server/src/features/hover';
import { instructions } from '../../../server/src/instructions/registry';
import type { ImageConfig } from '../../../server/src/model/image-config';
import { atCursor } from '../../support/cursor';

const nothing: HoverOptions = { state: true, imageInfo: () => undefined };

/** The hover text at the cursor, and the words that it is about. */
function at(marked: string, options: Partial<HoverOptions> = {}): { markdown: string; words: string } | undefined {
  const { file, text, position } = atCursor(marked);
  const result = hover(file, position, { ...nothing, ...options });
  if (!result?.range) return undefined;
  const lines = text.split('\n');
  const { start, end } = result.range;
  const words =
    start.line === end.line ? (lines[start.line]?.slice(start.character, end.character) ?? '') : '(several lines)';
  return { markdown: (result.contents as { value: string }).value, words };
}

const head = 'FROM alpine:3.22\n';

test.each(instructions.map(({ keyword, summary }) => [keyword, summary]))(
  'hover on %s explains it',
  (keyword, summary) => {
    const marked = keyword === 'FROM' ? 'FR‸OM alpine:3.22' : `${head}${keyword.slice(0, 1)}‸${keyword.slice(1)} x`;
    expect(at(marked)).toMatchObject({ words: keyword, markdown: expect.stringContaining(summary) });
    const lower = marked.replace(keyword.slice(1), keyword.slice(1).toLowerCase());
    expect(at(lower)?.markdown).toContain(summary);
  },
);

const cases: [what: string, marked: string, words: string, ...says: string[]][] = [
  ['a directive', '# syn‸tax=docker/dockerfile:1\nFROM scratch', 'syntax', 'version of the Dockerfile language'],
  ['the value of a directive', '# escape=‸`\nFROM scratch', '`', 'Backtick, for Windows paths'],
  ['a check directive', '# che‸ck=skip=all\nFROM scratch', 'check', 'build checks'],
  ['a flag', `${head}COPY --fr‸om=x a b`, '--from', 'multi-stage'],
  ['the value of a flag', `${head}RUN --network=no‸ne true`, 'none', 'No network'],
  ['a mode', `${head}COPY --chmod=75‸0 a b`, '750', 'the owner may read, write, execute', 'others may do nothing'],
  ['a duration', `${head}HEALTHCHECK --interval=1m‸90s CMD x`, '1m90s', '1 minute and 90 seconds'],
  ['a mount type', `${head}RUN --mount=type=ca‸che,target=/x true`, 'cache', 'stays between builds'],
  ['a mount option', `${head}RUN --mount=type=cache,tar‸get=/x true`, 'target', 'Where the command finds it', 'dst'],
  ['a mount option by alias', `${head}RUN --mount=type=cache,d‸st=/x true`, 'dst', '`target`'],
  [
    'an option of another type',
    `${head}RUN --mount=type=bind,shar‸ing=locked true`,
    'sharing',
    'Not for mounts of type',
  ],
  ['a value of a mount option', `${head}RUN --mount=type=cache,target=/x,sharing=lock‸ed true`, 'locked', 'waits'],
  ['a flag after a continuation', `${head}RUN \\\n  --mount=type=ss‸h \\\n  true`, 'ssh', 'SSH agent'],
  [
    'an image',
    'FROM no‸de:22-slim-bookworm',
    'node:22-slim-bookworm',
    'Node.js',
    '`22`: version',
    'lighter',
    'Debian 12',
  ],
  [
    'an image with a release candidate',
    'FROM python:3.15.0rc1‸-alpine3.21',
    'python:3.15.0rc1-alpine3.21',
    'preview',
    'Alpine Linux 3.21',
  ],
  ['an image without a tag', 'FROM ubun‸tu', 'ubuntu', 'No tag means `latest`'],
  [
    'an image with a digest',
    `FROM ubuntu@sha256:‸${'a'.repeat(64)}`,
    `ubuntu@sha256:${'a'.repeat(64)}`,
    'pins exactly',
  ],
  ['an image of --from', `${head}COPY --from=ngi‸nx:1.29 a b`, 'nginx:1.29', 'web server'],
  ['scratch', 'FROM scra‸tch', 'scratch', 'starts from nothing'],
  [
    'a stage name',
    'FROM alpine:3.22 AS bu‸ild\nRUN x\nFROM scratch\nCOPY --from=build a b',
    'build',
    'starts from `alpine:3.22`',
    'COPY',
    'line 4',
  ],
  [
    'a stage in --from',
    'FROM alpine:3.22 AS build\nFROM scratch\nCOPY --link --from=bu‸ild a b',
    'build',
    '(number 0)',
  ],
  ['a stage by number', 'FROM alpine:3.22\nFROM scratch\nCOPY --from=‸0 a b', '0', 'starts from `alpine:3.22`'],
  [
    'a stage of a mount',
    'FROM alpine:3.22 AS b\nFROM alpine:3.22\nRUN --mount=type=bind,from=‸b,target=/x true',
    'b',
    'number 0',
  ],
  ['AS', 'FROM alpine:3.22 A‸S b', 'AS', '--target'],
  ['a variable of ENV', `${head}ENV A=1\nWORKDIR /x/$‸A`, '$A', 'is `1`', 'line 2'],
  ['a variable with a default', 'ARG V=3.22\nFROM alpine:${‸V}', '${V}', 'is `3.22`', '`ARG`'],
  ['a name that ENV sets', `${head}ENV N‸AME=value`, 'NAME', 'stays in the image', '`value`'],
  ['a name that ARG declares', `${head}ARG N‸AME=value`, 'NAME', 'only while the image is built'],
  ['a variable of the shell', `${head}ENV A=1\nRUN echo $‸A`, '$A', 'is `1`'],
  ['a platform argument', 'FROM --platform=$BUILD‸PLATFORM alpine:3.22', '$BUILDPLATFORM', 'machine that builds'],
  ['a port', `${head}EXPOSE 80 54‸32/tcp`, '5432/tcp', 'PostgreSQL', 'Noted, not published'],
  ['a signal', `${head}STOPSIGNAL QU‸IT`, 'QUIT', 'SIGQUIT', 'nginx'],
  ['the root user', `${head}USER ro‸ot`, 'root', 'as **root**'],
  ['another user', `${head}USER ap‸p:staff`, 'app:staff', 'group `staff`', 'has to exist'],
  ['a label key', `${head}LABEL org.opencontainers.image.so‸urce=x`, 'org.opencontainers.image.source', 'source code'],
  ['a heredoc marker', `${head}RUN <<‸EOF\nls\nEOF`, '<<EOF', 'script for the shell'],
  ['a quoted heredoc of COPY', `${head}COPY <<"E‸OF" /x\n$A\nEOF`, '<<"EOF"', 'not expanded'],
  ['a rule in a comment', '# hadolint ignore=DL3‸007\nFROM alpine:latest', 'DL3007', 'DL3007'],
  ['a default of an unset variable', `${head}EXPOSE \${PO‸RT:-8080}`, '${PORT:-8080}', 'it becomes `8080`'],
  ['a demand for a variable', `${head}WORKDIR \${DI‸R:?set it}`, '${DIR:?set it}', 'the build fails'],
  ['a modifier', `${head}ARG A=1\nWORKDIR /\${A‸:+x}`, '${A:+x}', '`$A`** is `1`', 'becomes `x`'],
  [
    'a stage that the last one does not need',
    'FROM a AS o‸ne\nFROM b\nCOPY --from=one /x /\nFROM c',
    'one',
    'in `COPY --from` (line 3)',
    'The last stage does not need it',
  ],
  ['HEALTHCHECK NONE', `${head}HEALTHCHECK NO‸NE`, 'NONE', 'switches off'],
  ['an instruction of ONBUILD', `${head}ONBUILD WORK‸DIR /x`, 'WORKDIR', 'Sets the folder'],
];

test.each(cases)('hover on %s', (_what, marked, words, ...says) => {
  const found = at(marked);
  expect(found?.words).toBe(words);
  for (const sentence of says) expect(found?.markdown).toContain(sentence);
});

test.each([
  [
    'exec forms',
    'ENTRYPOINT ["node"]\nC‸MD ["app.js", "a b"]',
    "`node app.js 'a b'`",
    'default arguments of ENTRYPOINT',
  ],
  ['a shell form behind an exec form', 'ENTRYPOINT ["a"]\nC‸MD b', '`a /bin/sh -c b`', 'Write CMD in JSON form'],
  ['an exec form alone', 'C‸MD ["node"]', '`node`', 'no shell around it'],
  ['a shell form', 'C‸MD node app.js', "`/bin/sh -c 'node app.js'`", 'shell is process 1'],
  ['an entrypoint alone', 'E‸NTRYPOINT ["app"]', '`app`', 'takes the place of CMD'],
])('CMD and ENTRYPOINT say what runs at start: %s', (_what, lines, command, form) => {
  const markdown = at(`FROM scratch\n${lines}`)?.markdown ?? '';
  expect(markdown).toContain(`**At start** runs ${command}`);
  expect(markdown).toContain(form);
});

test('the state after a line is shown unless switched off', () => {
  const marked = 'FROM scratch\nWORKDIR /app\nENV A=1\nUS‸ER me\nENV B=2';
  const markdown = at(marked)?.markdown ?? '';
  expect(markdown).toContain('Working folder: `/app`');
  expect(markdown).toContain('User: `me`');
  expect(markdown).toContain('`A=1`');
  expect(markdown).not.toContain('`B=2`');
  expect(at(marked, { state: false })?.markdown).not.toContain('After this line');
});

test('a local image tells what it is', () => {
  const config: ImageConfig = {
    Env: ['A=`x`'],
    User: 'me',
    WorkingDir: '/w',
    Entrypoint: ['/run.sh'],
    Cmd: undefined,
    ExposedPorts: ['80/tcp'],
    Volumes: [],
    Labels: {},
    Shell: undefined,
    StopSignal: undefined,
    Healthcheck: undefined,
    OnBuild: [],
    unknown: [],
  };
  const info = {
    id: `sha256:${'1'.repeat(64)}`,
    size: 7_800_000,
    created: 86_400,
    platform: 'linux/amd64',
    repoDigests: [],
    config,
  };
  const markdown = at('FROM al‸pine:3.22', {
    imageInfo: (reference) => (reference === 'alpine:3.22' ? info : undefined),
  })?.markdown;
  expect(markdown).toContain('`111111111111`, 7.80 MB, `linux/amd64`, made 1970-01-02');
  expect(markdown).toContain('`` A=`x` ``');
  expect(markdown).toContain('runs `/run.sh`');
});

test.each([
  ['blanks between words', `${head}COPY a ‸ b`],
  ['an empty line', `${head}‸\nRUN x`],
  ['an unknown keyword', `${head}CO‸PI a b`],
  ['an unknown flag', `${head}RUN --wha‸t x`],
  ['a plain comment', '# just wo‸rds\nFROM scratch'],
  ['the body of a heredoc', `${head}RUN <<EOF\nl‸s\nEOF`],
])('there is nothing to say on %s', (_what, marked) => {
  expect(at(marked)).toBeUndefined();
});

test('text from a document never becomes Markdown of ours', () => {
  const markdown = at(`${head}ENV A='\`[x](command:y) <b>'\nWORKDIR $‸A`)?.markdown ?? '';
  expect(markdown).toContain('`` `[x](command:y) <b> ``');
});
