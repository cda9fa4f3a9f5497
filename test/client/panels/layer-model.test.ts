import { expect, test } from 'vitest';
import { type Candidate, layersMessage, matchDockerfile } from '../../../client/src/panels/layer-model';

const layer = (createdBy: string, size = 0) => ({ createdBy, size, created: 0 });
const candidate = (text: string, name = 'Dockerfile', builtHere = false): Candidate => ({
  name,
  path: `/w/${name}`,
  text,
  builtHere,
});

/** Newest first, as engines tell it. */
const history = [
  layer('CMD ["/bin/sh" "-c" "make serve"]'),
  layer('COPY . . # buildkit', 2000),
  layer('RUN |1 WHO=me /bin/sh -c make   all && make check # buildkit', 3_000_000),
  layer('ARG WHO=me'),
  layer('WORKDIR /srv', 10),
  layer('/bin/sh -c #(nop)  CMD ["bash"]'),
  layer('/bin/sh -c #(nop) ADD file:1 in / ', 1_000_000),
];

const text = `FROM debian
WORKDIR /srv
ARG WHO=me
RUN --mount=type=cache,target=/x make all \\
  # why
  && make check
COPY --chown=1:1 . .
CMD make serve
`;

test('a Dockerfile is found by its instructions, and each layer has its line', () => {
  const match = matchDockerfile(history, [
    candidate('FROM debian\nRUN other\nCOPY . .\nCMD x\n', 'other'),
    candidate(text),
  ]);
  expect(match?.candidate.name).toBe('Dockerfile');
  const { layers, dockerfile } = layersMessage('shop:1', history, match, 0);
  expect(
    layers.map(({ keyword, rest, origin, lines }) => [
      origin,
      lines && `${lines.first}-${lines.last}`,
      `${keyword} ${rest}`,
    ]),
  ).toEqual([
    ['base', undefined, 'ADD file:1 in /'],
    ['base', undefined, 'CMD ["bash"]'],
    ['own', '1-1', 'WORKDIR /srv'],
    ['own', '2-2', 'ARG WHO=me'],
    ['own', '3-5', 'RUN make   all && make check'],
    ['own', '6-6', 'COPY . .'],
    ['own', '7-7', 'CMD ["/bin/sh" "-c" "make serve"]'],
  ]);
  expect(dockerfile?.lines[3]).toContain('make all');
});

test('without a Dockerfile no layer is said to be of a base image', () => {
  const { layers, dockerfile } = layersMessage('shop:1', history, undefined, 0);
  expect(dockerfile).toBeUndefined();
  expect(new Set(layers.map(({ origin }) => origin))).toEqual(new Set(['unknown']));
});

test.each([
  ['another command', text.replace('make check', 'make test')],
  ['another keyword', text.replace('WORKDIR /srv', 'ENV A=b')],
  ['one instruction more', text.replace('ARG', 'LABEL a=b\nARG')],
  ['only keywords in common', 'FROM debian\nCMD other\n'],
  ['more instructions than layers', `${text}${'ENV A=b\n'.repeat(9)}`],
  ['no instruction', 'FROM debian\n'],
  ['no Dockerfile at all', 'a\nb'],
])('%s: no match', (_what, other) => {
  expect(matchDockerfile(history, [candidate(other)])).toBeUndefined();
});

test('stages are taken one by one, with those that they are made from', () => {
  const staged = `FROM debian AS base
WORKDIR /srv
ARG WHO=me
FROM scratch
RUN nothing
FROM base AS last
RUN make all && make check
COPY . .
CMD make serve
FROM scratch
COPY --from=last / /
`;
  expect(matchDockerfile(history, [candidate(staged)])?.lines.map(({ first }) => first)).toEqual([1, 2, 6, 7, 8]);
});

test('of equal files the one that was built under the name of the image is taken', () => {
  expect(matchDockerfile(history, [candidate(text, 'a'), candidate(text, 'b', true)])?.candidate.name).toBe('b');
});

test('what an image says stays as it is: text', () => {
  const { layers } = layersMessage(
    'x',
    [layer('RUN /bin/sh -c echo "<img src=x onerror=alert(1)>"'), layer('')],
    undefined,
    0,
  );
  expect(layers.map(({ rest }) => rest)).toEqual(['', 'echo "<img src=x onerror=alert(1)>"']);
});
