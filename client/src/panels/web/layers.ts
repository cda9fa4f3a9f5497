import { plural, size } from '../../views/format';
import type { LayerItem, LayersMessage, LayersNote } from '../messages';
import { connect, element, pageElement } from './frame';

const post = connect<'layers'>(show);

/** A layer on the page, and what stands for it. */
interface Shown {
  readonly layer: LayerItem;
  readonly index: number;
  readonly row: HTMLElement;
  readonly segment: HTMLElement | undefined;
}

function show(message: LayersMessage | LayersNote): void {
  if (message.type === 'note') {
    const note = element('p', { class: 'note', role: 'status' }, message.words);
    pageElement().replaceChildren(element('header', {}, element('h1', {}, message.name)), note);
  } else {
    draw(message);
  }
}

function draw({ name, layers, dockerfile }: LayersMessage): void {
  const total = layers.reduce((sum, layer) => sum + layer.size, 0);
  const largest = Math.max(1, ...layers.map((layer) => layer.size));
  const shown = layers.map((layer, index): Shown => {
    const segment = layer.size > 0 ? segmentOf(layer, index, total) : undefined;
    return { layer, index, row: rowOf(layer, index, total, largest), segment };
  });
  const lines = new Map<number, HTMLElement>();
  const columns = element('div', { class: 'columns' }, listOf(shown));
  if (dockerfile) {
    columns.append(dockerfileOf(dockerfile, layers, lines));
  }
  pageElement().replaceChildren(
    headerOf(name, layers, total),
    element('div', { class: 'stack', 'aria-hidden': 'true' }, ...shown.flatMap(({ segment }) => segment ?? [])),
    columns,
  );
  for (const one of shown) {
    bind(one, lines);
  }
}

function headerOf(name: string, layers: readonly LayerItem[], total: number): HTMLElement {
  const filled = layers.filter((layer) => layer.size > 0).length;
  const bytes = (origin: LayerItem['origin']) =>
    layers.filter((layer) => layer.origin === origin).reduce((sum, layer) => sum + layer.size, 0);
  const known = layers.some(({ origin }) => origin === 'own');
  return element(
    'header',
    {},
    element('h1', {}, name),
    element(
      'p',
      { class: 'summary' },
      `${size(total)} in ${plural(filled, 'layer')} with files; ${plural(layers.length - filled, 'layer')} with settings only.`,
    ),
    ...(known
      ? [
          element(
            'p',
            { class: 'legend' },
            element('span', { class: 'swatch base' }),
            `base image ${size(bytes('base'))}`,
            element('span', { class: 'swatch own' }),
            `own layers ${size(bytes('own'))}`,
          ),
        ]
      : []),
  );
}

function segmentOf(layer: LayerItem, index: number, total: number): HTMLElement {
  const segment = element('div', { class: `segment drawn ${layer.origin} tint-${index % 4}` });
  segment.style.flexGrow = String(layer.size / total);
  segment.title = `${size(layer.size)} · ${wordsOf(layer)}`;
  return segment;
}

function wordsOf({ keyword, rest }: LayerItem): string {
  return `${keyword} ${rest}`.trim() || 'no instruction is known';
}

function rowOf(layer: LayerItem, index: number, total: number, largest: number): HTMLElement {
  const bar = element('span', { class: `fill drawn ${layer.origin} tint-${index % 4}` });
  bar.style.width = `${(layer.size / largest) * 100}%`;
  const percent = Math.round((layer.size / total) * 100);
  const share = layer.size > 0 ? (percent > 0 ? `${percent}%` : '<1%') : '';
  const toggle = element(
    'button',
    { type: 'button', class: 'instruction', 'aria-expanded': 'false', title: 'Show all of it' },
    element('span', { class: 'keyword' }, layer.keyword),
    ' ',
    element('span', { class: 'rest' }, layer.rest || (layer.keyword ? '' : 'no instruction is known')),
  );
  const copy = element('button', { type: 'button', class: 'copy', title: 'Copy the instruction' }, 'Copy');
  copy.addEventListener('click', () => post({ type: 'copy', layer: index }));
  return element(
    'li',
    { class: `layer ${layer.size > 0 ? 'filled' : 'empty'}` },
    element('span', { class: 'size' }, layer.size > 0 ? size(layer.size) : '–'),
    element('span', { class: 'share' }, share),
    element('span', { class: 'bar', 'aria-hidden': 'true' }, bar),
    toggle,
    element('span', { class: 'age' }, layer.age),
    copy,
  );
}

/** Layers in the order of the Dockerfile. Three and more in a row that hold no files are folded. */
function listOf(shown: readonly Shown[]): HTMLElement {
  const list = element('ol', { class: 'layers', 'aria-label': 'Layers, the oldest first' });
  let folded: Shown[] = [];
  const unfold = () => {
    const rows = folded.map(({ row }) => row);
    if (folded.length < 3) {
      list.append(...rows);
    } else {
      const words = [...new Set(folded.map(({ layer }) => layer.keyword).filter(Boolean))].join(', ');
      const inner = element('ol', {}, ...rows);
      const summary = element('summary', {}, `${folded.length} with settings only`, words ? `: ${words}` : '');
      list.append(element('li', { class: 'folded' }, element('details', {}, summary, inner)));
    }
    folded = [];
  };
  for (const one of shown) {
    if (one.layer.size > 0) {
      unfold();
      list.append(one.row);
    } else {
      folded.push(one);
    }
  }
  unfold();
  return list;
}

function dockerfileOf(
  { name, lines, why }: NonNullable<LayersMessage['dockerfile']>,
  layers: readonly LayerItem[],
  byLine: Map<number, HTMLElement>,
): HTMLElement {
  const made = new Map(
    layers.flatMap(({ lines: of, size: bytes }) =>
      of
        ? Array.from(
            { length: of.last - of.first + 1 },
            (_, more) => [of.first + more, more === 0 ? bytes : 0] as const,
          )
        : [],
    ),
  );
  const rows = lines.map((text, line) => {
    const bytes = made.get(line);
    const row = element(
      'div',
      { class: `line${bytes === undefined ? '' : ' made'}` },
      element('span', { class: 'number', 'aria-hidden': 'true' }, String(line + 1)),
      element('span', { class: 'size' }, bytes ? size(bytes) : ''),
      element('span', { class: 'text' }, text || ' '),
    );
    byLine.set(line, row);
    return row;
  });
  const open = element('button', { type: 'button', title: 'Open in an editor, at the line that is chosen' }, name);
  open.addEventListener('click', () => {
    const chosen = rows.findIndex((row) => row.classList.contains('chosen'));
    post({ type: 'open', line: Math.max(chosen, 0) });
  });
  return element(
    'section',
    { class: 'dockerfile', 'aria-label': 'Dockerfile' },
    element('h2', {}, open),
    element('p', { class: 'why' }, why),
    element('div', { class: 'code' }, ...rows),
  );
}

/** A layer, its part of the picture and its line point at each other. */
function bind({ layer, row, segment }: Shown, lines: ReadonlyMap<number, HTMLElement>): void {
  const { first = 0, last = -1 } = layer.lines ?? {};
  const made = [...lines].flatMap(([line, part]) => (line >= first && line <= last ? [part] : []));
  const parts = [row, ...made, ...(segment ? [segment] : [])];
  const light = (on: boolean) => () => {
    for (const part of parts) {
      part.classList.toggle('lit', on);
    }
  };
  for (const part of parts) {
    part.addEventListener('mouseenter', light(true));
    part.addEventListener('mouseleave', light(false));
  }
  const choose = () => {
    for (const chosen of document.querySelectorAll('.chosen')) {
      chosen.classList.remove('chosen');
    }
    for (const part of parts) {
      part.classList.add('chosen');
    }
    row.closest('details')?.setAttribute('open', '');
  };
  const button = row.querySelector('.instruction');
  button?.addEventListener('click', () => {
    button.setAttribute('aria-expanded', String(row.classList.toggle('expanded')));
    choose();
    made[0]?.scrollIntoView({ block: 'nearest' });
  });
  for (const part of parts.slice(1)) {
    part.addEventListener('click', () => {
      choose();
      row.scrollIntoView({ block: 'nearest' });
    });
  }
}
