/** Builders for hover texts. Whatever comes from a document, an image or an engine goes through `text` or `code`. */

/** Escapes a string that is not ours, so that Markdown shows it as it is. Line breaks become blanks. */
export function text(untrusted: string): string {
  return untrusted
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!<>|~&$:@/]/g, (character) =>
      character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`,
    );
}

/** A code span that holds any string; line breaks become blanks, long ones are cut. */
export function code(untrusted: string): string {
  const line = cut(untrusted.replace(/[\r\n]+/g, ' '), 200);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A fenced block; the fence is longer than any in the text. */
export function block(untrusted: string, language = 'dockerfile'): string {
  const longest = Math.max(2, ...(untrusted.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${untrusted}\n${fence}`;
}

/** A link to a page of ours or of the reference: never to an address from a document. */
export function link(label: string, url: string): string {
  return `[${label}](${url})`;
}

/** Shortens to so many characters. */
export function cut(string: string, length: number): string {
  return string.length > length ? `${string.slice(0, length - 1)}…` : string;
}

/** A list; nothing for no items. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Paragraphs, the empty ones left out. */
export function paragraphs(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter(Boolean).join('\n\n');
}

/** Bytes for people: `12.3 MB` (powers of ten, as docker prints them). */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toPrecision(3).replace(/\.0+$/, '')} ${units[unit]}`;
}
