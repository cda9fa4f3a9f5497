import { size } from '../../views/format';
import type { StatsMessage } from '../messages';
import { historySpan } from '../stats-history';
import { extended } from '../stats-series';
import { connect, element, onThemeChange, pageElement } from './frame';
import { type PlotSpec, StatsPlot } from './stats-plot';
import { type Shown, StatsTable } from './stats-table';

const rate = (value: number) => `${size(value)}/s`;

const specs: readonly PlotSpec[] = [
  {
    title: 'CPU',
    hint: '100% is one processor',
    values: [({ cpu }) => cpu],
    words: (value) => `${Number(value.toPrecision(3))}%`,
    least: 10,
  },
  { title: 'Memory', hint: 'without cache', values: [({ memory }) => memory], words: size, least: 1_000_000 },
  {
    title: 'Network',
    hint: 'received, and sent (dashed)',
    values: [({ rates }) => rates?.received, ({ rates }) => rates?.sent],
    words: rate,
    least: 1000,
  },
  {
    title: 'Block I/O',
    hint: 'read, and written (dashed)',
    values: [({ rates }) => rates?.read, ({ rates }) => rates?.written],
    words: rate,
    least: 1000,
  },
];

let shown: readonly Shown[] = [];
const note = element('p', { class: 'note', role: 'status' });
const plots = specs.map((spec) => new StatsPlot(spec));
const table = new StatsTable(draw);

pageElement().append(
  note,
  element('div', { class: 'table' }, table.element),
  element('div', { class: 'plots' }, ...plots.map((plot) => plot.element)),
);
onThemeChange(() => {
  for (const plot of plots) {
    plot.recolor();
  }
  draw();
});
connect<'stats'>(show);

function show(message: StatsMessage): void {
  const known = new Map(message.anew ? [] : shown.map(({ name, entries }) => [name, entries]));
  shown = message.containers.map(({ name, status, entries }, color) => ({
    name,
    status,
    color,
    entries: extended(known.get(name) ?? [], entries, historySpan),
  }));
  const words = message.connected
    ? message.note
    : 'The engine does not answer. Measuring goes on by itself when it does.';
  if (note.textContent !== words) {
    note.textContent = words;
  }
  note.classList.toggle('warning', !message.connected);
  draw();
}

function draw(): void {
  table.show(shown);
  for (const plot of plots) {
    plot.show(shown, (name) => table.isHidden(name));
  }
}
