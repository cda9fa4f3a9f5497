import uPlot from 'uplot';
import type { StatsPoint } from '../messages';
import { historySpan } from '../stats-history';
import { aligned, shownTimes } from '../stats-series';
import { element, isHighContrast, styleColor } from './frame';
import type { Shown } from './stats-table';

/** One picture of the panel. */
export interface PlotSpec {
  readonly title: string;
  /** What is behind the title. */
  readonly hint: string;
  /** One line for each container and each of these; the second is dashed. */
  readonly values: readonly ((point: StatsPoint) => number | undefined)[];
  words(value: number): string;
  /** The axis reaches at least so far. */
  readonly least: number;
}

/** How many colours of lines the styles have, told apart by people with the usual kinds of colour blindness as far as themes do. */
const colorCount = 6;

/** In pixels. */
const height = 180;
const axisWidth = 68;

export class StatsPlot {
  readonly element: HTMLElement;
  readonly #frame = element('div', { class: 'plot' });
  #plot: uPlot | undefined;
  #drawnFor = '';

  constructor(private readonly spec: PlotSpec) {
    this.element = element(
      'figure',
      {},
      element(
        'figcaption',
        {},
        element('span', { class: 'title' }, spec.title),
        element('span', { class: 'hint' }, spec.hint),
      ),
      this.#frame,
    );
    // The table beside tells the same as text.
    this.#frame.setAttribute('aria-hidden', 'true');
    new ResizeObserver(() => this.#plot?.setSize({ width: this.#frame.clientWidth, height })).observe(this.#frame);
  }

  show(containers: readonly Shown[], isHidden: (name: string) => boolean): void {
    const data = aligned(
      containers.map(({ entries }) => entries),
      this.spec.values,
    ) as unknown as uPlot.AlignedData;
    const drawnFor = containers.map(({ name, color }) => `${color} ${name} ${isHidden(name)}`).join('\n');
    if (this.#plot && this.#drawnFor === drawnFor) {
      this.#plot.setData(data);
      return;
    }
    this.#drawnFor = drawnFor;
    this.#plot?.destroy();
    const series = containers.flatMap(({ color, name }) =>
      this.spec.values.map((_, index) => seriesOf(color, index, !isHidden(name))),
    );
    this.#plot = new uPlot(this.#options(series), data, this.#frame);
  }

  /** Draws with the colours of the theme that has been chosen. */
  recolor(): void {
    this.#drawnFor = '';
  }

  #options(series: readonly uPlot.Series[]): uPlot.Options {
    const { least, words } = this.spec;
    const foreground = styleColor('--vscode-descriptionForeground');
    const axis = {
      stroke: foreground,
      font: '11px sans-serif',
      // Borders are what stands out most with high contrast.
      grid: isHighContrast()
        ? { stroke: foreground, width: 1, dash: [1, 5] }
        : { stroke: styleColor('--vscode-editorWidget-border'), width: 1 },
      ticks: { show: false },
    };
    return {
      width: Math.max(this.#frame.clientWidth, 100),
      height,
      legend: { show: false },
      cursor: { sync: { key: 'stats' }, drag: { x: false, y: false }, points: { size: 6 } },
      scales: {
        x: { time: true, range: (plot) => [...shownTimes(plot.data[0] as number[], historySpan)] },
        y: { range: (_plot, _low, high) => [0, Math.max(least, (high ?? 0) * 1.1)] },
      },
      axes: [
        { ...axis, size: 28, space: 80, values: (_plot, times) => times.map(clock) },
        { ...axis, size: axisWidth, space: 34, values: (_plot, splits) => splits.map(words) },
      ],
      series: [{}, ...series],
    };
  }
}

function seriesOf(color: number, index: number, show: boolean): uPlot.Series {
  // From the seventh container on colours come again, in thin lines.
  const width = color < colorCount ? 1.75 : 0.75;
  return {
    show,
    width,
    stroke: styleColor(`--line-${color % colorCount}`),
    points: { show: false },
    ...(index > 0 ? { dash: [4, 3] } : {}),
  };
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString(undefined, { hour12: false });
}
