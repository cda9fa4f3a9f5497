import type { ImageConfig } from './image-config';

/** What a container of an image runs when nobody says otherwise. */
export interface StartCommand {
  /** The program and its arguments; undefined when nothing is set. */
  readonly argv: readonly string[] | undefined;
  /** True when the base image may put an entrypoint or a command to it that is not known here. */
  readonly uncertain: boolean;
  /** True when CMD is there and a shell-form ENTRYPOINT ignores it. */
  readonly ignoresCmd: boolean;
}

/** Joins ENTRYPOINT and CMD as the engine does (Dockerfile reference, "Understand how CMD and ENTRYPOINT interact"). */
export function startCommand({ Entrypoint, Cmd, unknown }: ImageConfig): StartCommand {
  const entrypoint = Entrypoint ?? [];
  const cmd = Cmd ?? [];
  const ignoresCmd = cmd.length > 0 && isShellForm(entrypoint);
  const argv = ignoresCmd ? entrypoint : [...entrypoint, ...cmd];
  const uncertain = unknown.includes('Entrypoint') || (unknown.includes('Cmd') && !isShellForm(entrypoint));
  return { argv: argv.length > 0 ? argv : undefined, uncertain, ignoresCmd };
}

/** The shell takes its third word as the script, and what follows only as the script's own arguments. */
function isShellForm(words: readonly string[]): boolean {
  return words.length === 3 && words[1] === '-c' && /(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(words[0] ?? '');
}

/** Words as one would type them in a shell. */
export function quoteWords(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
