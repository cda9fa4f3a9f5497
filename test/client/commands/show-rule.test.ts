import { expect, test } from 'vitest';
import type { Context, PlainCommand } from '../../../client/src/commands/command';
import { learnDocker } from '../../../client/src/commands/help/learn';
import { showRule } from '../../../client/src/commands/rule/show';
import { rulePages } from '../../../client/src/rule-pages';
import { rules } from '../../../server/src/rules/registry';
import { FakeUi } from '../../support/fake-ui';

const run = (command: PlainCommand, ui: FakeUi) => command.run({ ui, docs: 'docs' } as unknown as Context);

test('every rule has a page, and the one that is chosen is shown', async () => {
  const pages = rulePages('docs');
  expect([...pages.keys()].sort()).toEqual(rules.map(({ code }) => code).sort());
  const ui = new FakeUi('RunAsRoot');
  await run(showRule, ui);
  expect(ui.last('page').message).toBe('docs/rules/RunAsRoot.md');
});

test('the introduction is shown as a page', async () => {
  const ui = new FakeUi();
  await run(learnDocker, ui);
  expect(ui.last('page').message).toBe('docs/learn.md');
});
