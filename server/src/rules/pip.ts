import type { Dockerfile } from '../model/dockerfile';
import { parseArguments, type ValueOptions } from '../shell/arguments';
import type { ShellCommand } from '../shell/script';
import type { Call } from './installs';

/** Options of pip and pipx that take the next word. */
const options: ValueOptions = {
  short: 'bcefirtCp',
  long: [
    'abi',
    'backend',
    'build',
    'cache-dir',
    'cert',
    'client-cert',
    'config-settings',
    'constraint',
    'editable',
    'exists-action',
    'extra-index-url',
    'find-links',
    'global-option',
    'group',
    'implementation',
    'index',
    'index-url',
    'install-option',
    'log',
    'no-binary',
    'only-binary',
    'pip-args',
    'platform',
    'prefix',
    'progress-bar',
    'proxy',
    'python',
    'python-version',
    'report',
    'requirement',
    'retries',
    'root',
    'root-user-action',
    'src',
    'suffix',
    'target',
    'timeout',
    'trusted-host',
    'upgrade-strategy',
  ],
};

const minors = Array.from({ length: 12 }, (_, i) => `3.${i + 5}`);
const pips = ['pip', 'pip2', 'pip2.7', 'pip3', ...minors.map((version) => `pip${version}`)];
const pythons = ['python', 'python2', 'python2.7', 'python3', ...minors.map((version) => `python${version}`)];

/** What runs pip, or does what it does. */
export const pipNames: readonly string[] = [...pips, ...pythons, 'pipx', 'uv'];

/** `pip install` in all its spellings: `pip3`, `python -m pip`, and with `others` also `pipx` and `uv pip`. */
export function* pipInstalls(file: Dockerfile, others: boolean): Iterable<Call> {
  for (const command of file.commands(...pips, ...pythons, ...(others ? ['pipx', 'uv'] : []))) {
    const args = argumentsOfPip(command);
    if (!args) continue;
    const parsed = parseArguments(args, options);
    const [verb, ...packages] = parsed.operands;
    if (verb?.text === 'install') yield { command, verb, packages, parsed };
  }
}

/** The arguments that pip itself gets; undefined when the command does not run pip. */
function argumentsOfPip({ name, args }: ShellCommand): ShellCommand['args'] | undefined {
  if (name.startsWith('pip')) return args;
  if (name === 'uv') return args[0]?.text === 'pip' ? args.slice(1) : undefined;
  const at = args.findIndex(({ text }) => text === '-m');
  if (at < 0 || args[at + 1]?.text !== 'pip' || args.slice(0, at).some(({ text }) => !text.startsWith('-')))
    return undefined;
  return args.slice(at + 2);
}
