import { afterEach, describe, expect, test } from 'vitest';
import { rules } from '../../../server/src/rules/registry';
import { workspace } from './run';

const space = workspace({});
afterEach(() => space.remove());

describe('quayside', () => {
  test('--help lists the commands; without anything it is an error', async () => {
    const help = await space.run(['--help']);
    expect(help.status).toBe(0);
    for (const part of ['quayside lint', 'quayside explain', 'quayside rules', 'Exit status'])
      expect(help.out).toContain(part);
    expect(await space.run([])).toMatchObject({ status: 2, out: help.out });
  });

  test('COMMAND --help tells its options', async () => {
    const { status, out } = await space.run(['lint', '--help']);
    expect(status).toBe(0);
    for (const option of [
      '--format',
      '--config',
      '--no-config',
      '--no-shellcheck',
      '--stdin-filename',
      '--fix',
      '--failure-threshold',
    ]) {
      expect(out).toContain(`  ${option}`);
    }
  });

  test('--version', async () => expect((await space.run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/));

  test('an unknown command', async () => {
    expect(await space.run(['lnit'])).toEqual({
      status: 2,
      out: '',
      err: "quayside: there is no command 'lnit'; see 'quayside --help'",
    });
  });
});

describe('rules', () => {
  test('json: exactly the documented shape', async () => {
    const list: unknown[] = JSON.parse((await space.run(['rules', '--format', 'json'])).out);
    expect(list).toHaveLength(rules.length);
    for (const entry of list) {
      expect(entry).toEqual({
        code: expect.any(String),
        aliases: expect.any(Array),
        severity: expect.stringMatching(/^(error|warning|info|hint)$/),
        source: expect.stringMatching(/^(buildkit|hadolint|quayside)$/),
        summary: expect.any(String),
        fixable: expect.any(Boolean),
        enabledByDefault: expect.any(Boolean),
        url: expect.stringMatching(/^https:/),
      });
    }
  });

  test('text: one line per rule', async () => {
    const { out } = await space.run(['rules']);
    expect(out.trimEnd().split('\n')).toHaveLength(rules.length);
    expect(out).toMatch(/^DL3057 +info +Set a HEALTHCHECK \(off by default\)$/m);
    expect(out).toMatch(/^MaintainerDeprecated .*\(DL4000, fixable\)$/m);
  });
});
