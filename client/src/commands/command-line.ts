/** Words of a command line, quoted where a POSIX shell would read them otherwise, to be copied or logged (never to be run). */
export function commandLine(words: readonly string[]): string {
  return words.map(quote).join(' ');
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** One word: runs of plain characters, escaped characters and quoted parts. */
const wordForm = /(?:[^\s'"\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+/g;

/** Splits a line into words as a POSIX shell would, quotes and backslashes honoured; nothing is expanded. Undefined for an open quote. */
export function splitWords(line: string): readonly string[] | undefined {
  const words = line.match(wordForm) ?? [];
  const rest = line.replace(wordForm, '').trim();
  return rest === '' ? words.map(unquote) : undefined;
}

function unquote(word: string): string {
  return word.replace(
    /\\([\s\S])|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"/g,
    (_all, escaped?: string, single?: string, double?: string) =>
      escaped ?? single ?? (double ?? '').replace(/\\(["\\$`])/g, '$1'),
  );
}
