import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../../package.json';
import { positionAt } from '../features/positions';
import { ruleUrl } from '../rules/active-rules';
import type { Diagnosed } from '../rules/lint';
import { ruleByName } from '../rules/registry';
import type { Fix, Severity } from '../rules/rule';
import type { Checked } from './file-run';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note' | 'none'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
  off: 'none',
};

/** The report for code scanning services: SARIF 2.1.0 with one run. */
export function sarifReport(checked: readonly Checked[]): string {
  const found = checked.flatMap(({ diagnostics }) => diagnostics);
  const firstByCode = new Map(found.map((diagnosed) => [diagnosed.code, diagnosed]));
  const codes = [...firstByCode.keys()].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Quayside',
            version,
            semanticVersion: version,
            informationUri: 'https://github.com/quayside-dev/quayside',
            rules: [...firstByCode.values()]
              .sort((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code))
              .map(reportingDescriptor),
          },
        },
        columnKind: 'utf16CodeUnits',
        artifacts: checked.map(({ input }) => ({ location: { uri: fileUri(input.name) } })),
        results: checked.flatMap((entry, index) =>
          entry.diagnostics.map((diagnosed) => result(entry, index, diagnosed, codes.indexOf(diagnosed.code))),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function reportingDescriptor({ code, aliases, severity, url, source }: Diagnosed): object {
  const rule = ruleByName(code);
  const page = rule ? ruleUrl(rule) : url;
  return {
    id: code,
    ...(rule && {
      shortDescription: { text: rule.summary },
      fullDescription: { text: rule.summary },
      help: { text: rule.why, markdown: rule.why },
    }),
    ...(page && { helpUri: page }),
    defaultConfiguration: { level: levels[rule?.severity ?? severity] },
    properties: { tags: [source, ...aliases] },
  };
}

function result({ input, file }: Checked, artifact: number, found: Diagnosed, ruleIndex: number): object {
  const artifactLocation = { uri: fileUri(input.name), index: artifact };
  const region = ({ start, end }: { start: number; end: number }) => {
    const from = positionAt(file.tree, start);
    const to = positionAt(file.tree, end);
    return {
      startLine: from.line + 1,
      startColumn: from.character + 1,
      endLine: to.line + 1,
      endColumn: to.character + 1,
    };
  };
  const fix = ({ title, changes }: Fix) => ({
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation,
        replacements: changes.map((change) => ({
          deletedRegion: region(change),
          insertedContent: { text: change.text },
        })),
      },
    ],
  });
  return {
    ruleId: found.code,
    ruleIndex,
    level: levels[found.severity],
    message: { text: found.message },
    locations: [{ physicalLocation: { artifactLocation, region: region(found) } }],
    ...(found.fixes.length > 0 && { fixes: found.fixes.map(fix) }),
  };
}

/** A relative name becomes a relative reference, an absolute one a file URI. */
function fileUri(name: string): string {
  if (isAbsolute(name)) return pathToFileURL(name).href;
  return name.split(/[\\/]/).map(encodeURIComponent).join('/');
}
