import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { defaultLintOptions } from '../../../server/src/rules/options';
import { ShellCheck, type ShellCheckSetup } from '../../../server/src/shellcheck/shellcheck';
import { dockerfile } from '../../support/cursor';
import { comment, fakeProgram } from './fake';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

function start(body: string, setup: ShellCheckSetup = {}) {
  const fake = fakeProgram(body);
  const told: string[] = [];
  const shellcheck = new ShellCheck({
    program: fake.program,
    onUnavailable: (sentence) => told.push(sentence),
    ...setup,
  });
  cleanups.push(() => shellcheck.close(), fake.remove);
  const logged = () => {
    const path = join(dirname(fake.program), 'log');
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
  };
  return { shellcheck, told, logged };
}

const options = defaultLintOptions;
const report = (...comments: string[]) => `report(${comments.join(', ')});`;

describe('findings', () => {
  test('are on the right words, with severity, page and fix', async () => {
    const replacements = [
      { line: 2, endLine: 2, column: 6, endColumn: 6, precedence: 7, insertionPoint: 'beforeStart', replacement: '"' },
      { line: 2, endLine: 2, column: 8, endColumn: 8, precedence: 7, insertionPoint: 'afterEnd', replacement: '"' },
    ];
    const { shellcheck } = start(report(comment(6, 8, 2086, { level: 'style', fix: { replacements } })));
    const file = dockerfile('FROM a\nRUN echo $x\n');
    const [found] = await shellcheck.check(file, options);
    expect(found).toMatchObject({ code: 'SC2086', severity: 'hint', source: 'shellcheck', message: 'Found.' });
    expect(found?.url).toBe('https://www.shellcheck.net/wiki/SC2086');
    expect(file.text.slice(found?.start, found?.end)).toBe('$x');
    expect(found?.fixes[0]?.changes).toEqual([
      { start: 16, end: 16, text: '"' },
      { start: 18, end: 18, text: '"' },
    ]);
  });

  test.each([
    ['# hadolint ignore=SC1000\n', {}],
    ['# shellcheck disable=SC1000\n', {}],
    ['# hadolint global ignore=SC1000\n', {}],
    ['', { ignored: ['SC1000'] }],
    ['', { severities: { SC1000: 'off' } as const }],
  ])('are hidden by %j and %j', async (line, more) => {
    const { shellcheck } = start(report(comment(1, 5, 1000)));
    const file = dockerfile(`FROM a\n${line}RUN echo\n`);
    expect(await shellcheck.check(file, { ...options, ...more })).toEqual([]);
  });

  test('have the severity that options give them', async () => {
    const { shellcheck } = start(report(comment(1, 5, 1000)));
    const found = await shellcheck.check(dockerfile('FROM a\nRUN echo\n'), {
      ...options,
      severities: { SC1000: 'error' },
    });
    expect(found[0]?.severity).toBe('error');
  });

  test('on the line that tells the variables are not of the document', async () => {
    const { shellcheck } = start(report(comment(1, 5, 1000, { line: 1, endLine: 1 })));
    expect(await shellcheck.check(dockerfile('FROM a\nENV x=1\nRUN echo $x\n'), options)).toEqual([]);
  });
});

describe('what is checked', () => {
  test.each([
    ['FROM a\nRUN echo\n', 'sh'],
    ['FROM a\nONBUILD RUN echo\n', 'sh'],
    ['FROM a\nSHELL ["/bin/bash", "-c"]\nRUN echo\n', 'bash'],
    ['FROM a\nSHELL ["/bin/ash", "-c"]\nRUN echo\n', 'dash'],
    ['FROM a\nSHELL ["ksh", "-c"]\nRUN echo\n', 'ksh'],
    ['FROM a\n# hadolint shell=/bin/bash\nRUN echo\n', 'bash'],
    ['# hadolint shell=bash\nFROM a\nRUN echo\n', 'bash'],
    ['FROM a\nRUN <<EOF\n#!/bin/bash\necho\nEOF\n', 'bash'],
    ['FROM a\nRUN ["echo"]\n', undefined],
    ['FROM a\nSHELL ["pwsh", "-c"]\nRUN echo\n', undefined],
    ['FROM a\nSHELL ["/bin/zsh", "-c"]\nRUN echo\n', undefined],
    ['# hadolint shell=powershell\nFROM a\nRUN echo\n', undefined],
    ['FROM a\nRUN powershell.exe -Command x\n', undefined],
    ['FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nprint()\nEOF\n', undefined],
    ['FROM a\nCMD echo\n', undefined],
  ])('%j runs as %j', async (text, dialect) => {
    const { shellcheck, logged } = start('log(args.find((arg) => arg.startsWith("--shell"))); report();');
    await shellcheck.check(dockerfile(text), options);
    expect(logged()).toEqual(dialect ? [`--shell=${dialect}`] : []);
  });

  test('knows the variables of the build, those that need quotes with their value', async () => {
    const { shellcheck, logged } = start('log(input.split("\\n")[0]); report();');
    await shellcheck.check(dockerfile('FROM a\nARG A\nENV B="x y" C=\'$(id)\'\nRUN echo $A $B $C\n'), options);
    const [line] = logged();
    for (const part of ['A=1 ', "B='x y' ", 'C=1', 'HTTP_PROXY=1 ', 'http_proxy=1 ']) expect(line).toContain(part);
  });

  test('a script is checked once, until it changes', async () => {
    const { shellcheck, logged } = start('log(input.trim()); report();');
    await shellcheck.check(dockerfile('FROM a\nRUN one\nRUN two\nRUN one\n'), options);
    await shellcheck.check(dockerfile('FROM a\n\nRUN one\nRUN three\n'), options);
    expect(logged().sort()).toEqual(['one', 'three', 'two']);
  });
});

describe('trouble', () => {
  const file = dockerfile('FROM a\nRUN one\n');

  test('not installed: told once, nothing found', async () => {
    const { shellcheck, told } = start('', { program: '/nonexistent/shellcheck' });
    expect(await shellcheck.check(file, options)).toEqual([]);
    expect(await shellcheck.check(dockerfile('FROM a\nRUN two\n'), options)).toEqual([]);
    expect(told).toEqual([expect.stringContaining('not installed')]);
  });

  test.each([
    ['garbage', 'process.stdout.write("garbage");', 'no report'],
    ['another JSON', 'process.stdout.write("{\\"comments\\":[{}]}");', 'no report'],
    ['a crash', 'process.exit(3);', 'exit status 3'],
    ['being killed', 'process.kill(process.pid, "SIGKILL");', 'SIGKILL'],
    ['hanging', 'setInterval(() => undefined, 1000);', 'no answer'],
  ])('%s: no findings, and given up after three times', async (_, body, reason) => {
    const deadline = reason === 'no answer' ? 3000 : 25_000;
    const { shellcheck, told, logged } = start(`log("run"); ${body}`, { deadline, maxProcesses: 3 });
    const scripts = ['one', 'two', 'three'].map((word) => dockerfile(`FROM a\nRUN ${word}\n`));
    expect(await Promise.all(scripts.map((script) => shellcheck.check(script, options)))).toEqual([[], [], []]);
    expect(told).toEqual([expect.stringContaining(reason)]);
    await shellcheck.check(dockerfile('FROM a\nRUN four\n'), options);
    expect(logged()).toHaveLength(3);
  });

  test('one failure is tried again', async () => {
    const { shellcheck, told } = start(
      `log("run"); if (readFileSync(__dirname + "/log", "utf8") === "run\\n") process.exit(2); ${report(comment(1, 4, 1000))}`,
    );
    expect(await shellcheck.check(file, options)).toEqual([]);
    expect(await shellcheck.check(file, options)).toHaveLength(1);
    expect(told).toEqual([]);
  });

  test('closing ends running and waiting checks', async () => {
    const { shellcheck } = start('log("run"); setInterval(() => undefined, 1000);', { maxProcesses: 1 });
    const checks = shellcheck.check(dockerfile('FROM a\nRUN one\nRUN two\nRUN three\n'), options);
    shellcheck.close();
    expect(await checks).toEqual([]);
  });

  test('after an abort no further script is started', async () => {
    const { shellcheck, logged } = start('log("run"); report();', { maxProcesses: 1 });
    const abort = new AbortController();
    const checks = shellcheck.check(dockerfile('FROM a\nRUN one\nRUN two\nRUN three\n'), options, abort.signal);
    abort.abort();
    expect(await checks).toEqual([]);
    expect(logged().length).toBeLessThanOrEqual(1);
  });

  test('a script that another check still wants is run although the first one was aborted', async () => {
    const { shellcheck } = start(report(comment(1, 4, 1000)), { maxProcesses: 1 });
    const abort = new AbortController();
    const text = 'FROM a\nRUN one\nRUN two\n';
    const first = shellcheck.check(dockerfile(text), options, abort.signal);
    const second = shellcheck.check(dockerfile(text), options);
    abort.abort();
    await first;
    expect(await second).toHaveLength(2);
  });

  test('at most so many processes run at a time', async () => {
    const { shellcheck, logged } = start('log("start"); setTimeout(() => { log("end"); report(); }, 50);', {
      maxProcesses: 2,
    });
    await shellcheck.check(dockerfile(`FROM a\n${[1, 2, 3, 4, 5].map((n) => `RUN echo ${n}\n`).join('')}`), options);
    let running = 0;
    for (const line of logged()) {
      running += line === 'start' ? 1 : -1;
      expect(running).toBeLessThanOrEqual(2);
    }
    expect(logged()).toHaveLength(10);
  });
});
