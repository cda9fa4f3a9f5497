import type { ShellWord } from './script';

/** The options of a command that take the next word as their value when none is attached. */
export interface ValueOptions {
  /** Letters: `tco`. */
  readonly short: string;
  /** Long names without dashes. Those with a single dash (`-ldflags`) count, too. */
  readonly long: readonly string[];
}

export interface ParsedOption {
  /** Without dashes: `y`, `no-cache`. A cluster `-yq` gives two. */
  readonly name: string;
  readonly word: ShellWord;
  /** Attached or following value; undefined when there is none. */
  readonly value: string | undefined;
}

export interface ParsedArguments {
  /** Words that are neither options nor values of options. */
  readonly operands: readonly ShellWord[];
  readonly options: readonly ParsedOption[];
}

/** Tells options, their values and operands apart, as getopt does. What follows `--` are operands. */
export function parseArguments(args: readonly ShellWord[], takesValue: ValueOptions): ParsedArguments {
  const operands: ShellWord[] = [];
  const options: ParsedOption[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (!word) break;
    const { text } = word;
    if (text === '--') {
      operands.push(...args.slice(i + 1));
      break;
    }
    if (text.length < 2 || text[0] !== '-') {
      operands.push(word);
      continue;
    }
    const equals = text.indexOf('=');
    const name = text.slice(text[1] === '-' ? 2 : 1, equals < 0 ? undefined : equals);
    if (takesValue.long.includes(name)) {
      options.push({ name, word, value: equals < 0 ? args[++i]?.text : text.slice(equals + 1) });
    } else if (text[1] === '-') {
      options.push({ name, word, value: equals < 0 ? undefined : text.slice(equals + 1) });
    } else if (readCluster(word, takesValue.short, args[i + 1], options)) i++;
  }
  return { operands, options };
}

/** Reads `-yqtvalue`; true when the last letter takes the next word. */
function readCluster(word: ShellWord, takesValue: string, next: ShellWord | undefined, out: ParsedOption[]): boolean {
  const { text } = word;
  for (let i = 1; i < text.length; i++) {
    const name = text[i] ?? '';
    const rest = text.slice(i + 1);
    if (takesValue.includes(name)) {
      out.push({ name, word, value: rest === '' ? next?.text : rest });
      return rest === '';
    }
    const attached = rest.startsWith('=');
    out.push({ name, word, value: attached ? rest.slice(1) : undefined });
    if (attached) return false;
  }
  return false;
}

/** True when one of the options is given. */
export function hasOption({ options }: ParsedArguments, ...names: readonly string[]): boolean {
  return options.some((option) => names.includes(option.name));
}
