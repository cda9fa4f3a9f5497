import { describe, it } from 'vitest';
import { useWorkbench } from '../workbench';

describe('another extension for Dockerfiles', () => {
  const workbench = useWorkbench({
    files: { Dockerfile: 'FROM alpine:3.20\n' },
    others: ['ms-azuretools.vscode-containers', 'docker.docker'],
  });

  it('is told about once, with ways to see everything once only', async () => {
    await workbench.openFile('Dockerfile');
    const message = workbench.page.locator('.notification-toast', { hasText: 'Container Tools and Docker DX' });
    await message.waitFor();
    await workbench.screenshot('doubled help');
    await message.getByRole('button', { name: 'Turn Off Checks of Quayside' }).click();
    await message.waitFor({ state: 'detached' });
    await workbench.reload();
    await workbench.openFile('Dockerfile');
    await workbench.page.locator('.codelens-decoration').first().waitFor();
    await message.waitFor({ state: 'detached' });
  });
});
