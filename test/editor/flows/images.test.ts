import { describe, expect, it } from 'vitest';
import { useWorkbench } from '../workbench';

describe('images', () => {
  const workbench = useWorkbench({
    images: [
      { tags: ['shop:1.0', 'shop:latest'] },
      { tags: ['unused:2'], created: '2024-03-03T00:00:00Z' },
      { tags: [], created: '2024-05-05T00:00:00Z' },
    ],
  });
  const tags = async (): Promise<string[]> => {
    const images: { RepoTags: string[] | null }[] = await workbench.engine.call('GET', '/images/json');
    return images.flatMap(({ RepoTags }) => RepoTags ?? ['<none>:<none>']).toSorted();
  };

  it('one of two tags is removed, and the image stays under the other', async () => {
    await workbench.openSideBar();
    const row = workbench.row('Images', /^shop:latest/);
    await workbench.rowAction(row, 'Remove');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.filter({ hasText: 'shop:1.0' }).waitFor();
    await workbench.screenshot('remove one of two tags, question');
    await workbench.dialog(/^Remove$/);
    await row.waitFor({ state: 'detached' });
    await workbench.row('Images', /^shop:1\.0/).waitFor();
    await workbench.screenshot('remove one of two tags');
    expect(await tags()).toEqual(['<none>:<none>', 'shop:1.0', 'unused:2']);
  });

  it('prune of dangling images shows them, and removes only them', async () => {
    await workbench.openSideBar();
    await workbench.row('Images', '<none>').waitFor();
    await workbench.command('docker image prune', 'Docker Image: Prune');
    const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'Dangling images' }).click();
    await workbench.page.locator('.quick-input-widget', { hasText: 'Remove 1 image' }).waitFor();
    await workbench.screenshot('prune images, preview');
    await workbench.page.keyboard.press('Enter');
    await workbench.row('Images', '<none>').waitFor({ state: 'detached' });
    await workbench.screenshot('prune images');
    expect(await tags()).toEqual(['shop:1.0', 'shop:latest', 'unused:2']);
  });

  it('prune of all unused images keeps what containers use', async () => {
    await workbench.engine.run('user', 'shop:1.0');
    await workbench.openSideBar();
    await workbench.row('Containers', 'user').waitFor();
    await workbench.command('docker image prune', 'Docker Image: Prune');
    const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'All unused images' }).click();
    await workbench.page.locator('.quick-input-widget', { hasText: 'Remove 2 images' }).waitFor();
    await workbench.screenshots('prune unused images, preview');
    await workbench.page.keyboard.press('Enter');
    await workbench.row('Images', 'unused:2').waitFor({ state: 'detached' });
    await workbench.row('Images', '<none>').waitFor({ state: 'detached' });
    expect(await tags()).toEqual(['shop:1.0', 'shop:latest']);
  });
});
