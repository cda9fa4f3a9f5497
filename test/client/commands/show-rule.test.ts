import { expect, test } from 'vitest';
import type { Context } from '../../../client/src/commands/command';
import { learnDocker } from '../../../client/src/commands/help/learn';
import { showRule } from '../../../client/src/commands/rule/show';
import { documentedRules, ruleLink } from '../../../client/src/rule-links';
import { rules } from '../../../server/src/rules/registry';
import { FakeUi } from '../../support/fake-ui';

async function show(ui: FakeUi, ...given: readonly unknown[]): Promise<void> {
  await showRule.run({ ui, docs: 'docs' } as unknown as Context, given);
}

test('every rule has a page, and its link opens that page', async () => {
  const documented = documentedRules('docs');
  expect(rules.map(({ code }) => code).filter((code) => !documented.has(code))).toEqual([]);
  const ui = new FakeUi();
  const { pathname, search } = new URL(ruleLink('DL3008'));
  expect(pathname).toBe(showRule.id);
  await show(ui, ...JSON.parse(decodeURIComponent(search.slice(1))));
  expect(ui.last('page').message).toBe('docs/rules/DL3008.md');
});

test('without a code that is known the user chooses a rule', async () => {
  for (const given of [undefined, '../learn', '../../package', 7]) {
    const ui = new FakeUi('RunAsRoot');
    await show(ui, given);
    expect(ui.last('page').message).toBe('docs/rules/RunAsRoot.md');
  }
});

test('the introduction is shown as a page', async () => {
  const ui = new FakeUi();
  await learnDocker.run({ ui, docs: 'docs' } as unknown as Context);
  expect(ui.last('page').message).toBe('docs/learn.md');
});
