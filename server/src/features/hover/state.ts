import type { ImageConfig } from '../../model/image-config';
import { quoteWords, startCommand } from '../../model/start-command';
import type { Instruction } from '../../parser/nodes';
import { code, list } from '../markdown';

/** What a container of an image with this config runs at start, in one sentence or two. */
export function startText(config: ImageConfig): string {
  const { argv, uncertain, ignoresCmd } = startCommand(config);
  if (argv === undefined) {
    return uncertain
      ? '**At start** runs what the base image says.'
      : '**At start** there is nothing to run: a container needs a command.';
  }
  const runs = `**At start** runs ${code(quoteWords(argv))}`;
  if (ignoresCmd) return `${runs}. CMD is ignored: the ENTRYPOINT is in shell form and passes nothing on.`;
  const hasEntrypoint = (config.Entrypoint ?? []).length > 0;
  const base = !hasEntrypoint && uncertain ? ' (behind the entrypoint of the base image, if it has one)' : '';
  const replaced = hasEntrypoint ? 'the place of CMD' : 'its place';
  return `${runs}${base}. What is typed after the image in \`docker run\` takes ${replaced}.`;
}

/** What becomes process 1, or an argument of it, by the form in which CMD or ENTRYPOINT is written. */
export function processMeaning({ name, args }: Instruction, config: ImageConfig): string | undefined {
  if (name === 'CMD' && (config.Entrypoint ?? []).length > 0) return argumentsMeaning(args.kind, config);
  if (args.kind === 'exec') {
    const program = args.items[0]?.value;
    return program === undefined ? undefined : `Exec form: no shell around it, ${code(program)} gets signals itself.`;
  }
  if (args.kind === 'text') return 'Shell form: the shell is process 1 and usually does not pass signals on.';
  return undefined;
}

function argumentsMeaning(form: Instruction['args']['kind'], config: ImageConfig): string | undefined {
  if (startCommand(config).ignoresCmd) return undefined;
  if (form === 'exec') return 'Exec form: its words are the default arguments of ENTRYPOINT.';
  return form === 'text'
    ? 'Shell form: ENTRYPOINT gets the shell and its options as arguments. Write CMD in JSON form to give it the words alone.'
    : undefined;
}

/** What is set in an image, as a list. */
export function stateText(config: ImageConfig): string | undefined {
  const items: string[] = [];
  const add = (label: string, values: readonly string[]) => {
    if (values.length > 0) items.push(`${label}: ${shorten(values).map(code).join(', ')}`);
  };
  add('Working folder', config.WorkingDir ? [config.WorkingDir] : []);
  add('User', config.User ? [config.User] : []);
  add('Environment', config.Env);
  add('Entrypoint', config.Entrypoint ? [quoteWords(config.Entrypoint)] : []);
  add('Command', config.Cmd ? [quoteWords(config.Cmd)] : []);
  add('Ports', config.ExposedPorts);
  add('Volumes', config.Volumes);
  add('Labels', Object.keys(config.Labels));
  add('Shell', config.Shell ? [quoteWords(config.Shell)] : []);
  add('Stop signal', config.StopSignal ? [config.StopSignal] : []);
  if (items.length === 0) return undefined;
  const note = config.unknown.length > 0 ? ' (and what the base image sets)' : '';
  return `**After this line**${note}\n\n${list(items)}`;
}

function shorten(values: readonly string[]): readonly string[] {
  return values.length > 8 ? [...values.slice(0, 8), `… ${values.length - 8} more`] : values;
}
