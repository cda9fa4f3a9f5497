import type { Arguments, Flag, Instruction, Span } from '../parser/nodes';
import type { Report } from './report';
import { parseDuration } from './values/duration';
import { suggestInCase } from './values/suggest';

/** `HEALTHCHECK NONE` or `HEALTHCHECK [flags] CMD command`. */
export function checkHealthcheck({ args, keyword, flags }: Instruction, report: Report): void {
  if (args.kind !== 'healthcheck') {
    report.add('MissingArguments', keyword, 'HEALTHCHECK requires at least one argument: CMD and a command, or NONE.');
    return;
  }
  const { type, command } = args;
  const span = commandSpan(command);
  switch (type.text.toUpperCase()) {
    case 'NONE':
      if (span) report.add('HealthcheckNoneArguments', span, 'HEALTHCHECK NONE takes no arguments.');
      return;
    case 'CMD':
      if (!span) report.add('MissingArguments', type, 'Missing command after HEALTHCHECK CMD.');
      break;
    default: {
      const message = `Unknown type "${type.text.toUpperCase()}" in HEALTHCHECK (try CMD).`;
      report.add('UnknownHealthcheckType', type, message, suggestInCase(type.text, ['cmd', 'none']));
    }
  }
  for (const flag of flags) checkFlag(flag, report);
}

/** The words of a command; undefined when it has none, as `[]`. */
function commandSpan(command: Arguments): Span | undefined {
  if (command.kind === 'text') return command.text;
  return command.kind === 'exec' && command.items.length > 0 ? command.span : undefined;
}

const durations = new Set(['interval', 'timeout', 'start-period', 'start-interval']);

/** Durations and retries; an empty value stands for the default. */
function checkFlag({ name, value, valueSpan }: Flag, report: Report): void {
  if (!value || !valueSpan) return;
  if (durations.has(name)) {
    const duration = parseDuration(value);
    if (!duration.ok) {
      report.add('InvalidDuration', valueSpan, `Invalid duration: ${duration.reason}. Write it like 30s or 1m30s.`);
    } else if (duration.value !== 0 && duration.value < 1e6) {
      report.add('InvalidDuration', valueSpan, `Interval "${name}" cannot be less than 1ms.`);
    }
  } else if (name === 'retries') {
    const retries = Number(value);
    if (!/^[+-]?\d+$/.test(value)) {
      const message = `Invalid number of retries: parsing "${value}": invalid syntax. Write a whole number.`;
      report.add('InvalidRetries', valueSpan, message);
    } else if (retries > 2147483647 || retries < -2147483648) {
      report.add('InvalidRetries', valueSpan, `Invalid number of retries: parsing "${value}": value out of range.`);
    } else if (retries < 0) report.add('InvalidRetries', valueSpan, `--retries cannot be negative (${retries}).`);
  }
}
