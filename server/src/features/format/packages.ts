import type { Dockerfile } from '../../model/dockerfile';
import { type Call, callsOf } from '../../rules/installs';
import { lineBreakOf } from '../../rules/instruction-edits';
import { pipInstalls } from '../../rules/pip';
import type { TextChange } from '../../rules/rule';
import { apk, apt, dnf, gem, npm, yum, zypper } from '../../shell/package-managers';
import { moveOf, quoteReader } from './indentation';
import type { FormatStyle } from './style';

/** Gives each package of an install command with several of them a line of its own. */
export function packageChanges(file: Dockerfile, style: FormatStyle): TextChange[] {
  if (!style.onePackagePerLine) return [];
  const managers = [apt, apk, dnf, yum, zypper, npm, gem];
  const calls = [
    ...managers.flatMap((manager) => callsOf(file, manager, manager.install)),
    ...pipInstalls(file, true),
  ].filter((call) => mayBreak(file, call));
  return calls.flatMap((call) => broken(file, call, style));
}

/** Only plain shell code of a RUN can be laid out over lines; inside quotes the blanks would count. */
function mayBreak(file: Dockerfile, { command: { instruction, start }, packages }: Call): boolean {
  return (
    packages.length > 1 &&
    instruction.name === 'RUN' &&
    instruction.parent === undefined &&
    instruction.args.kind === 'text' &&
    instruction.heredocs.length === 0 &&
    packages.every((word) => !file.text.slice(word.start, word.end).includes('\n')) &&
    !quoteReader(file, instruction)(start)
  );
}

function broken(file: Dockerfile, { command, packages }: Call, style: FormatStyle): TextChange[] {
  const { text, tree } = file;
  const { instruction } = command;
  const move = moveOf(file, instruction, style);
  const before = (offset: number) => text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  // The indentation of a line as it will be.
  const indentOf = (offset: number) => {
    const blanks = /^[ \t]*/.exec(before(offset))?.[0] ?? '';
    return move ? move.to + blanks.slice(move.from.length) : blanks;
  };
  const standsAlone = (offset: number) => before(offset).trim() === '';
  const onFirstLine = command.start - before(command.start).length <= instruction.start;
  const alone = packages.find(({ start }) => standsAlone(start));
  const indent = onFirstLine ? style.step : indentOf(command.start);
  const packageIndent = alone ? indentOf(alone.start) : onFirstLine ? style.step : indent + style.step;
  const newLine = ` ${tree.escape}${lineBreakOf(text)}`;

  const changes: TextChange[] = [];
  for (const { start } of packages) {
    let end = start;
    while (text[end - 1] === ' ' || text[end - 1] === '\t') end -= 1;
    const isFirst = end === 0 || text[end - 1] === '\n';
    if (end < start && !isFirst) changes.push({ start: end, end: start, text: newLine + packageIndent });
  }
  const end = packages.at(-1)?.end ?? command.end;
  const joiner = /^[ \t]+(?=(?:&&|\|\|)[ \t]+[^\s\\`])/.exec(text.slice(end, instruction.end));
  if (joiner) changes.push({ start: end, end: end + joiner[0].length, text: newLine + indent });
  return changes;
}
