import type { Dockerfile } from '../../model/dockerfile';
import type { ImageReference } from '../../model/image-reference';
import type { ImageInfo } from '../../protocol';
import { imagePage } from '../../registry/image-page';
import { imageSummary } from '../../registry/official-images';
import { explainTag } from '../../registry/tag';
import type { Explanation, HoverOptions } from '../explanation';
import type { Target } from '../locate';
import { bytes, code, link, list, paragraphs } from '../markdown';
import { startText } from './state';

/** Explains the image that a FROM starts with. */
export function imageHover(
  file: Dockerfile,
  { instruction, index, span }: Extract<Target, { kind: 'argument' }>,
  options: HoverOptions,
): Explanation | undefined {
  if (instruction.name !== 'FROM' || index !== 0) return undefined;
  const base = file.stageOf(instruction)?.base;
  if (base?.kind === 'scratch') {
    return {
      span,
      markdown: paragraphs(
        '**scratch** is no image: the stage starts from nothing, without files, shell or package manager.',
        'Only programs that need nothing around them run there, such as static Go or Rust programs.',
      ),
    };
  }
  return base?.image && { span, markdown: describeImage(base.image, options) };
}

/** Name, tag, digest and local state of an image. */
export function describeImage(image: ImageReference, { imageInfo }: HoverOptions): string {
  const summary = imageSummary(image.familiarName);
  const page = imagePage(image);
  const info = imageInfo(image.text);
  return paragraphs(
    `**${code(image.familiarName)}** ${summary ? `${summary}.` : `Image from ${code(image.registry)}.`}`,
    tagText(image),
    image.digest !== undefined &&
      'The **digest** pins exactly this image: it never changes, and gets no security updates either.',
    info && localText(info),
    page && link('About this image', page),
  );
}

function tagText({ familiarName, tag, digest }: ImageReference): string | undefined {
  if (tag === undefined) {
    return digest === undefined
      ? 'No tag means `latest`: a different image tomorrow. Write the version that you want.'
      : undefined;
  }
  const parts = explainTag(familiarName, tag).map(({ text, meaning }) => `${code(text)}: ${meaning}`);
  return parts.length > 0 ? `Tag ${code(tag)}\n\n${list(parts)}` : undefined;
}

function localText({ id, size, created, platform, config }: ImageInfo): string {
  const items = [
    `${code(id.replace(/^sha256:/, '').slice(0, 12))}, ${bytes(size)}, ${code(platform)}, made ${new Date(created * 1000).toISOString().slice(0, 10)}`,
    startText(config),
    ...(config.User ? [`User ${code(config.User)}`] : []),
    ...(config.WorkingDir ? [`Working folder ${code(config.WorkingDir)}`] : []),
    ...(config.ExposedPorts.length > 0 ? [`Ports ${config.ExposedPorts.map(code).join(', ')}`] : []),
    ...(config.Env.length > 0 ? [`Environment ${config.Env.slice(0, 10).map(code).join(', ')}`] : []),
  ];
  return `**On this engine**\n\n${list(items)}`;
}
