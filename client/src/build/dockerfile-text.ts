/** An instruction, as far as a build's messages have to be put beside it. The language server knows the rest. */
export interface InstructionText {
  /** In upper case. */
  readonly keyword: string;
  /** Behind the keyword, on one line. */
  readonly rest: string;
  /** Zero-based. */
  readonly line: number;
}

export interface BuildArg {
  readonly name: string;
  /** Its default as written, without quotes; empty when it has none. */
  readonly value: string;
}

/** Splits a Dockerfile into instructions: comments, continued lines and heredocs are taken together. */
export function instructionsOf(text: string): readonly InstructionText[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const continuation = /^#\s*escape\s*=\s*`/im.test(text.split(/^[^#\r\n]/m)[0] ?? '') ? '`' : '\\';
  const found: InstructionText[] = [];
  let line = 0;
  while (line < lines.length) {
    const first = line;
    let whole = '';
    for (let more = true; more && line < lines.length; line++) {
      const current = lines[line] ?? '';
      if (/^\s*(#|$)/.test(current) && (whole !== '' || current.trim() !== '')) {
        // Comments and empty lines do not end an instruction; one of their own is none.
        more = whole !== '';
        continue;
      }
      const continued = current.trimEnd().endsWith(continuation);
      whole += ` ${continued ? current.trimEnd().slice(0, -1) : current}`;
      more = continued;
    }
    const parts = /^\s*([a-z]+)\s*([\s\S]*)$/i.exec(whole);
    if (parts) {
      const keyword = (parts[1] ?? '').toUpperCase();
      const rest = (parts[2] ?? '').trim();
      found.push({ keyword, rest, line: first });
      line = afterHeredocs(keyword, rest, lines, line);
    }
  }
  return found;
}

/** The build arguments that can be given, each once. */
export function buildArgsOf(instructions: readonly InstructionText[]): readonly BuildArg[] {
  const found = new Map<string, string>();
  for (const { keyword, rest } of instructions) {
    for (const [, name = '', value = ''] of keyword === 'ARG'
      ? rest.matchAll(/([a-z_]\w*)(?:=("[^"]*"|'[^']*'|\S*))?/gi)
      : []) {
      found.set(name, found.get(name) || value.replace(/^(["'])(.*)\1$/, '$2'));
    }
  }
  return [...found].map(([name, value]) => ({ name, value }));
}

/** Names of stages, or their numbers. */
export function stagesOf(instructions: readonly InstructionText[]): readonly string[] {
  return instructions
    .filter(({ keyword }) => keyword === 'FROM')
    .map(({ rest }, index) => /\sas\s+(\S+)\s*$/i.exec(rest)?.[1]?.toLowerCase() ?? String(index));
}

/** Ids of the secrets that RUN instructions mount, each once; without an id, the target's last part is it (Dockerfile reference). */
export function secretsAskedBy(instructions: readonly InstructionText[]): readonly string[] {
  const mounts = instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap(({ rest }) => [...rest.matchAll(/--mount=(\S*\btype=secret\b\S*)/g)].map(([, options = '']) => options));
  const ids = mounts.map((options) => {
    const value = (key: RegExp) => key.exec(options)?.[1];
    return value(/(?:^|,)id=([^,]+)/) ?? value(/(?:^|,)(?:target|dst|destination)=(?:[^,]*\/)?([^,/]+)/) ?? '';
  });
  return [...new Set(ids)].filter((id) => id !== '' && !id.includes('$'));
}

function afterHeredocs(keyword: string, rest: string, lines: readonly string[], line: number): number {
  let next = line;
  if (!['RUN', 'COPY', 'ADD'].includes(keyword)) {
    return next;
  }
  for (const [, dash, , name] of rest.matchAll(/<<(-?)(["']?)([a-z_]\w*)\2/gi)) {
    const ends = (candidate: string) => (dash ? candidate.replace(/^\t+/, '') : candidate) === name;
    const end = lines.findIndex((candidate, index) => index >= next && ends(candidate));
    next = end < 0 ? next : end + 1;
  }
  return next;
}
