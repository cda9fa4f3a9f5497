import { describe, it } from 'vitest';
import { useWorkbench } from '../workbench';

describe('the engine', () => {
  const workbench = useWorkbench({ images: [{ tags: ['web:1.0'] }] });

  it('is killed: the view says so; it returns: the rows are back without a click', async () => {
    await workbench.engine.run('survivor', 'web:1.0');
    await workbench.openSideBar();
    await workbench.row('Containers', /survivor.*Up/).waitFor();
    await workbench.engine.kill();
    await workbench.pane('Containers').getByText('not running').first().waitFor();
    await workbench.screenshots('engine killed');
    await workbench.engine.start();
    await workbench.row('Containers', /survivor.*Exited/).waitFor();
    await workbench.row('Images', 'web:1.0').waitFor();
    await workbench.screenshots('engine is back');
  });

  it('hangs: the view says so; it goes on: the rows are right without a click', async () => {
    await workbench.engine.run('busy', 'web:1.0');
    await workbench.openSideBar();
    await workbench.row('Containers', /busy.*Up/).waitFor();
    workbench.engine.freeze();
    const message = workbench.pane('Containers').getByText('does not answer').first();
    try {
      await message.waitFor();
      await workbench.screenshots('engine hangs');
    } finally {
      workbench.engine.thaw();
    }
    await message.waitFor({ state: 'detached' });
    await workbench.row('Containers', /busy.*Up/).waitFor();
  });

  it('is not there when VS Code starts: the view fills when it comes', async () => {
    await workbench.engine.stop();
    await workbench.openSideBar();
    await workbench.pane('Containers').getByText('not running').first().waitFor();
    await workbench.screenshot('no engine at the start');
    await workbench.engine.start();
    await workbench.row('Images', 'web:1.0').waitFor();
  });
});
