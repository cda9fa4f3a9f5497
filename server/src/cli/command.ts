import type { ParseArgsConfig } from 'node:util';
import type { ModelOptions } from '../model/dockerfile';
import type { Terminal } from './terminal';

/** The command line asks for something that does not exist; the message says what, in lower case without full stop. */
export class UsageError extends Error {}

export type OptionValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

export interface Invocation {
  readonly values: OptionValues;
  readonly paths: readonly string[];
  readonly terminal: Terminal;
}

export interface Command {
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** How it is called, without `quayside`. */
  readonly usage: string;
  /** Lines of option help: option and what it does. */
  readonly optionHelp: readonly (readonly [option: string, help: string])[];
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Gives the exit status. May throw: the message becomes the line on standard error. */
  run(invocation: Invocation): Promise<number>;
}

/** The value of a string option; undefined when it is not given. */
export function stringOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The value of an option that takes one of a few words. */
export function choiceOption<T extends string>(
  values: OptionValues,
  name: string,
  choices: readonly T[],
  fallback: T,
): T {
  const value = stringOption(values, name) ?? fallback;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw new UsageError(`--${name} is one of ${choices.join(', ')}, not '${value}'`);
  return choice;
}

/** What `--target` and `--build-arg` tell about a build. */
export function modelOptions(values: OptionValues): ModelOptions {
  const target = stringOption(values, 'target');
  return { buildArgs: buildArgs(values), ...(target === undefined ? {} : { target }) };
}

/** Repeated `--build-arg NAME=VALUE` options. A bare `NAME` takes its value from the environment, as docker does. */
function buildArgs(values: OptionValues): Record<string, string> {
  const list = values['build-arg'];
  const result: Record<string, string> = {};
  for (const item of Array.isArray(list) ? list.map(String) : []) {
    const equals = item.indexOf('=');
    const name = equals < 0 ? item : item.slice(0, equals);
    const value = equals < 0 ? process.env[name] : item.slice(equals + 1);
    if (name === '') throw new UsageError(`--build-arg is NAME=VALUE, not '${item}'`);
    if (value !== undefined) result[name] = value;
  }
  return result;
}
