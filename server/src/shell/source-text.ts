import type { Span } from '../parser/nodes';

/**
 * Stands for a character that is not there: a private-use character that shells treat as part of a word. It keeps the
 * length where a blank would split a word that the reader joins; `withoutFiller` takes it out again.
 */
export const filler = '\uE000';

/** The text without fillers. */
export function withoutFiller(text: string): string {
  return text.includes(filler) ? text.replaceAll(filler, '') : text;
}

/**
 * The document text of `span` as the shell gets it, at the same length: what lies between two ranges becomes blanks,
 * or fillers where the joined line goes on in the middle of a word.
 */
export function joinedText(text: string, span: Span, ranges: readonly number[]): string {
  let out = '';
  let at = span.start;
  for (let i = 0; i < ranges.length; i += 2) {
    const from = Math.max(ranges[i] ?? 0, span.start);
    const to = Math.min(ranges[i + 1] ?? 0, span.end);
    if (to <= at) continue;
    if (from >= span.end) break;
    if (from > at) {
      const splits = at === span.start || isBreak(text.charCodeAt(at - 1)) || isBreak(text.charCodeAt(from));
      out += (splits ? ' ' : filler).repeat(from - at);
    }
    out += text.slice(from, to);
    at = to;
  }
  return out + ' '.repeat(span.end - at);
}

/**
 * Text that is the shell's line by line, such as the body of a heredoc, with its CRLF line ends made LF at the same length.
 */
export function withLineFeeds(text: string): string {
  if (!text.includes('\r')) return text;
  return text.replaceAll('\\\r\n', ' \\\n').replaceAll('\r\n', '\n\n');
}

/** True for a blank and for a character that ends a shell word. */
function isBreak(code: number): boolean {
  switch (code) {
    case 9: // tab
    case 10:
    case 13:
    case 32: // blank
    case 38: // &
    case 40: // (
    case 41: // )
    case 59: // ;
    case 60: // <
    case 62: // >
    case 124: // |
      return true;
    default:
      return Number.isNaN(code);
  }
}

/** The shell text inside a JSON string, at the length of the string as written (`raw`, quotes included). */
export function textOfJsonString(raw: string): string {
  // Runs of escapes are decoded as a whole, so that an operator such as `\u0026\u0026` stays one.
  const inner = raw.slice(1, -1).replace(/(?:\\(?:u[0-9a-fA-F]{4}|.))+/g, (run) => {
    return padded(run.replace(/\\(?:u[0-9a-fA-F]{4}|.)/g, decodeJson), run.length);
  });
  return ` ${inner} `;
}

function decodeJson(sequence: string): string {
  switch (sequence[1]) {
    case 'u':
      return String.fromCharCode(Number.parseInt(sequence.slice(2), 16));
    case 'n':
      return '\n';
    case 't':
    case 'r':
    case 'f':
    case 'b':
      return ' ';
    default:
      return sequence.slice(1);
  }
}

/**
 * The text that a quoted shell word such as `'apt-get update'` passes on, at the length of the word as written;
 * undefined when the word is anything but one quoted string.
 */
export function textOfQuotedWord(raw: string): string | undefined {
  const quote = raw[0];
  if (raw.length < 2 || (quote !== "'" && quote !== '"')) return undefined;
  if (closingQuote(raw, quote) !== raw.length - 1) return undefined;
  const inner = raw.slice(1, -1);
  if (quote === "'") return ` ${inner} `;
  return ` ${inner.replace(/\\([$`"\\\n])/g, (_, char: string) => (char === '\n' ? '  ' : padded(char, 2)))} `;
}

function closingQuote(raw: string, quote: string): number {
  for (let i = 1; i < raw.length; i++) {
    if (raw[i] === quote) return i;
    if (quote === '"' && raw[i] === '\\') i++;
  }
  return -1;
}

/** Text with fillers before it, or blanks where it starts no word, so that it takes as much room as its escape sequences. */
function padded(text: string, length: number): string {
  return (isBreak(text.charCodeAt(0)) ? ' ' : filler).repeat(length - text.length) + text;
}
