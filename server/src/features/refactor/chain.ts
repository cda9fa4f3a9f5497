/** A command of an `&&` chain: indexes into the code, trimmed. */
export interface Link {
  readonly from: number;
  readonly to: number;
}

/** Words that begin constructs of several commands. */
const compound = /^(?:if|for|while|until|case|select|function|\{|\(|!|then|do|else)(?:\s|$|\()/;

/** Escapes, quoted strings and what separates commands; a lone quote is one that is not closed. */
const token = /\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|`[^`]*`|&&|\|\||[;\n()'"`]|(?<![<>])&(?![>&])|(?<=^|[\s;&|])#/g;

/**
 * Takes code apart at its `&&`s. Undefined when it is more than a plain chain: other operators between commands, compound
 * commands, functions, comments, unclosed quotes. Pipes inside a link are fine.
 */
export function chainLinks(code: string): Link[] | undefined {
  const links: Link[] = [];
  let from = 0;
  let depth = 0;
  for (const { 0: text, index } of code.matchAll(token)) {
    if (text === '(') depth += 1;
    else if (text === ')') depth -= 1;
    else if (/^['"`]$/.test(text)) return undefined;
    else if (/^['"`\\]/.test(text) || depth > 0) continue;
    else if (text !== '&&') return undefined;
    else {
      links.push(trimmed(code, from, index));
      from = index + 2;
    }
  }
  links.push(trimmed(code, from, code.length));
  const plain =
    depth === 0 && links.every((link) => link.to > link.from && !compound.test(code.slice(link.from, link.to)));
  return plain ? links : undefined;
}

function trimmed(code: string, from: number, to: number): Link {
  const text = code.slice(from, to);
  const start = from + (text.length - text.trimStart().length);
  return { from: start, to: Math.max(start, from + text.trimEnd().length) };
}

/** Makes runs of blanks outside of quotes one blank: continued lines bring their indentation along. */
export function tidy(code: string): string {
  return code.replace(/'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[ \t]{2,}/g, (found) =>
    /^[ \t]/.test(found) ? ' ' : found,
  );
}
