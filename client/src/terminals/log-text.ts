import type { LogLine } from '../engine/logs';

/** Which lines are shown. */
export interface LogFilter {
  /** A text, in any case, or a `/regular expression/`; everything when empty. */
  readonly pattern: string;
  readonly streams: 'both' | 'stdout' | 'stderr';
}

export const allLines: LogFilter = { pattern: '', streams: 'both' };

/** Escape sequences (ECMA-48: CSI; OSC, DCS and the like with their terminators; others) and single control characters, tab apart. */
const controls =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[ -/]*[0-~]?|[\x00-\x08\x0a-\x1f\x7f-\x9f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const colour = /^\x1b\[[\d;:]*m$/;

/**
 * What a container printed, safe for a terminal: colours stay; what moves the cursor, sets titles, reads the screen or writes to the
 * clipboard goes; other control characters become visible. What a carriage return would have overwritten is left out.
 */
export function safeText(text: string): string {
  const line = text.replace(/\r+$/, '');
  const visible = line.slice(line.lastIndexOf('\r') + 1);
  return visible.replace(controls, (found) => {
    if (found.length > 1) {
      return colour.test(found) ? found : '';
    }
    const code = found.charCodeAt(0);
    return code === 0x1b || code >= 0x80 ? '' : String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
  });
}

/** Text that holds no escape sequences at all, to be searched and saved. */
export function plainText(text: string): string {
  return safeText(text).replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: only colours are left
    /\x1b\[[\d;:]*m/g,
    '',
  );
}

/** What is wrong with a filter's pattern, for people. */
export function patternProblem(pattern: string): string | undefined {
  try {
    matcher(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.message}.` : undefined;
  }
}

/** Tells whether a line is shown. The pattern is a valid one. */
export function filterOf({ pattern, streams }: LogFilter): (line: LogLine) => boolean {
  const matches = matcher(pattern);
  return ({ stream, text }) => (streams === 'both' || streams === stream) && (!matches || matches(plainText(text)));
}

function matcher(pattern: string): ((text: string) => boolean) | undefined {
  const expression = /^\/(.+)\/([imsu]*)$/.exec(pattern);
  if (expression) {
    const compiled = new RegExp(expression[1] ?? '', expression[2]);
    return (text) => compiled.test(text);
  }
  const wanted = pattern.toLowerCase();
  return wanted ? (text) => text.toLowerCase().includes(wanted) : undefined;
}
