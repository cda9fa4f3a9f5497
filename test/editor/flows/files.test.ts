import { describe, expect, it } from 'vitest';
import { useWorkbench } from '../workbench';

describe('files', () => {
  const workbench = useWorkbench({
    images: [{ tags: ['web:1.0'], files: { '/srv/site/index.html': '<h1>Old</h1>\n', '/srv/notes.txt': 'note\n' } }],
  });

  it('a stopped container is browsed; a file of it is edited, saved, and there in the engine', async () => {
    await workbench.engine.run('web', 'web:1.0', { start: false });
    await workbench.openSideBar();
    await workbench.row('Containers', /^web/).click();
    for (const name of ['Files', 'srv', 'site']) {
      await workbench.row('Containers', new RegExp(`^${name}$`)).click();
    }
    await workbench.row('Containers', /^index\.html/).click();
    await workbench.page.locator('.tab', { hasText: 'index.html' }).waitFor();
    await workbench.line('Old').waitFor();
    await workbench.screenshot('files of a stopped container');
    await workbench.clickWord('Old');
    await workbench.page.keyboard.press('Control+A');
    await workbench.page.keyboard.type('New');
    await workbench.page.keyboard.press('Control+S');
    const saved = async () =>
      (await workbench.engine.request('GET', '/containers/web/archive?path=/srv/site/index.html')).text;
    await expect.poll(saved, { timeout: 60_000 }).toMatch(/^index\.html[\s\S]*New/);
    expect(await saved()).not.toContain('Old');
    await workbench.row('Containers', /^index\.html.*3 B/).waitFor();
    await workbench.screenshot('files of a stopped container, saved');

    await workbench.menu(workbench.row('Containers', /^srv$/), /^New File/);
    await workbench.answer('made.txt');
    await workbench.page.locator('.tab.active', { hasText: 'made.txt' }).waitFor();
    await workbench.row('Containers', /^made\.txt/).waitFor();
    await workbench.row('Containers', /^notes\.txt/).click();
    await workbench.line('note').waitFor();
    await workbench.row('Containers', /^notes\.txt/).click();
    await workbench.page.keyboard.press('Delete');
    const offer = workbench.page.locator('.notification-toast', { hasText: 'only while the container runs' });
    await offer.waitFor();
    await workbench.screenshot('files of a stopped container, delete');
    await offer.locator('.monaco-button', { hasText: 'Start It' }).click();
    await workbench.page.locator('.monaco-dialog-box', { hasText: 'Delete notes.txt in web?' }).waitFor();
    await workbench.screenshot('delete a file, question');
    await workbench.dialog(/^Delete$/);
    await workbench.row('Containers', /^notes\.txt/).waitFor({ state: 'detached' });
    await workbench.row('Containers', /^made\.txt/).waitFor();
    await workbench.screenshot('files of a running container');
    expect((await workbench.engine.request('GET', '/containers/web/archive?path=/srv/notes.txt')).status).toBe(404);

    await workbench.row('Containers', /^made\.txt/).dragTo(workbench.row('Containers', /^site$/));
    await workbench.page.locator('.monaco-dialog-box', { hasText: 'Move made.txt to /srv/site?' }).waitFor();
    await workbench.dialog(/^Move$/);
    const moved = async () =>
      (await workbench.engine.request('GET', '/containers/web/archive?path=/srv/site/made.txt')).status;
    await expect.poll(moved, { timeout: 60_000 }).toBe(200);
  });
});
