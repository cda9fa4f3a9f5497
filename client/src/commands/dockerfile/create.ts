import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readProject } from '../../starter/project';
import { markOf, starters } from '../../starter/registry';
import { ignoreFileOf } from '../../starter/starter';
import type { Context, PlainCommand } from '../command';

export const createDockerfile: PlainCommand = {
  id: 'quayside.dockerfile.create',
  title: 'New Dockerfile…',
  docker: ['docker init'],
  icon: 'new-file',
  offline: true,
  onFolders: true,
  run: async ({ ui, log }, [given] = []) => {
    const folder = ui.pathOf(given) ?? (await chooseFolder(ui));
    if (folder === undefined) {
      return;
    }
    const path = join(folder, 'Dockerfile');
    const project = await readProject(folder);
    if (project.names.includes('Dockerfile')) {
      await ui.openFile(path);
      ui.info(`${basename(folder)} has a Dockerfile already.`);
      return;
    }
    const found = (starter: (typeof starters)[number]) => markOf(starter, project);
    const likely = starters.filter(found);
    const starter = await ui.pick(
      { title: `New Dockerfile in ${basename(folder)}`, placeholder: 'What does the container run?' },
      [...likely, ...starters.filter((one) => !found(one))].map((one) => {
        const mark = found(one);
        return { label: one.label, ...(mark ? { description: `found ${mark}`, icon: 'check' } : {}), value: one };
      }),
    );
    if (!starter) {
      return;
    }
    await writeFile(path, starter.dockerfile(project), { flag: 'wx' });
    if (!project.names.includes('.dockerignore')) {
      await writeFile(join(folder, '.dockerignore'), ignoreFileOf(starter), { flag: 'wx' });
    }
    log(['docker', 'init'], `wrote ${path}`);
    await ui.openFile(path);
  },
};

async function chooseFolder(ui: Context['ui']): Promise<string | undefined> {
  const folders = ui.workspaceFolders();
  if (folders.length === 0) {
    await ui.warn('Open the folder of your project first: the Dockerfile goes beside its files.');
    return undefined;
  }
  const choices = folders.map((path) => ({ label: basename(path), description: path, value: path }));
  return folders.length === 1
    ? folders[0]
    : ui.pick({ title: 'New Dockerfile', placeholder: 'In which folder?' }, choices);
}
