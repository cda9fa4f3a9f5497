import { ruleUrl } from '../rules/active-rules';
import { rules } from '../rules/registry';
import { type Command, choiceOption } from './command';
import { paint } from './style';

export const rulesCommand: Command = {
  name: 'rules',
  summary: 'List the rules that files are checked against',
  usage: 'rules [--format text|json]',
  optionHelp: [['--format FORMAT', 'text (default) or json']],
  options: { format: { type: 'string' }, 'no-color': { type: 'boolean' } },
  async run({ values, terminal }) {
    if (choiceOption(values, 'format', ['text', 'json'], 'text') === 'json') {
      const list = rules.map((rule) => ({
        code: rule.code,
        aliases: rule.aliases,
        severity: rule.severity,
        source: rule.source,
        summary: rule.summary,
        fixable: rule.fixable,
        enabledByDefault: rule.enabledByDefault !== false,
        url: ruleUrl(rule),
      }));
      terminal.out(`${JSON.stringify(list, undefined, 2)}\n`);
      return 0;
    }
    const style = paint(terminal.color && !values['no-color']);
    const width = Math.max(0, ...rules.map(({ code }) => code.length));
    for (const { code, aliases, severity, summary, fixable, enabledByDefault } of rules) {
      const notes = [
        ...aliases,
        ...(fixable ? ['fixable'] : []),
        ...(enabledByDefault === false ? ['off by default'] : []),
      ];
      const extra = notes.length > 0 ? style.dim(` (${notes.join(', ')})`) : '';
      terminal.out(`${style.bold(code.padEnd(width))}  ${style[severity](severity.padEnd(7))}  ${summary}${extra}\n`);
    }
    return 0;
  },
};
