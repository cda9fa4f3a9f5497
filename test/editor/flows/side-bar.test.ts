import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useWorkbench } from '../workbench';

interface ListedContainer {
  readonly Names: readonly string[];
  readonly State: string;
}

describe('the side bar', () => {
  const workbench = useWorkbench({
    images: [
      { tags: ['web:1.0'], ports: ['80/tcp'] },
      { tags: ['job:1'], created: '2024-03-03T00:00:00Z' },
    ],
    files: { 'notes.txt': 'Notes\n' },
  });
  const states = async (): Promise<readonly string[]> => {
    const containers: ListedContainer[] = await workbench.engine.call('GET', '/containers/json?all=1');
    return containers.map(({ Names, State }) => `${Names[0]?.slice(1)} ${State}`).toSorted();
  };

  it('containers are filtered and grouped', async () => {
    const labels = (project: string) => ({ config: { Labels: { 'com.docker.compose.project': project } } });
    await workbench.engine.run('shop-web', 'web:1.0', labels('shop'));
    await workbench.engine.run('shop-db', 'web:1.0', labels('shop'));
    await workbench.engine.run('alone', 'job:1');
    await workbench.openSideBar();
    await workbench.row('Containers', 'alone').waitFor();
    await workbench.command('Docker Container: Filter', 'Docker Container: Filter');
    await workbench.answer('shop');
    await workbench.row('Containers', 'alone').waitFor({ state: 'detached' });
    await workbench.screenshots('filter containers');
    await workbench.command('Docker Container: Filter', 'Docker Container: Filter');
    await workbench.answer('');
    await workbench.row('Containers', 'alone').waitFor();

    await workbench.command('Docker Container: Group', 'Docker Container: Group and Sort');
    await workbench.page
      .locator('.quick-input-widget .monaco-list-row', { hasText: 'Group by compose project' })
      .click();
    await workbench.row('Containers', /^shop\s*2$/).waitFor();
    await workbench.screenshots('group containers');
    await workbench.menu(workbench.row('Containers', /^shop\s*2$/), /^Stop$/);
    await expect.poll(states, { timeout: 30_000 }).toEqual('alone running,shop-db exited,shop-web exited'.split(','));
  });

  it('an image is dragged into a file as its name', async () => {
    await workbench.openSideBar();
    await workbench.row('Images', 'job:1').waitFor();
    await workbench.openFile('notes.txt');
    await workbench.row('Images', 'job:1').hover();
    await workbench.page.mouse.down();
    const { x, y, height } = await workbench.wordBox('Notes');
    await workbench.page.mouse.move(x + 60, y + height / 2, { steps: 10 });
    await workbench.page.keyboard.down('Shift');
    await workbench.page.mouse.move(x + 2, y + height / 2, { steps: 5 });
    await workbench.screenshot('drag an image');
    await workbench.page.mouse.up();
    await workbench.page.keyboard.up('Shift');
    await workbench.line('job:1').first().waitFor();
  });

  it('several containers are stopped and removed together', async () => {
    for (const name of ['one', 'two', 'three']) await workbench.engine.run(name, 'web:1.0');
    await workbench.openSideBar();
    await workbench.row('Containers', /^one/).click();
    await workbench.row('Containers', /^two/).click({ modifiers: ['Control'] });
    await workbench.menu(workbench.row('Containers', /^two/), /^Stop$/);
    await workbench.row('Containers', /^one.*Exited/).waitFor();
    await workbench.row('Containers', /^two.*Exited/).waitFor();
    await workbench.screenshots('stop two of three');
    await workbench.page.keyboard.press('Delete');
    await workbench.page.locator('.monaco-dialog-box', { hasText: 'Remove 2 containers?' }).waitFor();
    await workbench.screenshots('remove two of three, question');
    await workbench.dialog(/^Remove$/);
    await workbench.row('Containers', /^one/).waitFor({ state: 'detached' });
    await expect.poll(states, { timeout: 30_000 }).toEqual(['three running']);
  });

  it('a container is renamed and inspected', async () => {
    await workbench.engine.run('db', 'web:1.0');
    await workbench.openSideBar();
    await workbench.row('Containers', /^db/).click();
    await workbench.page.keyboard.press('F2');
    await workbench.page.locator('.quick-input-widget .quick-input-message:visible').waitFor();
    await workbench.screenshots('rename a container');
    await workbench.answer('cache');
    await workbench.row('Containers', /^cache/).waitFor();
    await workbench.menu(workbench.row('Containers', /^cache/), /^Inspect$/);
    await workbench.page.locator('.tab.active', { hasText: 'cache.container.json' }).waitFor();
    await workbench.line('"Id"').first().waitFor();
    await workbench.screenshots('inspect a container');
  });

  it('a taken port is told, and the next free one is offered', async () => {
    await workbench.engine.run('first', 'web:1.0', {
      config: { ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '8080' }] } } },
    });
    await workbench.openSideBar();
    await workbench.row('Containers', /^first.*8080→80/).waitFor();
    await workbench.rowAction(workbench.row('Images', 'web:1.0'), 'Run');
    const form = workbench.page.locator('.quick-input-widget');
    await form.locator('.monaco-list-row', { hasText: 'Ports' }).click();
    await workbench.answer('8080:80');
    await form.locator('.monaco-list-row', { hasText: '8080:80' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    const message = workbench.page.locator('.notification-toast', {
      hasText: 'Port 8080 of the host is already in use',
    });
    await message.waitFor();
    await workbench.screenshots('run with a taken port');
    await message.locator('.monaco-button', { hasText: /^Use \d+:80$/ }).click();
    await form.locator('.monaco-list-row').first().click();
    const running = expect.stringContaining('running');
    await expect.poll(states, { timeout: 30_000 }).toEqual([running, running]);
  });

  it('an image that a container uses is removed with its container', async () => {
    await workbench.engine.run('user', 'job:1');
    await workbench.openSideBar();
    await workbench.row('Images', /^job:1.*in use/).waitFor();
    await workbench.rowAction(workbench.row('Images', /^job:1/), 'Remove');
    await workbench.page.locator('.monaco-dialog-box', { hasText: 'used by user (running)' }).waitFor();
    await workbench.screenshots('remove an image in use, question');
    await workbench.dialog('Remove Containers Too');
    await workbench.row('Images', /^job:1/).waitFor({ state: 'detached' });
    await expect.poll(states, { timeout: 30_000 }).toEqual([]);
  });

  it('disk usage is shown by kind, with what is reclaimable', async () => {
    await workbench.openSideBar();
    await workbench.page.locator('.pane-header[aria-label^="Engine Section"]').click();
    await workbench.row('Engine', 'Disk usage').click();
    await workbench.row('Engine', /^Images.*2, 0 in use.*reclaimable/).waitFor();
    await workbench.screenshots('disk usage');
  });

  it("the engine of the window is chosen, and stays the CLI's own for all others", async () => {
    const name = `quayside-flow-${process.pid}`;
    const folder = join(
      workbench.editor.home,
      '.docker',
      'contexts',
      'meta',
      createHash('sha256').update(name).digest('hex'),
    );
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(
        join(folder, 'meta.json'),
        JSON.stringify({ Name: name, Endpoints: { docker: { Host: 'unix:///nowhere/docker.sock' } } }),
      );
      await workbench.openSideBar();
      await workbench.row('Images', 'web:1.0').waitFor();
      await workbench.command('docker context use', 'Choose Engine');
      const choice = workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: name });
      await choice.waitFor();
      await workbench.screenshots('choose an engine');
      await choice.click();
      await workbench.pane('Containers').getByText('not running').first().waitFor();
      await workbench.command('docker context use', 'Choose Engine');
      await workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'DOCKER_HOST' }).click();
      await workbench.row('Images', 'web:1.0').waitFor();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
