import { describe, expect, it } from 'vitest';
import { useWorkbench } from '../workbench';

const dockerfile = `FROM alpine:3.20
WORKDIR /app
COPPY server.sh .
CMD ["./server.sh"]
`;

describe('writing a Dockerfile', () => {
  const workbench = useWorkbench({ files: { Dockerfile: dockerfile } });

  it('a misspelt instruction is underlined on the word, and a quick fix mends it', async () => {
    await workbench.openFile('Dockerfile');
    const squiggle = workbench.page.locator('.squiggly-error');
    await squiggle.first().waitFor();
    const word = await workbench.wordBox('COPPY');
    const box = await squiggle.first().boundingBox();
    expect(await squiggle.count()).toBe(1);
    expect(Math.abs((box?.x ?? 0) - word.x)).toBeLessThan(2);
    expect(Math.abs((box?.width ?? 0) - word.width)).toBeLessThan(2);
    await workbench.screenshot('misspelt instruction');

    await workbench.clickWord('COPPY');
    await workbench.page.keyboard.press('Control+.');
    await workbench.page.locator('.action-widget .monaco-list-row', { hasText: 'COPY' }).first().waitFor();
    await workbench.screenshot('misspelt instruction, quick fixes');
    await workbench.page.keyboard.press('Enter');
    await workbench.line('COPY server.sh .').waitFor();
    await squiggle.first().waitFor({ state: 'detached' });
    await workbench.screenshot('misspelt instruction, mended');
  });

  it('hover explains CMD', async () => {
    await workbench.openFile('Dockerfile');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    const hover = await workbench.hoverWord('CMD', 'CMD');
    await workbench.screenshot('hover on CMD');
    expect(await hover.innerText()).toMatch(/ENTRYPOINT/);
  });

  it('completion offers the instructions that begin with CO', async () => {
    await workbench.openFile('Dockerfile');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.clickWord('CMD');
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type('CO');
    await workbench.suggestion('COPY').waitFor();
    await workbench.screenshot('completion after CO');
    await workbench.page.keyboard.press('Enter');
    await workbench.line(/^COPY /, 4).waitFor();
  });

  it('completion offers the flags of FROM', async () => {
    await workbench.openFile('Dockerfile');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    await workbench.clickWord('CMD');
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type('FROM --');
    await workbench.suggestion('--platform').waitFor();
    await workbench.screenshot('flags of FROM');
    await workbench.page.keyboard.press('Enter');
    await workbench.line(/^FROM --platform=/, 4).waitFor();
  });
});
