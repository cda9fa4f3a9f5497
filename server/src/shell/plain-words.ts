/** What a shell does itself, so that it cannot be run directly. */
export const builtins: ReadonlySet<string> = new Set(
  '. : [ alias bg break case cd command continue eval exit export false fg for function getopts hash if jobs read readonly return select set shift source test time times trap true type ulimit umask unalias unset until wait while'.split(
    ' ',
  ),
);

/** The words of a command that needs nothing of a shell but quotes; undefined when it does. */
export function plainWords(text: string): string[] | undefined {
  const word = /(?:[^\s'"\\$`&|;<>()*?[\]#~{}!]|'[^'\n]*'|"[^"\\$`!\n]*")+/y;
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    word.lastIndex = at;
    const found = word.exec(text)?.[0];
    if (found === undefined) return undefined;
    words.push(
      found.replaceAll(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''),
    );
    at += found.length;
    const blanks = /\s*/y;
    blanks.lastIndex = at;
    at += blanks.exec(text)?.[0].length ?? 0;
  }
  return words[0]?.includes('=') ? undefined : words;
}
