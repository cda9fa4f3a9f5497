import { describe, expect, it, vi } from 'vitest';
import { registryHost, startRegistry } from '../../support/registry';
import { useWorkbench } from '../workbench';

const broken = `FROM web:1.0
ARG WHO=nobody
RUN echo "Hello $WHO" && \\
    exit 3
`;

describe('logs, shells, builds and registries', () => {
  const name = `${registryHost}/team/web:1`;
  const workbench = useWorkbench({ images: [{ tags: ['web:1.0', name] }], files: { Dockerfile: broken } });

  it('logs are followed across a restart', async () => {
    const Cmd = ['sh', '-c', 'echo "started"; echo "a warning" >&2; sleep 1000'];
    await workbench.engine.run('web', 'web:1.0', { config: { Cmd } });
    await workbench.openSideBar();
    const row = workbench.row('Containers', /web.*Up/);
    await workbench.rowAction(row, 'Show Logs');
    // Standard output and standard error are streams of their own: the engine may keep either line first.
    await workbench.terminal('started').waitFor();
    await workbench.terminal('a warning').waitFor();
    await workbench.screenshot('logs');
    await workbench.engine.call('POST', '/containers/web/restart?t=0');
    await workbench.terminal(/web (has ended|was restarted).*started/).waitFor();
    await workbench.screenshot('logs across a restart');
    await workbench.page.keyboard.press('f');
    await workbench.answer('/^a/');
    await workbench.terminal(/lines with .*a warning/).waitFor();
    await workbench.screenshot('logs, filtered');
  });

  it('a shell takes what is typed and tells its exit code; closing it ends it', async () => {
    await workbench.engine.run('web', 'web:1.0');
    await workbench.openSideBar();
    const row = workbench.row('Containers', /web.*Up/);
    await workbench.rowAction(row, 'Open Shell');
    await workbench.terminal('#').waitFor();
    await workbench.page.keyboard.type('echo grüße-$((40+2))\n');
    await workbench.terminal('grüße-42').waitFor();
    await workbench.screenshot('shell');
    await workbench.page.keyboard.type('before=$(stty size); echo measured-$((1+1))\n');
    await workbench.terminal('measured-2').waitFor();
    // Without the side bar the terminal is wider.
    const toggleSideBar = async () => {
      await workbench.command('Toggle Primary Side Bar', 'View: Toggle Primary Side Bar Visibility');
      await workbench.page.locator('.xterm-screen').first().click();
    };
    await toggleSideBar();
    await row.waitFor({ state: 'hidden' });
    // The new size takes a moment to come to the shell.
    await vi.waitFor(
      async () => {
        await workbench.page.keyboard.type('[ "$(stty size)" != "$before" ] && echo resized-$((1+1))\n');
        await workbench.terminal('resized-2').waitFor({ timeout: 2_000 });
      },
      { timeout: 60_000 },
    );
    await workbench.screenshot('shell, resized');
    await toggleSideBar();
    await row.waitFor();
    await workbench.page.keyboard.type('exit 7\n');
    await workbench.terminal('ended with exit code 7').waitFor();
    await workbench.screenshot('shell, exit code');
    const { Processes } = await workbench.engine.call('GET', '/containers/web/top');
    expect(JSON.stringify(Processes)).not.toContain('/bin/ash');
  });

  it('a build that fails marks the line; mended, it gives an image', async () => {
    await workbench.openFile('Dockerfile');
    await workbench.command('docker build', 'Docker Image: Build');
    const form = workbench.page.locator('.quick-input-widget');
    await form.locator('.monaco-list-row', { hasText: 'WHO=nobody' }).waitFor();
    await workbench.screenshot('build, options');
    await form.locator('.monaco-list-row').first().click();
    await workbench.terminal(/exit code: 3|code: 3/).waitFor();
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.screenshot('build, failing line');
    await workbench.clickWord('exit');
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('Backspace');
    await workbench.page.keyboard.type('0');
    await workbench.command('docker build', 'Docker Image: Build');
    await form.locator('.monaco-list-row', { hasText: 'WHO=nobody' }).waitFor();
    await form.locator('.monaco-list-row').first().click();
    await workbench.terminal('was built in').waitFor();
    const built = workbench.page.locator('.notification-list-item', { hasText: 'was built in' });
    await built.waitFor();
    await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await workbench.screenshot('build, done');
    await built.getByRole('button', { name: 'Run…' }).click();
    await form.locator('.monaco-list-row', { hasText: 'Run' }).first().waitFor();
    await workbench.screenshot('build, run');
    await form.locator('.monaco-list-row').first().click();
    await vi.waitFor(
      async () => {
        const containers: { Image: string }[] = await workbench.engine.call('GET', '/containers/json?all=1');
        expect(containers.map(({ Image }) => Image)).toContain('workspace:latest');
      },
      { timeout: 60_000 },
    );
    const images: { RepoTags: string[] | null }[] = await workbench.engine.call('GET', '/images/json');
    expect(images.flatMap(({ RepoTags }) => RepoTags ?? [])).toContain('workspace:latest');
  });

  it('an image is pushed to a registry and pulled from it', async () => {
    const registry = await startRegistry(workbench.engine, { login: false });
    try {
      await workbench.openSideBar();
      const row = workbench.row('Images', /^127\.0\.0\.1:5055/);
      await workbench.menu(row, /^Push/);
      await workbench.page.locator('.notification-list-item', { hasText: 'was pushed' }).waitFor();
      await workbench.screenshot('push');
      await workbench.engine.call('DELETE', `/images/${name}`);
      await row.waitFor({ state: 'detached' });
      await workbench.command('docker pull', 'Docker Image: Pull');
      const list = workbench.page.locator('.quick-input-widget');
      const input = list.getByPlaceholder('Its name, such as');
      await input.fill('ngi');
      await list.locator('.monaco-list-row', { hasText: 'The nginx web server' }).waitFor();
      await workbench.screenshot('pull, suggestions');
      await input.fill(name);
      await list.locator('.monaco-list-row', { hasText: name }).first().waitFor();
      await workbench.page.keyboard.press('Enter');
      await row.waitFor();
      expect((await workbench.engine.request('GET', `/images/${name}/json`)).status).toBe(200);
      await workbench.screenshot('pull');
    } finally {
      await registry.stop();
    }
  });
});
