import type { Layer } from '../../engine/images';
import { plural, size } from '../../views/format';
import { imageName, instructionOf } from '../../views/images';
import type { TargetCommand } from '../command';

export const showLayers: TargetCommand<'image'> = {
  id: 'quayside.image.layers',
  title: 'Show Layers',
  docker: ['docker image history', 'docker history'],
  icon: 'layers',
  target: 'image',
  menu: '3_look@2',
  run: async ({ engine, ui, log }, images) => {
    for (const image of images) {
      const layers = await engine.images.history(image.reference);
      log(['docker', 'image', 'history', imageName(image)], 'done');
      await ui.showDocument(`${imageName(image)}.layers.txt`, layersText(imageName(image), layers));
    }
  },
};

/** In characters. */
const longestBar = 30;

/** The layers of an image as bars, in the order of its Dockerfile; `layers` come newest first. */
export function layersText(name: string, layers: readonly Layer[]): string {
  const total = layers.reduce((sum, layer) => sum + layer.size, 0);
  const largest = Math.max(1, ...layers.map((layer) => layer.size));
  const filled = layers.filter((layer) => layer.size > 0).length;
  const lines = [...layers].reverse().map((layer) => {
    // What takes any space at all is seen.
    const length = layer.size === 0 ? 0 : Math.max(1, Math.round((layer.size / largest) * longestBar));
    const share = layer.size === 0 ? '' : `${Math.round((layer.size / total) * 100)} %`;
    const bar = '█'.repeat(length).padEnd(longestBar);
    const instruction = instructionOf(layer).replaceAll(/\s+/g, ' ').trim() || 'base layer';
    return `${size(layer.size).padStart(9)} ${share.padStart(5)} ${bar} ${instruction}`;
  });
  const summary = `${name}: ${size(total)}; ${plural(filled, 'layer')} with files, ${layers.length - filled} with settings only`;
  return `${summary}\n\n${lines.join('\n')}\n`;
}
