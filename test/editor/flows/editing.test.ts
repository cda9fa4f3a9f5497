import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from '../../../scripts/host/processes.mjs';
import { useWorkbench } from '../workbench';

const dockerfile = `ARG VERSION=3.20
FROM alpine:$VERSION AS tools
RUN apk add --no-cache \\
curl

FROM alpine:$VERSION
COPY --from=tools /usr/bin/curl /usr/bin/
copy   run.sh /srv/
CMD ["/srv/run.sh"]
`;

const wholeContext = `FROM alpine:3.20
COPY . /srv/
RUN apk add --no-cache git curl
`;

describe('editing a Dockerfile', () => {
  const workbench = useWorkbench({
    files: { Dockerfile: dockerfile, 'Dockerfile.all': wholeContext, 'run.sh': 'echo hello\n', '.env': 'A=1\n' },
  });

  /** The lenses come from the language server: once they are there, it has read the file. */
  async function open(): Promise<void> {
    await workbench.openFile('Dockerfile');
    await workbench.page.locator('.codelens-decoration', { hasText: 'Build this stage' }).waitFor();
  }

  it('code lenses above each stage build and run it', async () => {
    await open();
    const lenses = workbench.page.locator('.codelens-decoration');
    await lenses.filter({ hasText: 'Build this image' }).waitFor();
    expect(await lenses.filter({ hasText: 'Build and run' }).count()).toBe(2);
    await workbench.screenshot('code lenses of stages');
  });

  it('inlay hints tell the image that a FROM with variables means', async () => {
    await open();
    await workbench.line(/VERSION\W+alpine:3\.20 AS tools/).waitFor();
    await workbench.screenshot('inlay hints of images');
  });

  it('renaming a stage renames what copies from it, and one undo takes it back', async () => {
    await open();
    await workbench.clickWord('tools');
    await workbench.page.keyboard.press('F2');
    const input = workbench.page.locator('.rename-box input');
    await input.waitFor();
    await input.fill('fetch');
    await workbench.screenshot('rename a stage');
    await workbench.page.keyboard.press('Enter');
    await workbench.line('AS fetch').waitFor();
    await workbench.line('COPY --from=fetch').waitFor();
    await workbench.screenshot('rename a stage, done');
    await workbench.page.keyboard.press('Control+Z');
    await workbench.line('AS tools').waitFor();
    await workbench.line('COPY --from=tools').waitFor();
  });

  it('formatting mends the case and the blanks of an instruction', async () => {
    await open();
    await workbench.screenshot('before formatting');
    await workbench.command('Format Document', 'Format Document');
    await workbench.line('COPY run.sh /srv/').waitFor();
    await workbench.line('COPY --from=tools /usr/bin/curl /usr/bin/').waitFor();
    await workbench.screenshot('after formatting');
  });

  it('selected lines become a stage of their own, and one undo takes it back', async () => {
    await open();
    await workbench.clickWord('/usr/bin/curl');
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('Shift+ArrowDown');
    const action = await workbench.codeAction('Extract to stage base');
    await workbench.screenshot('extract a stage');
    await action.click();
    await workbench.line('FROM base').waitFor();
    await workbench.line('VERSION AS base').waitFor();
    await workbench.screenshot('extract a stage, done');
    await workbench.page.keyboard.press('Control+Z');
    await workbench.line('FROM base').waitFor({ state: 'detached' });
    await workbench.line('VERSION AS base').waitFor({ state: 'detached' });
  });

  it('a .dockerignore is made for the project, and says what its patterns match', async () => {
    await workbench.openFile('Dockerfile.all');
    await workbench.page.locator('.codelens-decoration').first().waitFor();
    await workbench.clickWord('/srv/');
    const action = await workbench.codeAction('Create a .dockerignore');
    await workbench.screenshot('create a dockerignore');
    await action.click();
    await until('the file', async () => existsSync(join(workbench.workspace, '.dockerignore')));
    await workbench.openFile('.dockerignore');
    await workbench.line('**/.env*').waitFor();
    const hover = await workbench.hoverWord('.env', 'not sent');
    expect(await hover.innerText()).toContain('1 entry matches');
    await workbench.screenshot('hover on a pattern of a dockerignore');
  });

  it('tags come from the registry once the user asks for them', async () => {
    const asked: string[] = [];
    const registry = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.end(JSON.stringify({ tags: ['1.9.0', '2.1.0', '2.1.0-alpine', 'latest'] }));
    });
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
    try {
      await open();
      await workbench.clickWord('CMD');
      await workbench.page.keyboard.press('Control+End');
      await workbench.page.keyboard.type(`FROM ${host}/shop/api:`);
      const load = workbench.suggestion(`Load the tags from ${host}`);
      await load.waitFor();
      await workbench.screenshot('tags of a registry, not asked yet');
      expect(asked).toEqual([]);
      await load.click();
      await workbench.suggestion('2.1.0-alpine').waitFor();
      await workbench.screenshot('tags of a registry');
      expect(asked).toEqual(['/v2/shop/api/tags/list?n=1000']);
      await workbench.suggestion('2.1.0-alpine').click();
      await workbench.line(/shop.api:2\.1\.0-alpine/).waitFor();
    } finally {
      registry.close();
      registry.closeAllConnections();
    }
  });

  it('the outline lists stages, and an instruction can be gone to by name', async () => {
    await open();
    await workbench.page.keyboard.press('Control+Shift+O');
    const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await rows.filter({ hasText: 'tools' }).first().waitFor();
    await rows.filter({ hasText: 'stage 1' }).first().waitFor();
    await workbench.screenshot('outline of stages');
  });

  it('signature help shows what EXPOSE takes', async () => {
    await open();
    await workbench.clickWord('CMD');
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type('EXPOSE ');
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Control+Shift+Space');
    const hints = workbench.page.locator('.parameter-hints-widget.visible', { hasText: 'EXPOSE' });
    await hints.waitFor();
    await workbench.screenshot('signature help');
    expect(await hints.innerText()).toMatch(/port/i);
  });
});
