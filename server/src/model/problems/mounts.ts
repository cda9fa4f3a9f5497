import type { Instruction, SyntaxProblem } from '../../parser/nodes';
import { checkMount } from '../../syntax/mount';
import { Report } from '../../syntax/report';
import { scratchConfig } from '../base-images';
import type { Dockerfile } from '../dockerfile';
import { expandWord } from '../expand';
import type { ImageConfig } from '../image-config';
import { type Mount, mountField, mountsOf } from '../mounts';
import { isAbsolutePath, joinPath } from '../paths';
import type { Step } from '../scope';
import { isPlaceholder } from './placeholder';

/** Mounts of a RUN: values that need expansion, and targets that come down to the root. */
export function checkMounts(step: Step, file: Dockerfile, config: () => ImageConfig, report: Report): void {
  const { instruction } = step;
  for (const mount of mountsOf(instruction)) {
    const value = mount.flag.value ?? '';
    if (isPlaceholder(value)) continue;
    const expand = (raw: string) => expandAt(raw, step, file);
    if (/[$'"\\`]/.test(value)) {
      const own = new Report();
      checkMount(mount.flag, instruction.line, own, expand);
      const known = new Set(literalProblems(mount, instruction).map(({ message, start }) => `${start} ${message}`));
      report.problems.push(...own.problems.filter(({ message, start }) => !known.has(`${start} ${message}`)));
    }
    const target = new Report();
    checkTarget(mount, expand, config, target);
    // With a misspelt field the target may be there after all.
    if (target.problems.length > 0 && literalProblems(mount, instruction).length === 0)
      report.problems.push(...target.problems);
  }
}

/** What shows without expansion; the check of the syntax reports it. */
function literalProblems({ flag }: Mount, { line }: Instruction): readonly SyntaxProblem[] {
  const report = new Report();
  checkMount(flag, line, report, (raw) => (/[$'"\\`]/.test(raw) ? undefined : raw));
  return report.problems;
}

function expandAt(raw: string, step: Step, file: Dockerfile): string | undefined {
  const { instruction, trigger } = step;
  if (trigger) return /[$'"\\`]/.test(raw) ? undefined : raw;
  const lookup = (name: string) => file.variableAt(name, instruction);
  const { text, certainty, error } = expandWord(raw, { escape: file.tree.escape, lookup });
  return error || certainty !== 'certain' ? undefined : text;
}

/** A relative or missing target is taken from the working directory, which must not make it the root. */
function checkTarget(
  mount: Mount,
  expand: (raw: string) => string | undefined,
  config: () => ImageConfig,
  report: Report,
): void {
  const typeField = mountField(mount, 'type');
  const type = typeField?.value === undefined ? 'bind' : expand(typeField.value)?.toLowerCase();
  if (type !== 'bind' && type !== 'cache' && type !== 'tmpfs') return;
  const field = mountField(mount, 'target', 'dst', 'destination');
  const target = field ? expand(field.value ?? '') : '';
  if (target === undefined || target === '/') return;
  // Only dots and slashes lead to the root.
  if (/[^./]/.test(target) && !target.includes('..')) return;
  const { WorkingDir, unknown } = isAbsolutePath(target) ? scratchConfig : config();
  if (unknown.includes('WorkingDir') || joinPath(WorkingDir, target) !== '/') return;
  const span = field ? mount.spanOf(field.start, field.end) : mount.flag;
  const reason =
    target === '' ? 'name a target, since the working directory is the root' : 'mount it at a folder of its own';
  report.add('InvalidMount', span, `Invalid mount target "/": ${reason}.`);
}
