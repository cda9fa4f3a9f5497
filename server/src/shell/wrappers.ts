import type { ShellWord } from './script';

/** How a command that runs another command is called. */
interface Wrapper {
  /** Option letters that take the next word, or the rest of their own. */
  readonly short?: string;
  /** Long options (without dashes) that take the next word when they have no `=`. */
  readonly long?: readonly string[];
  /** Words of its own before the command: the user of `gosu`, the duration of `timeout`. */
  readonly operands?: number;
  /** `NAME=value` words may stand before the command. */
  readonly assignments?: true;
  /** Option letters with which it does not run the command. */
  readonly unless?: string;
}

const plain: Wrapper = {};

const wrappers: ReadonlyMap<string, Wrapper> = new Map(
  Object.entries<Wrapper>({
    sudo: {
      short: 'CDghpRrTtUu',
      long: ['user', 'group', 'host', 'prompt', 'chdir', 'chroot', 'role', 'type', 'other-user', 'close-from'],
      assignments: true,
      unless: 'lvVKe',
    },
    doas: { short: 'uC' },
    env: { short: 'uC', long: ['unset', 'chdir'], assignments: true, unless: 'S' },
    command: { unless: 'vV' },
    builtin: plain,
    exec: { short: 'a' },
    busybox: plain,
    nice: { short: 'n', long: ['adjustment'] },
    ionice: { short: 'cn', long: ['class', 'classdata'], unless: 'pPu' },
    nohup: plain,
    setsid: plain,
    time: { short: 'fo', long: ['format', 'output'] },
    timeout: { short: 'ks', long: ['kill-after', 'signal'], operands: 1 },
    stdbuf: { short: 'ioe', long: ['input', 'output', 'error'] },
    xargs: {
      short: 'aEdILnPs',
      long: ['arg-file', 'delimiter', 'max-args', 'max-procs', 'max-chars', 'max-lines', 'replace'],
    },
    eatmydata: plain,
    fakeroot: plain,
    chroot: { operands: 1 },
    gosu: { operands: 1 },
    'su-exec': { operands: 1 },
    tini: { short: 'pe' },
    'dumb-init': { short: 'r', long: ['rewrite'] },
  }),
);

/** True for the name of a command that runs another command. */
export function isWrapper(name: string): boolean {
  return wrappers.has(name);
}

/**
 * Index of the word that the wrapper `name` at `words[at]` runs, or -1 when it runs nothing or is no wrapper.
 * `onAssignment` is told each `NAME=value` on the way.
 */
export function wrappedCommand(
  name: string,
  words: readonly ShellWord[],
  at: number,
  onAssignment: (word: ShellWord) => void,
): number {
  const wrapper = wrappers.get(name);
  if (!wrapper) return -1;
  let i = afterOptions(wrapper, words, at + 1);
  if (i < 0) return -1;
  for (let word = words[i]; wrapper.assignments && word && /^\w+=/.test(word.text); word = words[++i])
    onAssignment(word);
  i += wrapper.operands ?? 0;
  return i < words.length ? i : -1;
}

/** Index of the first word behind a wrapper's own options; -1 when an option says that it runs no command. */
function afterOptions(wrapper: Wrapper, words: readonly ShellWord[], from: number): number {
  for (let i = from; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    if (text === '--') return i + 1;
    if (!text.startsWith('-')) return i;
    if (!text.startsWith('--') && includesAny(text, wrapper.unless ?? '')) return -1;
    if (takesNext(wrapper, text)) i++;
  }
  return words.length;
}

function takesNext(wrapper: Wrapper, option: string): boolean {
  if (option.startsWith('--')) return wrapper.long?.includes(option.slice(2)) ?? false;
  // In a cluster only the last letter can take the next word; an earlier one takes the rest of the cluster.
  for (let i = 1; i < option.length; i++) if (wrapper.short?.includes(option[i] ?? '')) return i === option.length - 1;
  return false;
}

function includesAny(text: string, letters: string): boolean {
  for (const letter of letters) if (text.includes(letter)) return true;
  return false;
}
