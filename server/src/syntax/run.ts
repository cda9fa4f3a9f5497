import type { Flag, Instruction, LogicalLine, Span } from '../parser/nodes';
import { checkMount } from './mount';
import type { Report } from './report';
import { valuePart, valueSpanOf } from './value-part';
import { type CsvField, parseCsv } from './values/csv';
import { parseGoBool } from './values/go-bool';
import { suggest } from './values/suggest';

/** The values of RUN's flags. Mounts with variables or quotes are left to `checkMount` with their values expanded. */
export function checkRun({ flags, line }: Instruction, report: Report): void {
  for (const flag of flags) {
    const { name, value } = flag;
    if (value === undefined) continue;
    if (name === 'network') checkMode(value, valueSpanOf(flag), networks, report);
    else if (name === 'security') checkMode(value, valueSpanOf(flag), securities, report);
    else if (name === 'device') checkDevice(flag, line, report);
    else if (name === 'mount') checkMount(flag, line, report, literal);
  }
}

/** A value that expansion leaves alone; undefined for any other. */
function literal(value: string): string | undefined {
  return /[$'"\\`]/.test(value) ? undefined : value;
}

const networks = {
  code: 'InvalidNetwork',
  values: ['default', 'none', 'host'],
  reason: (value: string) => `Invalid network mode "${value}": use default, none or host.`,
} as const;

const securities = {
  code: 'InvalidSecurity',
  values: ['sandbox', 'insecure'],
  reason: (value: string) => `Security "${value}" is not valid: use sandbox or insecure.`,
} as const;

function checkMode(value: string, span: Span, mode: typeof networks | typeof securities, report: Report): void {
  const values: readonly string[] = mode.values;
  if (values.includes(value)) return;
  const lower = value.toLowerCase();
  report.add(mode.code, span, mode.reason(value), values.includes(lower) ? lower : suggest(lower, values));
}

function checkDevice(flag: Flag, line: LogicalLine, report: Report): void {
  const fields = parseCsv(flag.value ?? '');
  if (!fields.ok) {
    report.add('InvalidDevice', valueSpanOf(flag), `Failed to parse csv devices: ${fields.reason}.`);
    return;
  }
  let name = '';
  for (const field of fields.value) {
    const problem = deviceProblem(field, name);
    if (problem.reason !== undefined) {
      report.add('InvalidDevice', valuePart(flag, line, field.start, field.end), problem.reason, problem.suggestion);
    }
    name = problem.name;
  }
}

interface DeviceField {
  /** The device name known after this field. */
  readonly name: string;
  readonly reason?: string;
  readonly suggestion?: string;
}

function deviceProblem({ text }: CsvField, name: string): DeviceField {
  const equals = text.indexOf('=');
  if (equals < 0) {
    if (text.toLowerCase() === 'required') return { name };
    if (name === '') return { name: text };
    return { name, reason: `Invalid field '${text}' must be a key=value pair.` };
  }
  const key = text.slice(0, equals).toLowerCase();
  const value = text.slice(equals + 1);
  if (key === 'name') return name === '' ? { name: value } : { name, reason: `Device name already set to ${name}.` };
  if (key === 'required') {
    return parseGoBool(value) === undefined ? { name, reason: `Invalid value for required: ${value}.` } : { name };
  }
  if (name === '') return { name: text };
  const known = suggest(key, ['name', 'required']);
  const reason = `Unexpected key '${key}' in '${text}'.`;
  return known === undefined ? { name, reason } : { name, reason, suggestion: `${known}=${value}` };
}
