import { imageLabels, ports, signals } from '../../instructions/values';
import type { Dockerfile } from '../../model/dockerfile';
import type { Explanation } from '../explanation';
import type { Target } from '../locate';
import { code, paragraphs } from '../markdown';
import { processMeaning, startText } from './state';

/** Explains an argument by what its instruction takes: ports, signals, users, label keys, commands. */
export function valueHover(file: Dockerfile, target: Extract<Target, { kind: 'argument' }>): Explanation | undefined {
  const { instruction, text, span } = target;
  const markdown = meaning(file, target);
  return markdown === undefined
    ? undefined
    : { span: instruction.name === 'LABEL' ? keySpan(text, span) : span, markdown };
}

function meaning(
  file: Dockerfile,
  { instruction, text, index }: Extract<Target, { kind: 'argument' }>,
): string | undefined {
  switch (instruction.name) {
    case 'EXPOSE':
      return portMeaning(text);
    case 'STOPSIGNAL':
      return signalMeaning(text);
    case 'USER':
      return userMeaning(text);
    case 'LABEL':
      return labelMeaning(text);
    case 'HEALTHCHECK':
      if (index > 0) return undefined;
      return /^none$/i.test(text)
        ? '`NONE` switches off the health check of the base image.'
        : 'The command runs inside the container: exit status 0 is healthy, 1 unhealthy.';
    case 'CMD':
    case 'ENTRYPOINT': {
      const stage = file.stageOf(instruction);
      return stage && instruction.parent === undefined
        ? paragraphs(startText(file.configOf(stage)), processMeaning(instruction, file.configOf(stage)))
        : undefined;
    }
    default:
      return undefined;
  }
}

function portMeaning(text: string): string | undefined {
  const [, port = '', , protocol = 'tcp'] = /^(\d+)(-\d+)?(?:\/(\w+))?$/.exec(text) ?? [];
  if (port === '') return undefined;
  const known = ports.find(({ value }) => value === port);
  return paragraphs(
    `Port ${code(port)} (${protocol.toLowerCase()})${known ? `: ${known.summary}` : ''}.`,
    `Noted, not published: \`docker run -p ${port}:${port}\` makes it reachable.`,
  );
}

function signalMeaning(text: string): string | undefined {
  const wanted = text.toUpperCase();
  const signal = signals.find(
    ({ value, number }) => value === wanted || value === `SIG${wanted}` || String(number) === wanted,
  );
  return signal && `**${code(signal.value)}** (${signal.number}) ${signal.summary}.`;
}

function userMeaning(text: string): string | undefined {
  const [user = '', group] = text.split(':');
  if (user.includes('$')) return undefined;
  const root = user === 'root' || user === '0';
  return paragraphs(
    root
      ? 'From here on everything runs as **root**, in the container as well.'
      : `From here on everything runs as user ${code(user)}${group ? ` with group ${code(group)} only` : ''}.`,
    !root && !/^\d+$/.test(user) && 'The user has to exist in the image at this point.',
  );
}

function labelMeaning(text: string): string | undefined {
  const key = text.split('=', 1)[0]?.replace(/^"|"$/g, '');
  const known = imageLabels.find(({ value }) => value === key);
  return known && `**${code(known.value)}** ${known.summary}.`;
}

function keySpan(text: string, span: { readonly start: number; readonly end: number }) {
  const equals = text.indexOf('=');
  return { start: span.start, end: equals < 0 ? span.end : span.start + equals };
}

const who = ['the owner', 'the group', 'others'];

/** What an octal mode such as `0755` allows; undefined when it is none. */
export function modeMeaning(mode: string): string | undefined {
  const digits = /^0?([0-7]{3})$/.exec(mode)?.[1];
  if (digits === undefined) return undefined;
  return [...digits]
    .map((digit, index) => {
      const bits = Number(digit);
      const may = ['read', 'write', 'execute'].filter((_, bit) => bits & (4 >> bit));
      return `${who[index]} may ${may.length > 0 ? may.join(', ') : 'do nothing'}`;
    })
    .join('; ');
}

const units: Readonly<Record<string, string>> = {
  h: 'hour',
  m: 'minute',
  s: 'second',
  ms: 'millisecond',
  us: 'microsecond',
  µs: 'microsecond',
  ns: 'nanosecond',
};

/** `1m30s` in words; undefined for what is no duration of Go. */
export function durationMeaning(duration: string): string | undefined {
  if (!/^(\d+(\.\d+)?(h|ms|m|s|us|µs|ns))+$/.test(duration)) return undefined;
  return [...duration.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g)]
    .map(([, count = '', unit = '']) => `${count} ${units[unit]}${count === '1' ? '' : 's'}`)
    .join(' and ');
}
