import { expect, test } from 'vitest';
import { pageOf } from '../../../client/src/panels/panel';

test('a page may load its own script and styles, and nothing else', () => {
  const page = pageOf({
    script: 'https://own/stats.js',
    styles: 'https://own/stats.css',
    source: 'https://own',
    nonce: 'abc',
  });
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
  expect(policy).toBe("default-src 'none'; style-src https://own; script-src 'nonce-abc'");
  expect([...page.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes?.trim())).toEqual([
    'nonce="abc" src="https://own/stats.js"',
  ]);
  expect(page).not.toMatch(/<style|style=|\bon\w+=/);
});
