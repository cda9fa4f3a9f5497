import { describe, expect, it } from 'vitest';
import { useWorkbench } from '../workbench';

const dockerfile = `FROM tools:1
WORKDIR /srv
ENV LANG=C.UTF-8
EXPOSE 8080
LABEL org.example.team=shop
# The data that the shop starts with.
RUN dd if=/dev/zero of=/srv/catalog bs=1M count=24 \\
    && dd if=/dev/zero of=/srv/prices bs=1M count=8
COPY site.html .
RUN dd if=/dev/zero of=/srv/index bs=1M count=5
CMD ["sleep", "1000"]
`;

describe('panels', () => {
  const workbench = useWorkbench({
    images: [{ tags: ['tools:1'] }],
    files: { Dockerfile: dockerfile, 'site.html': '<h1>Shop</h1>\n' },
  });
  const panel = () => workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

  it('stats of several containers move, and tell when one stops and when the engine is gone', async () => {
    // Works a little more every second, so that no two measures are alike.
    const load = 'while :; do i=0; while [ $i -lt $n ]; do i=$((i+1)); done; n=$((n+5000)); sleep 1; done';
    const Cmd = ['sh', '-c', `n=5000; ${load}`];
    await workbench.engine.run('worker', 'tools:1', { config: { Cmd, StopTimeout: 0 } });
    await workbench.engine.run('web', 'tools:1');
    await workbench.openSideBar();
    await workbench.row('Containers', /^web/).waitFor();
    await workbench.command('docker stats', 'Docker Container: Show Stats');
    await workbench.page.locator('.quick-input-widget', { hasText: 'Show Stats 2 containers' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    const row = panel().locator('.values tbody tr', { hasText: 'worker' });
    const cpu = row.locator('[data-column="cpu"]');
    const seen = new Set<string>();
    const distinct = async () => seen.add((await cpu.textContent()) ?? '').size;
    await expect.poll(distinct, { timeout: 60_000, interval: 500 }).toBeGreaterThan(6);
    expect(await panel().locator('.plot canvas').count()).toBe(4);
    await workbench.screenshots('stats');
    await workbench.engine.call('POST', '/containers/worker/stop?t=0');
    await row.filter({ hasText: 'stopped' }).waitFor();
    await workbench.engine.kill();
    await panel().locator('.note', { hasText: 'does not answer' }).waitFor();
    await workbench.screenshot('stats, engine gone');
  });

  it('layers of an image that was built here stand beside its Dockerfile', async () => {
    await workbench.openSideBar();
    await workbench.openFile('Dockerfile');
    await workbench.command('docker build', 'Docker Image: Build');
    await workbench.page.locator('.quick-input-widget', { hasText: 'Build workspace/Dockerfile' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    const toast = workbench.page.locator('.notification-toast', { hasText: 'was built in' });
    await toast.locator('.monaco-button', { hasText: 'Show Layers' }).click();
    await panel().locator('h1', { hasText: 'workspace:latest' }).waitFor();
    await workbench.page.keyboard.press('Control+J');
    await panel().locator('.dockerfile', { hasText: 'Dockerfile' }).waitFor();
    const layer = panel().locator('.layer', { hasText: 'of=/srv/catalog' });
    await layer.filter({ hasText: '33.6 MB' }).waitFor();
    await layer.locator('.instruction').click();
    await panel().locator('.line.chosen', { hasText: 'of=/srv/catalog' }).waitFor();
    expect(await panel().locator('.stack .segment').count()).toBeGreaterThan(3);
    await workbench.screenshots('layers');
    await panel().locator('.dockerfile h2 button').click();
    await workbench.page.locator('.statusbar-item', { hasText: 'Ln 7' }).waitFor();
    await workbench.reload('quayside.layers');
    await panel().locator('h1', { hasText: 'workspace:latest' }).waitFor();
    await layer.filter({ hasText: '33.6 MB' }).waitFor();
  });
});
