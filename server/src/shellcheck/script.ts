import type { Dockerfile, VariableDefinition } from '../model/dockerfile';
import type { Instruction, Span } from '../parser/nodes';
import type { ShellScript } from '../shell/script';
import { filler } from '../shell/source-text';

/** The languages that ShellCheck knows, as its `--shell` names them. */
export type Dialect = 'sh' | 'bash' | 'dash' | 'ksh';

/** What ShellCheck gets to read for one instruction, and the way back to the document. */
export interface CheckedScript {
  readonly dialect: Dialect;
  /** The script, after lines that tell which variables the build sets. */
  readonly input: string;
  /**
   * Document offset of a place in the input: one-based line and column, the column in code points as ShellCheck counts.
   * Undefined for a place that is not in the document.
   */
  offsetAt(line: number, column: number): number | undefined;
}

const dialects: Readonly<Record<string, Dialect>> = {
  sh: 'sh',
  bash: 'bash',
  rbash: 'bash',
  dash: 'dash',
  ash: 'dash',
  ksh: 'ksh',
  mksh: 'ksh',
};

/** Names that BuildKit sets in every build. */
const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'FTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

/** The shell-form RUN instructions of a file that ShellCheck can read, those in ONBUILD included, in document order. */
export function scriptsOf(file: Dockerfile): CheckedScript[] {
  return file.byKeyword('RUN').flatMap((instruction) => {
    const script = instruction.args.kind === 'text' ? file.scriptOf(instruction) : undefined;
    // On Windows the shell form runs in cmd, which cannot be told from the name of a private base image.
    const onWindows = /^(powershell|pwsh|cmd)(\.exe)?$/i.test(script?.commands[0]?.name ?? '');
    const dialect = script && !onWindows ? dialects[script.interpreter] : undefined;
    return script && dialect ? [checkedScript(file, instruction, script, dialect)] : [];
  });
}

function checkedScript(
  file: Dockerfile,
  instruction: Instruction,
  script: ShellScript,
  dialect: Dialect,
): CheckedScript {
  const { text, offsets } = withoutInvisible(script.text, script.span);
  const prelude = exportsFor(text, file.environmentBefore(instruction));
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return {
    dialect,
    input: `${prelude}\n${text}`,
    offsetAt(line, column) {
      const start = lineStarts[line - 2];
      return start === undefined ? undefined : (offsets(indexOfCodePoint(text, start, column - 1)) ?? undefined);
    },
  };
}

/** Takes out what the reader of a script never sees: place holders of joined lines and the CR of a CRLF line end. */
function withoutInvisible(text: string, span: Span): { text: string; offsets: (index: number) => number } {
  if (!text.includes(filler) && !text.includes('\r\n')) return { text, offsets: (index) => span.start + index };
  const kept: number[] = [];
  let visible = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] === filler || (text[i] === '\r' && text[i + 1] === '\n')) continue;
    visible += text[i];
    kept.push(i);
  }
  return { text: visible, offsets: (index) => span.start + (kept[index] ?? text.length) };
}

/** Index after `count` code points from `start`. */
function indexOfCodePoint(text: string, start: number, count: number): number {
  let index = start;
  for (let i = 0; i < count && index < text.length; i++) index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  return index;
}

/** One line that sets the variables which the build sets, so that ShellCheck knows them and sees misspelt ones. */
function exportsFor(script: string, environment: ReadonlyMap<string, VariableDefinition>): string {
  if (!script.includes('$')) return '';
  const names = [...new Set([...proxies, ...environment.keys()])].filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const value = (name: string) => (script.includes(name) ? quoted(environment.get(name)?.value) : '1');
  return `export ${names.map((name) => `${name}=${value(name)}`).join(' ')}`;
}

/** A plain value lets ShellCheck see whether it needs quotes where it is used; any other value counts as harmless. */
function quoted(value: string | undefined): string {
  return value !== undefined && /^[\w.,:/@+%= -]{1,200}$/.test(value) ? `'${value}'` : '1';
}
