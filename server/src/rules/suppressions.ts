import type { Dockerfile } from '../model/dockerfile';
import { parsePragma } from '../model/pragmas';
import type { Comment, Instruction, Span } from '../parser/nodes';
import { type CheckOptions, noCheckOptions, parseCheckOptions } from './check-options';
import { lineAt } from './line-at';
import type { LintOptions } from './options';

/** What the comments of a file say about which findings to report. */
export interface Suppressions {
  /** True when a comment hides this finding of the rule known by these names. */
  hides(names: readonly string[], finding: Span & { readonly suppressAt?: Span | undefined }): boolean;
  /** Where a comment asks for an experimental check: nowhere, or a test that tells whether it does at a finding. */
  experimental(names: readonly string[]): ((finding: Span) => boolean) | undefined;
  /** `# check=error=true`: what BuildKit's checks find fails the build. */
  readonly checksFail: boolean;
}

/** Checks that BuildKit reports before or after it looks at single instructions: inline `# check=` does not reach them. */
const checksWithoutInline = new Set([
  'NoEmptyContinuation',
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'ReservedStageName',
  'InvalidBaseImagePlatform',
  'InvalidDefaultArgInFrom',
]);

/** Experimental checks, which `skip` does not affect and `experimental` enables. */
const experimentalChecks = new Set(['InvalidDefinitionDescription']);

/** Names hidden on a range of zero-based lines, both ends included. */
interface HiddenLines {
  readonly names: ReadonlySet<string>;
  readonly from: number;
  readonly to: number;
}

interface InlineOptions {
  readonly options: CheckOptions;
  readonly from: number;
  readonly to: number;
}

/** True when inline `# check=skip=` works for a rule. */
export function hasInlineSkip(code: string): boolean {
  return !checksWithoutInline.has(code) && !experimentalChecks.has(code);
}

/** The build argument that stands in for the `check` directive; a build cuts only the directive at its first space. */
const checkArgument = 'BUILDKIT_DOCKERFILE_CHECK';

/** The options of the `# check=` directive at the head of the file, or of the build argument that replaces it. */
function checkDirective(file: Dockerfile): CheckOptions {
  const { buildArgs } = file.options;
  if (buildArgs && Object.hasOwn(buildArgs, checkArgument)) {
    return parseCheckOptions(buildArgs[checkArgument] ?? '') ?? noCheckOptions;
  }
  const directive = file.tree.directives.find(({ key, seenBy }) => key === 'check' && seenBy.prescan);
  return (directive && parseCheckOptions(firstWord(directive.value))) ?? noCheckOptions;
}

/**
 * Reads all suppression comments of a file: BuildKit's `# check=` directive and inline comments, exactly as BuildKit
 * reads them, and hadolint's `ignore` pragmas. Unlike hadolint's, an `ignore` reaches the next instruction over blank lines
 * and other comments, and one inside a continued instruction counts for what follows it there.
 */
export function suppressionsOf(file: Dockerfile, options: LintOptions): Suppressions {
  const directive = checkDirective(file);
  const inline = inlineOptions(file.tree.instructions);
  const hidden = options.disableIgnorePragma ? [] : ignoredLines(file);
  const within = (range: { from: number; to: number }, line: number) => range.from <= line && line <= range.to;

  const hidesByCheck = (names: readonly string[], line: number) => {
    if (names.some((name) => experimentalChecks.has(name))) return false;
    if (mentions(directive.skip, names)) return true;
    if (names.some((name) => checksWithoutInline.has(name))) return false;
    return inline.some((entry) => within(entry, line) && mentions(entry.options.skip, names));
  };

  return {
    checksFail: directive.error,
    experimental(names) {
      if (!names.some((name) => experimentalChecks.has(name))) return undefined;
      if (mentions(directive.experimental, names)) return () => true;
      const asked = inline.filter((entry) => mentions(entry.options.experimental, names));
      if (asked.length === 0) return undefined;
      return ({ start }) => asked.some((entry) => within(entry, lineAt(file.tree, start)));
    },
    hides(names, finding) {
      if (inline.length === 0 && hidden.length === 0 && directive === noCheckOptions) return false;
      const own = lineAt(file.tree, finding.start);
      const decisive = finding.suppressAt ? lineAt(file.tree, finding.suppressAt.start) : own;
      if (hidesByCheck(names, decisive)) return true;
      return hidden.some(
        (entry) => (within(entry, own) || within(entry, decisive)) && names.some((name) => entry.names.has(name)),
      );
    },
  };
}

function mentions(list: ReadonlySet<string> | 'all', names: readonly string[]): boolean {
  return list === 'all' || names.some((name) => list.has(name));
}

/** BuildKit cuts the value of a check directive at its first space. */
function firstWord(text: string): string {
  return text.split(' ', 1)[0] ?? '';
}

/** The first `# check=` comment attached to each instruction; an invalid one is ignored. */
function inlineOptions(instructions: readonly Instruction[]): InlineOptions[] {
  const found: InlineOptions[] = [];
  for (const { comments, startLine, endLine } of instructions) {
    for (const comment of comments) {
      const value = comment.indented ? undefined : /^check\s*=\s*(\S.*)$/i.exec(comment.text)?.[1];
      if (value === undefined) continue;
      const options = parseCheckOptions(firstWord(value));
      if (options) found.push({ options, from: startLine, to: endLine });
      break;
    }
  }
  return found;
}

/** The lines that hadolint's `ignore` pragmas cover. */
function ignoredLines(file: Dockerfile): HiddenLines[] {
  const { instructions, comments } = file.tree;
  const hidden: HiddenLines[] = [];
  for (const comment of comments) {
    const pragma = parsePragma(comment.text);
    if (pragma?.kind !== 'ignore') continue;
    const names = new Set(pragma.names);
    if (pragma.scope === 'global') {
      hidden.push({ names, from: 0, to: Number.POSITIVE_INFINITY });
      continue;
    }
    const target = targetOf(comment, instructions);
    if (!target) continue;
    const to = pragma.scope === 'stage' ? lastLineOfStage(target, instructions) : target.endLine;
    hidden.push({ names, from: comment.line + 1, to });
  }
  return hidden;
}

/** The instruction that a comment stands in, or else the next one. */
function targetOf(comment: Comment, instructions: readonly Instruction[]): Instruction | undefined {
  return instructions.find((instruction) => instruction.endLine >= comment.line);
}

function lastLineOfStage(first: Instruction, instructions: readonly Instruction[]): number {
  const next = instructions.find(({ index, name }) => index > first.index && name === 'FROM');
  return next ? next.startLine - 1 : Number.POSITIVE_INFINITY;
}
