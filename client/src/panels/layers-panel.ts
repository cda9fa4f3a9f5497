import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import type { Memory } from '../commands/command';
import type { Layer } from '../engine/images';
import type { Ui } from '../ui';
import { imageName } from '../views/images';
import type { NamedImage } from '../views/view';
import { type Candidate, layersMessage, matchDockerfile } from './layer-model';

/** Larger files are no Dockerfiles that people write. */
const longestText = 1_000_000;

/** Opens a picture of the layers of an image, beside the Dockerfile of the workspace that made it; `history` comes newest first. */
export async function openLayersPanel(
  { ui, memory, now }: { readonly ui: Ui; readonly memory: Memory; now(): number },
  image: NamedImage,
  history: readonly Layer[],
): Promise<void> {
  const match = matchDockerfile(history, await candidatesFor(image, ui, memory));
  const message = layersMessage(imageName(image), history, match, now());
  ui.openPanel('layers', `${imageName(image)}: layers`, (post) => ({
    receive: (said) => {
      switch (said.type) {
        case 'ready':
          post(message);
          break;
        case 'open':
          if (match) {
            ui.openFile(match.candidate.path, said.line).catch(() =>
              ui.info(`${match.candidate.name} can not be opened: it may have been moved.`),
            );
          }
          break;
        case 'copy': {
          const layer = message.layers[said.layer];
          void ui.copy(layer ? `${layer.keyword} ${layer.rest}`.trim() : '');
          break;
        }
      }
    },
    close: () => {},
  }));
}

/** Dockerfiles of the workspace. */
async function candidatesFor({ image }: NamedImage, ui: Ui, memory: Memory): Promise<readonly Candidate[]> {
  const { active, all } = await ui.dockerfiles();
  const folders = ui.workspaceFolders();
  const read = async (path: string): Promise<readonly Candidate[]> => {
    const text = await readFile(path, 'utf8').catch(() => '');
    const folder = folders.find((candidate) => path.startsWith(candidate));
    const name = folder === undefined ? basename(path) : relative(folder, path);
    const built = memory.get(`build:${path}`) as { readonly tag?: unknown } | undefined;
    const builtHere = image.tags.some((tag) => tag === built?.tag);
    return text !== '' && text.length <= longestText ? [{ name, path, text, builtHere }] : [];
  };
  const paths = [...new Set([...(active === undefined ? [] : [active]), ...all])];
  return (await Promise.all(paths.map(read))).flat();
}
