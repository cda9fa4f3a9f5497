import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import { hasOption, type ParsedArguments, parseArguments } from '../shell/arguments';
import type { Pinning, Program } from '../shell/package-managers';
import type { ShellCommand, ShellWord } from '../shell/script';
import { addWord, appendCommand, appendToWord } from './command-edits';
import { cleanedLater, isMounted, reachesImage } from './layers';
import { packageLists } from './package-lists';
import type { Finding, Fix } from './rule';

/** A call of a package manager with one of the verbs asked for. */
export interface Call {
  readonly command: ShellCommand;
  readonly verb: ShellWord;
  /** What follows the verb, options taken out. */
  readonly packages: readonly ShellWord[];
  readonly parsed: ParsedArguments;
}

/** The calls of a package manager whose verb is one of these, in document order. */
export function callsOf(file: Dockerfile, manager: Program, verbs: readonly string[]): readonly Call[] {
  const known = file.shared(knownCalls);
  const found: Call[] = [];
  for (const command of file.commands(...manager.commands)) {
    let call = known.get(command);
    if (call === undefined) {
      call = callOf(command, manager) ?? null;
      known.set(command, call);
    }
    if (call && verbs.includes(call.verb.text)) found.push(call);
  }
  return found;
}

/** Several rules look at the same calls; null for a command without a verb. */
function knownCalls(): Map<ShellCommand, Call | null> {
  return new Map();
}

/** Leaves out calls that only say what they would do. */
export function* installing(calls: Iterable<Call>): Iterable<Call> {
  for (const call of calls) {
    if (!hasOption(call.parsed, 's', 'simulate', 'just-print', 'dry-run', 'print-uris')) yield call;
  }
}

/** A command of the manager taken apart; undefined when it has no verb. */
export function callOf(command: ShellCommand, manager: Program): Call | undefined {
  const parsed = parseArguments(command.args, manager.options);
  // Options often come in a variable: `apt-get $OPTS install`.
  const at = parsed.operands.findIndex((word) => !isExpansion(word));
  const verb = parsed.operands[at];
  return verb && { command, verb, packages: parsed.operands.slice(at + 1), parsed };
}

/** True when a word is one expansion or substitution and nothing else, so that nothing is known of its value. */
export function isExpansion({ text, literal }: ShellWord): boolean {
  return !literal && /^(?:\$\w+|\$\{[^}]*\}|\$\(.*\)|`.*`|\$[@*#])$/s.test(text);
}

/** What a call of a manager is known as: `apt-get install`. */
export function callSpan({ command, verb }: Call): { start: number; end: number } {
  return { start: Math.min(command.nameWord.start, verb.start), end: verb.end };
}

/** Packages without a version, each on its own word. */
export function* unpinned(file: Dockerfile, { pin, pinned }: Pinning, calls: Iterable<Call>): Iterable<Finding> {
  const isSet = file.shared(variableTest);
  const listOf = file.shared(packageLists);
  for (const { command, packages } of calls) {
    for (const word of packages) {
      const spec = specOf(word, command.instruction, isSet);
      const { start, end } = word;
      if (spec === undefined) {
        const open = listOf(command.instruction, word)?.filter((listed) => !pinned(listed)) ?? [];
        if (open.length > 0) yield { start, end, message: listMessage(word, open) };
        continue;
      }
      if (pinned(spec)) continue;
      yield {
        start,
        end,
        message: `${quote(word.text)} has no version, so another build can install another one.`,
        fixes: spec.includes('#') ? [] : [pinFix(file, word, pin(spec))],
      };
    }
  }
}

function listMessage(word: ShellWord, packages: readonly string[]): string {
  const shown = packages.slice(0, 3).join(', ');
  const more = packages.length > 3 ? ` and ${packages.length - 3} more` : '';
  return `${quote(word.text)} holds packages without a version (${shown}${more}), so another build can install others.`;
}

function pinFix(file: Dockerfile, word: ShellWord, pin: string): Fix {
  const title = `Pin to a version: ${word.text}${pin}`;
  return { title, changes: [appendToWord(file, word, pin)], safe: false, needsInput: true };
}

/** How messages quote what stands in the file. */
export function quote(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 57)}...` : text}"`;
}

/**
 * A package as far as it is known: variables that have some value count as `1`, since that may be a version, those without a
 * value as nothing. Undefined when the word is an expansion as a whole.
 */
function specOf(word: ShellWord, instruction: Instruction, isSet: VariableTest): string | undefined {
  if (word.literal || !/[$`]/.test(word.text)) return word.text;
  if (isExpansion(word)) return undefined;
  return word.text.replace(/\$\(.*?\)|`[^`]*`|\$\{[^}]*\}|\$\w+/gs, (expansion) => {
    const name = /^\$\{?(\w+)\}?$/.exec(expansion)?.[1];
    return name === undefined || isSet(instruction, name) ? '1' : '';
  });
}

type VariableTest = (instruction: Instruction, name: string) => boolean;

/** A test for variables in the scripts of instructions; each is looked for once. */
function variableTest(file: Dockerfile): VariableTest {
  const known = new Map<Instruction, Map<string, boolean>>();
  return (instruction, name) => {
    const names = known.get(instruction) ?? new Map<string, boolean>();
    const value = names.get(name) ?? hasValue(file, instruction, name);
    known.set(instruction, names.set(name, value));
    return value;
  };
}

function hasValue(file: Dockerfile, instruction: Instruction, name: string): boolean {
  if (file.environmentBefore(instruction).has(name)) return true;
  const script = file.scriptOf(instruction)?.text ?? '';
  return new RegExp(`\\b${name}=|\\bfor\\s+${name}\\b|\\bread\\b[^;&|\\n]*\\b${name}\\b`).test(script);
}

/** Calls that lack an option. `word` is what the fix adds behind the verb. */
export function* lacking(
  calls: Iterable<Call>,
  has: (call: Call) => boolean,
  word: string,
  message: string,
): Iterable<Finding> {
  for (const call of calls) {
    if (has(call) || call.parsed.operands.some(isOptionVariable)) continue;
    const title = `Add ${word}`;
    const fix: Fix = { title, changes: [addWord(call.command, call.verb, word)], safe: true };
    yield { ...callSpan(call), message, fixes: [fix] };
  }
}

/** `$APT_OPTS` and the like may hold the option that a rule misses. */
function isOptionVariable(word: ShellWord): boolean {
  return !word.literal && /^\$\{?\w*(?:opt|flag|arg|param)/i.test(word.text);
}

/** A test whether the document has some text, such as a line for a configuration file; looked for at its first use. */
export function mentions(file: Dockerfile, pattern: RegExp): () => boolean {
  let found: boolean | undefined;
  return () => {
    found ??= pattern.test(file.text);
    return found;
  };
}

/** True when something is piped into the command that answers its questions: `yes | apt-get install x`. */
export function isAnswered(file: Dockerfile, { instruction, index, joiner }: ShellCommand): boolean {
  if (joiner !== '|') return false;
  const before = file.scriptOf(instruction)?.commands[index - 1]?.name;
  return before === 'yes' || before === 'echo' || before === 'printf';
}

export interface Cleanup {
  /** Where the downloads stay. */
  readonly caches: readonly string[];
  /** True for a command that empties the manager's cache. */
  readonly cleans: (command: ShellCommand) => boolean;
  /** The command to append. */
  readonly command: string;
  readonly message: string;
  /** True when a later instruction needs what the command would remove, so that it cannot simply be appended. */
  readonly isNeededAfter?: (instruction: Instruction) => boolean;
}

/** Downloads that stay in the layer because nothing removes them later in the same RUN: the last call of each RUN. */
export function* uncleaned(file: Dockerfile, calls: Iterable<Call>, cleanup: Cleanup): Iterable<Finding> {
  const last = new Map<Instruction, Call>();
  for (const call of calls) last.set(call.command.instruction, call);
  const { caches } = cleanup;
  const isCleaned = cleanedLater(file, caches, cleanup.cleans);
  for (const [instruction, call] of last) {
    if (caches.some((folder) => isMounted(instruction, folder)) || !reachesImage(file, instruction)) continue;
    if (isCleaned(call.command)) continue;
    const script = file.scriptOf(instruction);
    const change = cleanup.isNeededAfter?.(instruction)
      ? undefined
      : script && appendCommand(file, script, cleanup.command);
    const fixes: Fix[] = change ? [{ title: `Append "${cleanup.command}"`, changes: [change], safe: true }] : [];
    yield { ...callSpan(call), message: cleanup.message, fixes };
  }
}
