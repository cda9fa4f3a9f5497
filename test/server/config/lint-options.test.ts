import { expect, test } from 'vitest';
import { emptyConfig, type FileConfig } from '../../../server/src/config/config-file';
import { type LintSettings, lintOptions } from '../../../server/src/config/lint-options';
import { codes } from '../../support/lint';

const text = 'FROM debian:13\nMAINTAINER me\n';

test.each<[Partial<FileConfig>, LintSettings['severity'], string[]]>([
  [{}, undefined, ['MaintainerDeprecated']],
  [{ ignored: ['DL4000'] }, undefined, []],
  [{ ignored: ['MaintainerDeprecated'] }, undefined, []],
  [{ severities: { DL4000: 'off' } }, undefined, []],
  // Settings win, whichever name either side uses.
  [{ ignored: ['DL4000'] }, { MaintainerDeprecated: 'error' }, ['MaintainerDeprecated']],
  [{ ignored: ['MaintainerDeprecated'] }, { DL4000: 'info' }, ['MaintainerDeprecated']],
  [{ severities: { MaintainerDeprecated: 'error' } }, { DL4000: 'off' }, []],
  [{ severities: { DL4000: 'off' } }, { MaintainerDeprecated: 'hint' }, ['MaintainerDeprecated']],
])('config %j and settings %j', (config, severity, expected) => {
  const options = lintOptions({ ...emptyConfig, ...config }, severity ? { severity } : {});
  expect(codes(text, { options }).filter((code) => code === 'MaintainerDeprecated')).toEqual(expected);
});

test('codes that are no rules of ours keep their settings', () => {
  const options = lintOptions(
    { ...emptyConfig, ignored: ['SC1', 'SC2'], severities: { SC3: 'error' } },
    { severity: { SC2: 'info' } },
  );
  expect(options.ignored).toEqual(['SC1']);
  expect(options.severities).toMatchObject({ SC2: 'info', SC3: 'error' });
});
