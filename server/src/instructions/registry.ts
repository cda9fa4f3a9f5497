import { add } from './add';
import { arg } from './arg';
import { cmd } from './cmd';
import { copy } from './copy';
import { directives } from './directives';
import { entrypoint } from './entrypoint';
import { env } from './env';
import { expose } from './expose';
import { from } from './from';
import { healthcheck } from './healthcheck';
import type { DirectiveSpec, FlagSpec, InstructionSpec } from './instruction';
import { label } from './label';
import { maintainer } from './maintainer';
import { onbuild } from './onbuild';
import { run } from './run';
import { shell } from './shell';
import { stopsignal } from './stopsignal';
import { user } from './user';
import { volume } from './volume';
import { workdir } from './workdir';

/** Every keyword of the Dockerfile language, by name. */
export const instructions: readonly InstructionSpec[] = [
  add,
  arg,
  cmd,
  copy,
  entrypoint,
  env,
  expose,
  from,
  healthcheck,
  label,
  maintainer,
  onbuild,
  run,
  shell,
  stopsignal,
  user,
  volume,
  workdir,
];

const byKeyword = new Map(instructions.map((spec) => [spec.keyword, spec]));

/** What is known about a keyword, given in upper case. */
export function instructionSpec(keyword: string): InstructionSpec | undefined {
  return byKeyword.get(keyword);
}

/** The flag of an instruction; names are case-sensitive, as in BuildKit. */
export function flagSpec(keyword: string, flag: string): FlagSpec | undefined {
  return byKeyword.get(keyword)?.flags.find(({ name }) => name === flag);
}

/** The parser directive with this lower-case key. */
export function directiveSpec(key: string): DirectiveSpec | undefined {
  return directives.find((spec) => spec.key === key);
}
