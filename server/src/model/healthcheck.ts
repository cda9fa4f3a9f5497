import type { Instruction } from '../parser/nodes';
import { parseDuration } from '../syntax/values/duration';
import type { Healthcheck } from './image-config';

/** What a HEALTHCHECK puts into the config; undefined when it is malformed. */
export function healthcheckOf({ args, flags }: Instruction): Healthcheck | undefined {
  if (args.kind !== 'healthcheck') return undefined;
  const type = args.type.text.toUpperCase();
  if (type === 'NONE') return { Test: ['NONE'] };
  const { command } = args;
  if (type !== 'CMD' || command.kind === 'none') return undefined;
  const test = command.kind === 'exec' ? ['CMD', ...command.items.map((item) => item.value)] : undefined;
  const value = (name: string) => flags.findLast((flag) => flag.name === name)?.value ?? '';
  const interval = duration(value('interval'));
  const timeout = duration(value('timeout'));
  const startPeriod = duration(value('start-period'));
  const startInterval = duration(value('start-interval'));
  const retries = Number(value('retries'));
  return {
    Test: test ?? ['CMD-SHELL', command.kind === 'text' ? command.text.text : ''],
    ...(interval && { Interval: interval }),
    ...(timeout && { Timeout: timeout }),
    ...(startPeriod && { StartPeriod: startPeriod }),
    ...(startInterval && { StartInterval: startInterval }),
    ...(retries && { Retries: retries }),
  };
}

/** Nanoseconds; 0 for an empty or bad duration. */
function duration(text: string): number {
  const parsed = parseDuration(text);
  return parsed.ok ? parsed.value : 0;
}
