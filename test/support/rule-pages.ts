import { applyChanges } from '../../server/src/rules/fixes';
import type { Diagnosed } from '../../server/src/rules/lint';
import type { Example, Fix, Rule, Source } from '../../server/src/rules/rule';
import { check, unmarked } from './lint';
import { memoryContext } from './memory-context';

const sources: Readonly<Partial<Record<Source, string>>> = {
  buildkit: "one of BuildKit's build checks",
  hadolint: 'a rule of hadolint',
  quayside: "Quayside's own",
};

/** The page of each rule and the list of all, by path relative to the repository. */
export function rulePages(rules: readonly Rule[]): ReadonlyMap<string, string> {
  const pages = new Map(rules.map((rule) => [`docs/rules/${rule.code}.md`, rulePage(rule)]));
  pages.set('docs/rules/README.md', indexPage(rules));
  return pages;
}

function rulePage(rule: Rule): string {
  const { code, aliases, severity, summary, why, source, url, enabledByDefault } = rule;
  const facts = [
    `Severity: ${severity}${enabledByDefault === false ? ', off by default' : ''}`,
    `Origin: ${sources[source]}`,
    ...(aliases.length > 0 ? [`Also known as: ${aliases.map((alias) => `\`${alias}\``).join(', ')}`] : []),
    ...(url ? [`Reference: <${url}>`] : []),
  ];
  const parts = [
    '<!-- Made from the rule by `UPDATE=1 npx vitest run test/rule-pages.test.ts`; edit the rule. -->',
    `# ${code}`,
    summary,
    facts.map((fact) => `- ${fact}`).join('\n'),
    why,
    ...section('Reported', rule.bad.map(exampleBlock)),
    ...section('Not reported', rule.good.map(exampleBlock)),
    ...section('Fix', fixOf(rule)),
    ...section('How to disable it', [disabling(rule)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(title: string, parts: readonly string[]): string[] {
  return parts.length === 0 ? [] : [`## ${title}`, ...parts];
}

function exampleBlock(example: Example): string {
  const { dockerfile, options, files } = typeof example === 'string' ? { dockerfile: example } : example;
  const names = Object.entries(files ?? {});
  const notes = [
    ...(options ? [`With the options \`${JSON.stringify(options)}\`:`] : []),
    ...(names.length > 0 ? [`In a folder that holds ${names.map(([name]) => `\`${name}\``).join(', ')}:`] : []),
  ];
  return [...notes, block(unmarked(dockerfile))].join('\n\n');
}

function block(text: string): string {
  const fence = text.includes('```') ? '````' : '```';
  return `${fence}dockerfile\n${text.trimEnd()}\n${fence}`;
}

/** What the fix makes of the first example that has one. */
function fixOf(rule: Rule): string[] {
  for (const [index, example] of rule.bad.entries()) {
    const { dockerfile, options, files } = typeof example === 'string' ? { dockerfile: example } : example;
    const text = unmarked(dockerfile);
    const context = files && memoryContext(files);
    const { diagnostics } = check(text, {
      rules: [rule],
      options: { severities: { [rule.code]: 'warning' }, ...options },
      model: context ? { context } : {},
    });
    const fix = firstFix(diagnostics.filter(({ code }) => code === rule.code));
    if (!fix) continue;
    const note = fix.safe && !fix.needsInput ? 'It is safe, and so part of "fix all" and `quayside lint --fix`.' : '';
    return [
      `"${fix.title}" makes of ${index === 0 ? 'the first' : `number ${index + 1}`} of these:`,
      block(applyChanges(text, fix.changes)),
      ...(note ? [note] : []),
    ];
  }
  return [];
}

function firstFix(found: readonly Diagnosed[]): Fix | undefined {
  return found.flatMap(({ fixes }) => fixes)[0];
}

function disabling({ code, aliases, source }: Rule): string {
  const known = [code, ...aliases].find((name) => /^DL\d+$/.test(name)) ?? code;
  const lines = [
    `- for one instruction: \`# hadolint ignore=${known}\` above it${source === 'buildkit' ? `, or \`# check=skip=${code}\`` : ''}`,
    `- for a file: \`# hadolint global ignore=${known}\` anywhere in it${source === 'buildkit' ? `, or \`# check=skip=${code}\` as its first line` : ''}`,
    `- for a project: \`ignored: [${known}]\` in \`.hadolint.yaml\``,
    `- in the editor: \`"quayside.lint.severity": { "${code}": "off" }\``,
  ];
  return lines.join('\n');
}

function indexPage(rules: readonly Rule[]): string {
  const rows = rules.map(({ code, aliases, severity, summary, fixable, enabledByDefault }) =>
    [
      `[${code}](${code}.md)`,
      aliases.join(', '),
      summary.replaceAll('|', '\\|'),
      enabledByDefault === false ? `${severity}, off by default` : severity,
      fixable ? 'yes' : '',
    ].join(' | '),
  );
  return [
    '<!-- Made from the rules by `UPDATE=1 npx vitest run test/rule-pages.test.ts`; edit the rules. -->',
    '',
    '# Rules',
    '',
    'Each rule goes by its code and by its aliases, in suppression comments, `.hadolint.yaml` and settings alike. What a BuildKit build would reject is reported as an error besides, and cannot be disabled.',
    '',
    'Rule | Aliases | What it asks for | Severity | Fix',
    '--- | --- | --- | --- | ---',
    ...rows,
    '',
  ].join('\n');
}
