import type { Arguments, Instruction, Tree } from '../../parser/nodes';

/**
 * True when two trees say the same to BuildKit: the same instructions with the same flags, arguments and heredocs, and the
 * same directives and comments. Where `blanks` is set, runs of blanks in shell code count as one.
 */
export function sameMeaning(a: Tree, b: Tree, blanks: boolean): boolean {
  if (a.escape !== b.escape || a.instructions.length !== b.instructions.length) return false;
  if (!sameList(a.directives, b.directives, (x, y) => x.key === y.key && x.value === y.value)) return false;
  if (!sameList(a.comments, b.comments, (x, y) => x.text === y.text && (x.inside || x.indented === y.indented)))
    return false;
  if (a.problems.length !== b.problems.length) return false;
  return a.instructions.every((instruction, index) => {
    const other = b.instructions[index];
    return other !== undefined && sameInstruction(a, b, instruction, other, blanks);
  });
}

function sameInstruction(a: Tree, b: Tree, one: Instruction, two: Instruction, blanks: boolean): boolean {
  return (
    one.name === two.name &&
    sameList(one.flags, two.flags, (x, y) => x.text === y.text) &&
    sameArguments(a, b, one.args, two.args, blanks && one.name === 'RUN') &&
    sameList(one.comments, two.comments, (x, y) => x.text === y.text) &&
    sameList(
      one.heredocs,
      two.heredocs,
      (x, y) =>
        x.marker === y.marker && a.text.slice(x.body.start, x.body.end) === b.text.slice(y.body.start, y.body.end),
    )
  );
}

function sameArguments(a: Tree, b: Tree, one: Arguments, two: Arguments, blanks: boolean): boolean {
  if (one.kind === 'none') return two.kind === 'none';
  if (one.kind === 'text') return two.kind === 'text' && sameText(one.text.text, two.text.text, blanks);
  if (one.kind === 'words') return two.kind === 'words' && sameList(one.words, two.words, sameWord);
  if (one.kind === 'exec') return two.kind === 'exec' && sameList(one.items, two.items, (x, y) => x.value === y.value);
  if (one.kind === 'pairs') {
    return (
      two.kind === 'pairs' &&
      sameList(
        one.pairs,
        two.pairs,
        (x, y) => x.name.text === y.name.text && x.value?.text === y.value?.text && x.form === y.form,
      )
    );
  }
  if (one.kind === 'healthcheck') {
    return (
      two.kind === 'healthcheck' &&
      one.type.text === two.type.text &&
      sameArguments(a, b, one.command, two.command, blanks)
    );
  }
  return two.kind === 'onbuild' && sameInstruction(a, b, one.instruction, two.instruction, blanks);
}

/** `AS` may change its case; BuildKit reads it as a keyword, and a source of that name keeps its own. */
function sameWord(x: { readonly text: string }, y: { readonly text: string }): boolean {
  return x.text === y.text || (x.text.toUpperCase() === 'AS' && y.text.toUpperCase() === 'AS');
}

function sameText(one: string, two: string, blanks: boolean): boolean {
  return one === two || (blanks && one.replace(/[ \t]+/g, ' ') === two.replace(/[ \t]+/g, ' '));
}

function sameList<T>(one: readonly T[], two: readonly T[], same: (x: T, y: T) => boolean): boolean {
  return one.length === two.length && one.every((item, index) => same(item, two[index] as T));
}
