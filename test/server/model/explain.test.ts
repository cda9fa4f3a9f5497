import { expect, test } from 'vitest';
import { analyze } from '../../../server/src/model/analyze';
import { scratchConfig, unknownConfig } from '../../../server/src/model/base-images';
import type { ModelOptions } from '../../../server/src/model/dockerfile';
import { explain, explanationText } from '../../../server/src/model/explain';
import { quoteWords, startCommand } from '../../../server/src/model/start-command';
import { parse } from '../../../server/src/parser/parse';

const open = (text: string, options: ModelOptions = {}) => analyze(parse(text), options);

const web = `FROM node:22 AS build
WORKDIR /src
FROM scratch
ENV PORT=8080
USER 1000
EXPOSE $PORT
VOLUME /data
LABEL org.opencontainers.image.title="Web server"
STOPSIGNAL SIGINT
HEALTHCHECK --interval=30s --retries=2 CMD ["check", "it now"]
ENTRYPOINT ["serve"]
CMD ["--port", "8080"]
`;

test('explains each stage, with what is unknown', () => {
  const [build, last] = explain(open(web)).stages;
  expect(build).toMatchObject({ name: 'build', base: 'node:22', config: { WorkingDir: '/src' }, commandLine: null });
  expect(build?.unknown).toContain('Cmd');
  expect(last).toEqual({
    name: null,
    base: 'scratch',
    config: {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'PORT=8080'],
      User: '1000',
      WorkingDir: '/',
      Entrypoint: ['serve'],
      Cmd: ['--port', '8080'],
      ExposedPorts: ['8080/tcp'],
      Volumes: ['/data'],
      Labels: { 'org.opencontainers.image.title': 'Web server' },
      Shell: null,
      StopSignal: 'SIGINT',
      Healthcheck: { Test: ['CMD', 'check', 'it now'], Interval: 30_000_000_000, Retries: 2 },
      OnBuild: [],
    },
    commandLine: ['serve', '--port', '8080'],
    unknown: [],
  });
});

test('is the same for people', () => {
  expect(explanationText(explain(open(web)))).toBe(`Stage build from node:22
  Working folder      /src
  Also from the base  Env, User, Entrypoint, Cmd, ExposedPorts, Volumes, Labels, Shell, StopSignal, Healthcheck

Stage 1 from scratch
  Runs            serve --port 8080
  Entrypoint      serve
  Command         --port 8080
  User            1000
  Working folder  /
  Environment     PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
                  PORT=8080
  Ports           8080/tcp
  Volumes         /data
  Labels          org.opencontainers.image.title=Web server
  Stop signal     SIGINT
  Health check    check 'it now' (every 30s, 2 retries)
`);
});

test('a target ends the list', () => {
  expect(explain(open(web, { target: 'Build' })).stages.map(({ name }) => name)).toEqual(['build']);
});

test('what is known of the base image is inherited', () => {
  const image = { ...unknownConfig, unknown: [], Env: ['PATH=/bin', 'A=1'], Cmd: ['sh'], User: 'app' };
  const [stage] = explain(open('FROM own:1\nENV B=${A}2\n', { baseImage: () => image })).stages;
  expect(stage).toMatchObject({ config: { Env: ['PATH=/bin', 'A=1', 'B=12'], User: 'app' }, commandLine: ['sh'] });
});

test.each([
  [['a'], ['b'], ['a', 'b'], false],
  [undefined, ['b'], ['b'], false],
  [['/bin/sh', '-c', 'a'], ['b'], ['/bin/sh', '-c', 'a'], true],
  [['a'], undefined, ['a'], false],
  [undefined, undefined, undefined, false],
])('ENTRYPOINT %j and CMD %j run %j', (Entrypoint, Cmd, argv, ignoresCmd) => {
  expect(startCommand({ ...scratchConfig, Entrypoint, Cmd })).toMatchObject({ argv, ignoresCmd });
});

test('words are quoted as for a shell', () => {
  expect(quoteWords(['a', 'b c', "it's", ''])).toBe("a 'b c' 'it'\\''s' ''");
});
