import { callsOf } from '../../rules/installs';
import { apk, apt, dnf, yum, zypper } from '../../shell/package-managers';
import type { ShellWord } from '../../shell/script';
import type { Refactor } from './refactoring';

/** Sorts the packages of the install command at the cursor; where they stand stays, so the layout does too. */
export const sortPackages: Refactor = ({ file, instruction, span }) => {
  if (instruction.name !== 'RUN') return [];
  for (const manager of [apt, apk, dnf, yum, zypper]) {
    for (const { command, packages } of callsOf(file, manager, manager.install)) {
      if (command.instruction !== instruction || span.start > command.end || span.end < command.start) continue;
      const text = ({ start, end }: ShellWord) => file.text.slice(start, end);
      const sorted = [...packages].sort((a, b) => compare(a.text, b.text));
      const changes = packages.flatMap((word, index) => {
        const wanted = sorted[index];
        return wanted && wanted !== word ? [{ start: word.start, end: word.end, text: text(wanted) }] : [];
      });
      const safe = packages.every((word) => word.literal && !/[\r\n]/.test(text(word)));
      if (safe && changes.length > 0) return [{ title: 'Sort the packages', kind: 'refactor.rewrite', changes }];
    }
  }
  return [];
};

/** By code unit, so that every machine sorts alike. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
