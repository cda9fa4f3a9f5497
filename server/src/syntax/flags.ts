import type { FlagSpec } from '../instructions/instruction';
import { instructionSpec } from '../instructions/registry';
import type { Flag, Instruction } from '../parser/nodes';
import type { Report } from './report';
import { suggest } from './values/suggest';

/** Flags that the instruction does not have, or that are repeated or lack a proper value. */
export function checkFlags({ name, flags }: Instruction, report: Report): void {
  if (flags.length === 0 || name === 'ARG' || name === 'STOPSIGNAL') return;
  const specs = instructionSpec(name)?.flags ?? [];
  const seen = new Set<string>();
  for (const flag of flags) {
    const spec = specs.find((candidate) => candidate.name === flag.name);
    if (spec === undefined) unknownFlag(name, flag, specs, report);
    else {
      if (seen.has(flag.name) && spec.type !== 'list') {
        report.add('DuplicateFlag', flag, `Duplicate flag specified: --${flag.name} can be given only once.`);
      }
      seen.add(flag.name);
      checkValue(flag, spec, report);
    }
  }
}

function unknownFlag(keyword: string, flag: Flag, specs: readonly FlagSpec[], report: Report): void {
  const candidates = specs.map((spec) => spec.name);
  const known =
    specs.length === 0
      ? `${keyword} takes no flags.`
      : `${keyword} knows ${candidates.map((candidate) => `--${candidate}`).join(', ')}.`;
  const suggestion = suggest(flag.name, candidates);
  if (suggestion === undefined) report.add('UnknownFlag', flag, `Unknown flag: --${flag.name}. ${known}`);
  else report.add('UnknownFlag', flag.nameSpan, `Unknown flag: --${flag.name}.`, suggestion);
}

function checkValue(flag: Flag, spec: FlagSpec, report: Report): void {
  const { name, value } = flag;
  if (spec.type !== 'bool') {
    if (value === undefined) report.add('MissingFlagValue', flag, `Missing a value on flag: write ${spec.syntax}.`);
  } else if (value === '') {
    report.add('MissingFlagValue', flag, `Missing a value on flag: --${name} is true, false, or stands alone.`);
  } else if (value !== undefined && !/^(?:true|false)$/i.test(value)) {
    const message = `Expecting boolean value for flag --${name}, not: ${value}. Write true or false.`;
    report.add('InvalidFlagBoolean', flag.valueSpan ?? flag, message);
  }
}
