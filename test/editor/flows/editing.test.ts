import { describe, expect, it } from 'vitest';
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

describe('editing a Dockerfile', () => {
  const workbench = useWorkbench({ files: { Dockerfile: dockerfile, 'run.sh': 'echo hello\n' } });

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
