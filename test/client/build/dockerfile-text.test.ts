import { expect, test } from 'vitest';
import { initialOptions, requestOf, tagFor } from '../../../client/src/build/build-options';
import { buildArgsOf, instructionsOf, secretsAskedBy, stagesOf } from '../../../client/src/build/dockerfile-text';
import { failingLine } from '../../../client/src/build/failing-line';

const dockerfile = `# syntax=docker/dockerfile:1
ARG BASE=alpine:3
FROM \${BASE} AS Build
ARG VERSION="1.2 beta"
ARG TOKEN

RUN echo one && \\
    # a comment within
    echo two
RUN <<END
FROM nothing
END
COPY a b
FROM scratch
COPY --from=build b c
FROM build
WORKDIR /x
RUN false
`;
const instructions = instructionsOf(dockerfile);

test('instructions begin at their lines; comments, continued lines and heredocs are taken together', () => {
  expect(instructions.map(({ keyword, line }) => `${line} ${keyword}`)).toEqual([
    '1 ARG',
    '2 FROM',
    '3 ARG',
    '4 ARG',
    '6 RUN',
    '9 RUN',
    '12 COPY',
    '13 FROM',
    '14 COPY',
    '15 FROM',
    '16 WORKDIR',
    '17 RUN',
  ]);
});

test('arguments and stages can be chosen', () => {
  expect(buildArgsOf(instructions)).toEqual([
    { name: 'BASE', value: 'alpine:3' },
    { name: 'VERSION', value: '1.2 beta' },
    { name: 'TOKEN', value: '' },
  ]);
  expect(stagesOf(instructions)).toEqual(['build', '1', '2']);
});

test('of the build arguments only what differs from the Dockerfile is sent', () => {
  const initial = initialOptions('/home/me/My App/Dockerfile', instructions);
  expect(initial).toMatchObject({ tag: 'my-app:latest', buildArgs: "BASE=alpine:3 'VERSION=1.2 beta' TOKEN=" });
  expect(requestOf('/home/me/My App/Dockerfile', instructions, initial)).toMatchObject({
    context: '/home/me/My App',
    buildArgs: {},
  });
  const changed = { ...initial, buildArgs: "BASE=alpine:4 'VERSION=1.2 beta' TOKEN=a=b", context: '..' };
  expect(requestOf('/home/me/My App/Dockerfile', instructions, changed)).toMatchObject({
    context: '/home/me',
    buildArgs: { BASE: 'alpine:4', TOKEN: 'a=b' },
  });
});

test.each([
  ['My App', 'my-app:latest'],
  ['__', 'app:latest'],
  ['größe', 'gr-e:latest'],
])('the folder %j gives the tag %s', (folder, tag) => {
  expect(tagFor(folder)).toBe(tag);
});

test.each([
  ['[build 2/4] RUN echo one &&     echo two', 'exit code: 1', 6],
  ['[build 3/4] RUN <<END (FROM nothing...)', 'exit code: 1', 9],
  ['[build 4/4] COPY a b', '"/a": not found', 12],
  ['[stage-1 1/1] COPY --from=build b c', 'not found', 14],
  ['[stage-2 1/2] WORKDIR /x', 'no', 16],
  ['[stage-2 2/2] RUN false', 'exit code: 1', 17],
  ['[stage-2 7/9] RUN false', 'an ONBUILD shifts the numbers', 17],
  ['[internal] load metadata for docker.io/library/alpine:3', 'not found', 2],
  ['Step 5/12 : RUN echo one', 'returned a non-zero code: 1', 6],
  ['', 'dockerfile parse error line 5: unknown instruction: RUNN', 4],
  ['', 'Dockerfile parse error on line 7: no', 6],
  ['', 'something else', undefined],
  ['[odd', 'something else', undefined],
])('a build that fails in %j with %j marks line %s', (step, message, line) => {
  expect(failingLine(instructions, { step, message })).toBe(line);
});

test('secrets that are asked for', () => {
  const text = [
    'FROM a',
    'RUN --mount=type=secret,id=npm,target=/root/.npmrc --mount=type=cache,target=/x \\',
    '  --mount=target=/run/keys/token,type=secret npm ci',
    'RUN --mount=type=secret,id=npm true',
    'RUN --mount=type=secret,id=$ID true',
    'RUN echo --mount=type=ssh',
  ].join('\n');
  expect(secretsAskedBy(instructionsOf(text))).toEqual(['npm', 'token']);
});
