import { analyze } from '../model/analyze';
import { explain, explanationText } from '../model/explain';
import { parse } from '../parser/parse';
import { type Command, choiceOption, modelOptions, UsageError } from './command';
import { readInputs } from './files';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'Tell what the image of each stage will be',
  usage: 'explain [--target STAGE] [--build-arg K=V] [--format text|json] PATH | -',
  optionHelp: [
    ['--target STAGE', 'the last stage to tell about'],
    ['--build-arg K=V', 'value of a build argument; may be repeated'],
    ['--format FORMAT', 'text (default) or json'],
  ],
  options: {
    target: { type: 'string' },
    'build-arg': { type: 'string', multiple: true },
    format: { type: 'string' },
  },
  async run({ values, paths, terminal }) {
    const format = choiceOption(values, 'format', ['text', 'json'], 'text');
    if (paths.length !== 1) throw new UsageError('give one file');
    const { files, failed } = await readInputs(paths, terminal);
    const [input, ...others] = files;
    if (others.length > 0) throw new UsageError(`'${paths[0]}' holds ${files.length} files; give one of them`);
    if (!input) {
      if (!failed) throw new UsageError(`there is no Dockerfile in '${paths[0]}'`);
      return 2;
    }
    const file = analyze(parse(input.text), modelOptions(values));
    const { target } = file.options;
    if (target !== undefined && !file.stages.some(({ name }) => name === target.toLowerCase())) {
      throw new UsageError(`there is no stage '${target}' in ${input.name}`);
    }
    const explanation = explain(file);
    terminal.out(format === 'json' ? `${JSON.stringify(explanation, undefined, 2)}\n` : explanationText(explanation));
    return 0;
  },
};
