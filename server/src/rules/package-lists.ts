import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import type { ShellWord } from '../shell/script';
import { withoutFiller } from '../shell/source-text';

/** What a variable holds, and where in the document that begins to be so. */
interface PackageList {
  readonly from: number;
  readonly packages: readonly string[];
}

/**
 * A look-up of the packages that a variable such as `$buildDeps` stands for as an argument of a command: a quoted list that
 * the same script sets before it, once, or the value of an ENV. It is undefined when they are not known.
 */
export function packageLists(
  file: Dockerfile,
): (instruction: Instruction, word: ShellWord) => readonly string[] | undefined {
  const known = new Map<Instruction, Map<string, PackageList | undefined>>();
  return (instruction, { text, start, quoted }) => {
    const name = /^\$\{?(\w+)\}?$/.exec(text)?.[1];
    // In quotes it is one word, whatever it holds.
    if (name === undefined || quoted) return undefined;
    const lists = known.get(instruction) ?? new Map<string, PackageList | undefined>();
    if (!lists.has(name)) lists.set(name, findList(file, instruction, name));
    known.set(instruction, lists);
    const list = lists.get(name);
    return list && list.from <= start ? list.packages : undefined;
  };
}

function findList(file: Dockerfile, instruction: Instruction, name: string): PackageList | undefined {
  const { text = '', span } = file.scriptOf(instruction) ?? {};
  const [setting, another] = text.matchAll(new RegExp(`\\b${name}\\+?=|\\b(?:for|read)\\s+${name}\\b`, 'g'));
  if (another) return undefined;
  const from = setting ? (span?.start ?? 0) + setting.index : 0;
  const list = setting ? quotedList(text.slice(setting.index)) : valueOfEnv(file, instruction, name);
  if (list === undefined) return undefined;
  const words = withoutFiller(list).split(/\s+/);
  return { from, packages: words.filter((word) => word !== '' && !word.startsWith('-')) };
}

/** What a text that begins with `name='a b'` sets, as far as nothing in it is expanded. */
function quotedList(text: string): string | undefined {
  const found = /^\w+=(?:'([^']*)'|"([^"$`\\]*)")/.exec(text);
  return found?.[1] ?? found?.[2];
}

function valueOfEnv(file: Dockerfile, instruction: Instruction, name: string): string | undefined {
  const { definition, certainty, value } = file.variableAt(name, instruction);
  return definition?.kind === 'ENV' && certainty === 'certain' ? value : undefined;
}
