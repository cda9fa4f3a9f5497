import { describe, expect, it } from 'vitest';
import { until } from '../../../scripts/host/processes.mjs';
import { useWorkbench } from '../workbench';

interface ListedContainer {
  readonly Names: readonly string[];
  readonly State: string;
  readonly Image: string;
}

describe('containers', () => {
  const workbench = useWorkbench({
    images: [
      { tags: ['web:1.0'], ports: ['80/tcp'] },
      { tags: ['job:1'], cmd: ['true'] },
    ],
  });
  const listed = (): Promise<ListedContainer[]> => workbench.engine.call('GET', '/containers/json?all=1');

  it('a container that is started elsewhere appears', async () => {
    await workbench.openSideBar();
    await workbench.row('Images', 'web:1.0').waitFor();
    await workbench.engine.run('from-outside', 'web:1.0');
    await workbench.row('Containers', /from-outside.*web:1\.0.*Up/).waitFor();
    await workbench.screenshot('container started elsewhere');
  });

  it('an image is run; its container is stopped and removed', async () => {
    // Events come a moment before the engine's own list tells the same.
    const isListedAs = (state: string) => until(state, async () => (await listed())[0]?.State === state);
    await workbench.openSideBar();
    await workbench.rowAction(workbench.row('Images', 'web:1.0'), 'Run');
    const form = workbench.page.locator('.quick-input-widget');
    await form.locator('.monaco-list-row', { hasText: 'Name' }).first().click();
    await workbench.answer('served');
    await form.locator('.monaco-list-row', { hasText: 'served' }).waitFor();
    await workbench.screenshots('run an image, options');
    await form.locator('.monaco-list-row').first().click();
    const row = workbench.row('Containers', 'served');
    await row.filter({ hasText: 'Up' }).waitFor();
    await workbench.screenshot('run an image, running');
    await isListedAs('running');
    expect(await listed()).toMatchObject([{ Names: ['/served'], Image: 'web:1.0' }]);

    await workbench.rowAction(row, 'Stop');
    await row.filter({ hasText: 'Exited' }).waitFor();
    await workbench.screenshot('stop a container');
    await isListedAs('exited');

    await workbench.rowAction(row, 'Remove');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.screenshot('remove a container, question');
    await workbench.dialog(/^Remove$/);
    await row.waitFor({ state: 'detached' });
    await workbench.screenshot('remove a container');
    expect(await listed()).toEqual([]);
  });

  it('prune shows what goes, and removes only that', async () => {
    await workbench.engine.run('stays-up', 'web:1.0');
    await workbench.engine.run('unticked', 'web:1.0', { start: false });
    await workbench.engine.run('finished', 'job:1');
    await until('the job to end', async () =>
      (await listed()).some(({ Names, State }) => Names[0] === '/finished' && State === 'exited'),
    );
    await workbench.openSideBar();
    await workbench.row('Containers', /finished.*Exited/).waitFor();
    await workbench.command('docker container prune', 'Docker Container: Prune');
    const preview = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await preview.filter({ hasText: 'finished' }).waitFor();
    await preview.filter({ hasText: 'unticked' }).locator('.label-name').click();
    await workbench.page.locator('.quick-input-widget', { hasText: 'Remove 1 stopped container' }).waitFor();
    expect(await preview.allInnerTexts()).toHaveLength(2);
    await workbench.screenshots('prune containers, preview');
    await workbench.page.keyboard.press('Enter');
    await workbench.row('Containers', 'finished').waitFor({ state: 'detached' });
    await workbench.screenshot('prune containers');
    expect((await listed()).map(({ Names }) => Names[0]).toSorted()).toEqual(['/stays-up', '/unticked']);
  });
});
