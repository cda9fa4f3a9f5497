import { heredocWord } from '../parser/heredoc';
import type { Instruction, Span } from '../parser/nodes';
import type { Report } from './report';

/** Too few arguments, and what else each instruction's arguments can be wrong about by themselves. */
export function checkArguments(node: Instruction, report: Report): void {
  const { name } = node;
  // A long RUN need not be taken apart.
  if (name === 'RUN' && !node.mayBeArray) return;
  const { args } = node;
  switch (name) {
    case 'ADD':
    case 'COPY':
      checkCopy(node, report);
      break;
    case 'ARG':
    case 'ENV':
    case 'LABEL':
      if (args.kind === 'pairs') checkNames(name, args.pairs, report);
      else report.add('MissingArguments', node.keyword, `${name} requires at least one argument.`);
      break;
    case 'EXPOSE':
      if (args.kind === 'none') report.add('MissingArguments', node.keyword, `${name} requires at least one argument.`);
      break;
    case 'VOLUME':
      checkVolume(node, report);
      break;
    case 'RUN':
      if (args.kind === 'exec' && args.items.length === 0) {
        report.add('EmptyCommand', args.span, 'RUN needs a command: the JSON array is empty.');
      }
      break;
    case 'SHELL':
      checkShell(node, report);
      break;
    case 'MAINTAINER':
    case 'STOPSIGNAL':
    case 'USER':
    case 'WORKDIR':
      if (args.kind === 'none') report.add('MissingArguments', node.keyword, `${name} requires exactly one argument.`);
      break;
    default:
  }
}

type Item = Span & { readonly text: string };

/** The words or array items of an instruction. */
function itemsOf({ args }: Instruction): readonly Item[] {
  if (args.kind === 'words') return args.words;
  if (args.kind !== 'exec') return [];
  return args.items.map(({ start, end, value }) => ({ start, end, text: value }));
}

function checkCopy(node: Instruction, report: Report): void {
  const { name } = node;
  const items = itemsOf(node);
  const [last] = items.slice(-1);
  if (last === undefined || items.length < 2) {
    const given = last === undefined ? 'none' : 'only one';
    const message = `${name} requires at least two arguments, but ${given} was provided. Destination could not be determined.`;
    report.add('MissingArguments', last ?? node.keyword, message);
  } else if (heredocWord(last.text)) {
    const message = `${name} cannot accept a heredoc as a destination: name the file to write after ${last.text}.`;
    report.add('HeredocDestination', last, message);
  }
}

function checkNames(
  keyword: string,
  pairs: readonly (Span & { readonly name: { readonly text: string } })[],
  report: Report,
): void {
  for (const { name, start, end } of pairs) {
    if (name.text === '') report.add('BlankName', { start, end }, `${keyword} names can not be blank.`);
  }
}

function checkVolume(node: Instruction, report: Report): void {
  const items = itemsOf(node);
  if (items.length === 0) report.add('MissingArguments', node.keyword, 'VOLUME requires at least one argument.');
  for (const item of items) {
    if (item.text.trim() === '') report.add('BlankVolume', item, 'VOLUME specified can not be an empty string.');
  }
}

function checkShell({ args, keyword }: Instruction, report: Report): void {
  if (args.kind === 'text') {
    const message = 'SHELL requires the arguments to be in JSON form: SHELL ["/bin/bash", "-c"].';
    report.add('ShellNotJson', args.text, message);
  } else if (args.kind !== 'exec' || args.items.length === 0) {
    report.add('MissingArguments', args.kind === 'exec' ? args.span : keyword, 'SHELL requires at least one argument.');
  }
}
