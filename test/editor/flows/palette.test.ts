import { describe, it } from 'vitest';
import { useWorkbench } from '../workbench';

describe('the command palette speaks docker', () => {
  const workbench = useWorkbench({ images: [{ tags: ['web:1.0'] }] });

  it.each([
    ['docker ps', 'Docker Container: List'],
    ['docker container stop', 'Docker Container: Stop'],
    ['docker image prune', 'Docker Image: Prune'],
    ['docker rmi', 'Docker Image: Remove'],
    ['docker run', 'Docker Image: Run'],
  ])('%s finds %s', async (typed, command) => {
    await workbench.palette(typed, command);
    await workbench.screenshot(`palette ${typed}`);
  });

  it('docker ps lists the containers', async () => {
    await workbench.engine.run('listed', 'web:1.0');
    await workbench.command('docker ps', 'Docker Container: List');
    await workbench.page.locator('.editor-instance .view-line', { hasText: 'listed' }).waitFor();
    await workbench.screenshot('docker ps');
  });
});
