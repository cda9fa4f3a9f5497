import { size } from '../../views/format';
import type { StatsContainer, StatsEntry, StatsStatus } from '../messages';
import { element } from './frame';

/** One container on the page. */
export interface Shown extends Omit<StatsContainer, 'entries'> {
  readonly entries: readonly StatsEntry[];
  /** The number of its colour. */
  readonly color: number;
}

const statusWords: Readonly<Record<StatsStatus, string>> = {
  measuring: 'measuring…',
  running: 'running',
  stopped: 'stopped',
  removed: 'removed',
  unknown: 'no answer',
};

const columns = [
  'Container',
  'State',
  'CPU',
  'Memory',
  'Limit',
  'Received',
  'Sent',
  'Read',
  'Written',
  'Processes',
] as const;

/** The current values, as text; it is the legend of the plots as well. */
export class StatsTable {
  readonly element = element('table', { class: 'values' });
  readonly #body = element('tbody');
  readonly #hidden = new Set<string>();
  #cells = new Map<string, readonly HTMLTableCellElement[]>();

  constructor(private readonly onToggle: () => void) {
    this.element.append(
      element('caption', { class: 'for-screen-readers' }, 'Current values by container'),
      element('thead', {}, element('tr', {}, ...columns.map((name) => element('th', { scope: 'col' }, name)))),
      this.#body,
    );
  }

  isHidden(name: string): boolean {
    return this.#hidden.has(name);
  }

  /** Rows stay what they are, so that focus and selection do; only texts change. */
  show(containers: readonly Shown[]): void {
    if (containers.some(({ name }) => !this.#cells.has(name)) || containers.length !== this.#cells.size) {
      this.#cells = new Map();
      this.#body.replaceChildren(...containers.map((container) => this.#row(container)));
    }
    for (const container of containers) {
      const texts = textsOf(container);
      for (const [index, cell] of (this.#cells.get(container.name) ?? []).entries()) {
        const text = texts[index] ?? '';
        if (cell.textContent !== text) {
          cell.textContent = text;
        }
      }
    }
  }

  #row({ name, color }: Shown): HTMLTableRowElement {
    const button = element(
      'button',
      { type: 'button', 'aria-pressed': 'true', title: 'Show or hide its lines' },
      element('span', { class: `swatch color-${color}` }),
      element('span', { class: 'name' }, name),
    );
    button.addEventListener('click', () => {
      if (!this.#hidden.delete(name)) {
        this.#hidden.add(name);
      }
      button.setAttribute('aria-pressed', String(!this.#hidden.has(name)));
      this.onToggle();
    });
    const cells = columns.slice(1).map((column) => element('td', { 'data-column': column.toLowerCase() }));
    this.#cells.set(name, cells);
    return element('tr', {}, element('th', { scope: 'row' }, button), ...cells);
  }
}

/** What stands behind the name. */
function textsOf({ status, entries }: Shown): readonly string[] {
  const last = entries.at(-1);
  if (status !== 'running' || last === undefined || 'pause' in last) {
    return [statusWords[status]];
  }
  const { cpu, memory, memoryLimit, rates, processes } = last;
  const share = memoryLimit > 0 ? ` (${((memory / memoryLimit) * 100).toFixed(1)}%)` : '';
  const rate = (value: number | undefined) => (value === undefined ? '' : `${size(value)}/s`);
  return [
    statusWords[status],
    cpu === undefined ? '' : `${cpu.toFixed(1)}%`,
    `${size(memory)}${share}`,
    size(memoryLimit),
    rate(rates?.received),
    rate(rates?.sent),
    rate(rates?.read),
    rate(rates?.written),
    String(processes),
  ];
}
