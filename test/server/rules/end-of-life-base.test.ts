import { expect, test } from 'vitest';
import { lifeCycles, reviewed } from '../../../server/src/rules/data/end-of-life';
import { endOfLifeBase } from '../../../server/src/rules/end-of-life-base';
import { check } from '../../support/lint';

test.each([
  ['php:5.4-apache', 'PHP 5.4 has had no security updates since September 2015.'],
  ['php:5.6.40', 'PHP 5.6.40 has had no security updates since December 2018.'],
  ['postgres:9.3.1', 'PostgreSQL 9.3.1 has had no security updates since November 2018.'],
  ['mongo:3.6', 'MongoDB 3.6 has had no security updates since April 2021.'],
  ['ubuntu:questing', 'Ubuntu 25.10 (questing) has had no security updates since July 2026.'],
  ['mcr.microsoft.com/dotnet/sdk:8.0', '.NET 8.0 has had no security updates since November 2026.'],
])('%s', (image, message) => {
  const { diagnostics } = check(`FROM ${image}\n`, { rules: [endOfLifeBase] });
  expect(diagnostics.map((diagnostic) => diagnostic.message)).toEqual([message]);
});

test.each(lifeCycles)('what the table says of $product fits the day of its review', ({ ended, supported = {} }) => {
  const month = reviewed.slice(0, 7);
  for (const end of [...Object.values(ended), ...Object.values(supported)])
    expect(end).toMatch(/^20\d\d-(?:0\d|1[0-2])$/);
  for (const end of Object.values(ended)) expect(end <= month).toBe(true);
  for (const end of Object.values(supported)) expect(end >= month).toBe(true);
  expect(Object.keys(ended).filter((release) => release in supported)).toEqual([]);
});
