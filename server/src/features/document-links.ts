import type { DocumentLink } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { Dockerfile } from '../model/dockerfile';
import { argumentWords } from '../model/expandable';
import { imageReference } from '../model/image-reference';
import type { Span } from '../parser/nodes';
import { imagePage } from '../registry/image-page';
import { contextPaths } from './context-paths';
import { rangeOf } from './positions';

/** Links to the pages of images and to what ADD downloads. */
export function documentLinks(file: Dockerfile): DocumentLink[] {
  const links: DocumentLink[] = [];
  const add = (span: Span, target: string | undefined, tooltip: string) => {
    if (target !== undefined) links.push({ range: rangeOf(file.tree, span), target, tooltip });
  };
  for (const { key, value, valueSpan } of file.tree.directives) {
    if (key === 'syntax') add(valueSpan, pageOf(value.split(' ', 1)[0] ?? ''), 'About this image');
  }
  for (const { base } of file.stages) {
    if (base.kind === 'image' && base.image) add(base.span, imagePage(base.image), 'About this image');
  }
  for (const use of file.stageUses) {
    if (use.kind !== 'from' && !use.stage && !/^\+?\d+$/.test(use.text)) add(use, pageOf(use.text), 'About this image');
  }
  for (const instruction of file.byKeyword('ADD')) {
    for (const word of argumentWords(instruction, 'source').slice(0, -1))
      add(word, downloadOf(word.raw), 'Open in the browser');
  }
  links.push(...fileLinks(file));
  return links;
}

/** Files of the build context that instructions name. */
function fileLinks(file: Dockerfile): DocumentLink[] {
  const { context } = file.options;
  if (!context) return [];
  return ['COPY', 'ADD', 'RUN'].flatMap((keyword) =>
    file.byKeyword(keyword).flatMap((instruction) =>
      contextPaths(file, instruction).flatMap(({ path, start, end }) => {
        if (path === undefined || context.sizeOf(path) === undefined) return [];
        const target = URI.file(`${context.root}/${path}`).toString();
        return [{ range: rangeOf(file.tree, { start, end }), target, tooltip: 'Open the file' }];
      }),
    ),
  );
}

function pageOf(text: string): string | undefined {
  const image = imageReference(text);
  return image && imagePage(image);
}

/** The address of a source that is downloaded, when it stands there whole. */
function downloadOf(source: string): string | undefined {
  if (!/^https?:\/\/[^\s"'$\\]+$/i.test(source)) return undefined;
  return URL.canParse(source) ? source : undefined;
}
