import type { Position, SignatureHelp, SignatureInformation } from 'vscode-languageserver-types';
import type { FlagSpec, Signature } from '../instructions/instruction';
import { mountOption, mountOptions } from '../instructions/mounts';
import { flagSpec, instructionSpec } from '../instructions/registry';
import type { Dockerfile } from '../model/dockerfile';
import { type Place, placeAt } from './completion/place';
import { wordsOf } from './locate';
import { mountTypeOf } from './mount-parts';
import { offsetAt } from './positions';

/** The form of the instruction or flag at a position, with the part that is being written. */
export function signatureHelp(file: Dockerfile, position: Position): SignatureHelp | null {
  const place = placeAt(file, offsetAt(file.tree, position));
  const { instruction, word, words, kind } = place;
  if (!instruction || (kind !== 'argument' && kind !== 'keyword')) return null;
  if (words.length === 0 && word.startsWith('--')) return flagHelp(instruction.name, word);
  const spec = instructionSpec(instruction.name);
  if (!spec) return null;
  const active = Math.max(
    0,
    spec.signatures.findIndex((signature) => fits(signature, place)),
  );
  const signatures = spec.signatures.map(
    (signature): SignatureInformation => ({
      label: signature.label,
      documentation: { kind: 'markdown', value: spec.summary },
      parameters: signature.parameters.map(({ label, docs }) => ({
        label,
        documentation: { kind: 'markdown', value: docs },
      })),
    }),
  );
  const [chosen] = spec.signatures.slice(active);
  return { signatures, activeSignature: active, activeParameter: chosen ? parameterAt(chosen, place) : 0 };
}

/** JSON form by its bracket, HEALTHCHECK by its first word; else the first form that is neither. */
function fits({ label }: Signature, { instruction, words, word }: Place): boolean {
  const first = words[0] ?? word;
  if (instruction?.name === 'HEALTHCHECK') return label.endsWith('NONE') === /^n/i.test(first);
  return label.includes('["') === first.startsWith('[');
}

function parameterAt({ parameters }: Signature, { file, offset, instruction, words, word }: Place): number {
  const offset0 = parameters[0]?.label === '[options]' ? 1 : 0;
  const last = parameters.length - 1;
  if ((words[0] ?? word).startsWith('[')) {
    const items = file.text.slice(instruction?.rest.start ?? offset, offset).split(',').length - 1;
    return repeated(
      parameters,
      offset0,
      items,
      instruction?.args.kind === 'exec' && items + 1 === wordsOf(instruction).length,
    );
  }
  const count = instruction ? wordsOf(instruction).length : 0;
  const index = words.length;
  const atLast = index > 0 && index + 1 >= count;
  return Math.min(repeated(parameters, offset0, index, atLast), last);
}

/** Words go to parameters one by one; one that repeats takes all up to the last. */
function repeated(parameters: Signature['parameters'], first: number, index: number, atLast: boolean): number {
  const last = parameters.length - 1;
  const repeats = parameters.findIndex(({ label }) => label.endsWith('...'));
  if (repeats < 0 || first + index < repeats) return Math.min(first + index, last);
  return atLast ? last : repeats;
}

function flagHelp(keyword: string, word: string): SignatureHelp | null {
  const [name = ''] = word.slice(2).split('=', 1);
  const spec = flagSpec(keyword, name);
  if (!spec) return null;
  return name === 'mount' ? mountHelp(spec, word.slice(name.length + 3)) : valueHelp(spec);
}

function valueHelp({ syntax, summary, docs }: FlagSpec): SignatureHelp {
  const [, required, optional] = /^[^=[]*(?:=(.*)|\[=(.*)\])$/.exec(syntax) ?? [];
  const value = required ?? optional;
  const parameters = value ? [{ label: value, documentation: { kind: 'markdown' as const, value: docs } }] : [];
  return {
    signatures: [{ label: syntax, documentation: { kind: 'markdown', value: summary }, parameters }],
    activeSignature: 0,
    activeParameter: 0,
  };
}

/** The options that the type of the mount takes, with the one being written. */
function mountHelp(spec: FlagSpec, value: string): SignatureHelp {
  const fields = value.split(',').map((field) => ({
    key: field.split('=', 1)[0]?.toLowerCase() ?? '',
    value: /=(.*)$/.exec(field)?.[1],
  }));
  const type = mountTypeOf(fields);
  const options = mountOptions.filter(({ types }) => types.includes(type));
  const parameters = options.map(({ name, kind, summary, docs }) => ({
    label: name === 'type' ? `type=${type}` : kind === 'bool' ? name : `${name}=<${kind === 'enum' ? name : kind}>`,
    documentation: { kind: 'markdown' as const, value: docs ? `${summary} ${docs}` : summary },
  }));
  const current = mountOption(fields.at(-1)?.key ?? '')?.name;
  const active = options.findIndex(({ name }) => name === current);
  return {
    signatures: [
      {
        label: `--mount=${parameters.map(({ label }) => label).join(',')}`,
        documentation: { kind: 'markdown', value: spec.summary },
        parameters,
      },
    ],
    activeSignature: 0,
    activeParameter: active < 0 ? 0 : active,
  };
}
