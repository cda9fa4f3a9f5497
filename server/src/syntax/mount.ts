import { mountOptions, mountTypes } from '../instructions/mounts';
import type { Flag, LogicalLine, Span } from '../parser/nodes';
import type { Report } from './report';
import { valuePart, valueSpanOf } from './value-part';
import { type CsvField, parseCsv } from './values/csv';
import { parseGoBool } from './values/go-bool';
import { parseRamSize } from './values/ram-size';
import { suggest } from './values/suggest';

/** Expands a raw value; undefined when the result is not known, and the value then counts as fine. */
export type Expand = (value: string) => string | undefined;

const types = mountTypes.map((spec) => spec.type);
/** Names without alias, by name or alias. */
const names = new Map(mountOptions.flatMap(({ name, aliases }) => [name, ...aliases].map((key) => [key, name])));
const sharings = ['shared', 'private', 'locked'];

/** One `RUN --mount`, field by field from left to right, then as a whole: as BuildKit's parseMount and validateMount do. */
export function checkMount(flag: Flag, line: LogicalLine, report: Report, expand: Expand): void {
  new MountCheck(flag, line, report, expand).run();
}

class MountCheck {
  private type = 'bind';
  private typeKnown = true;
  /** The fields that were given, by name without alias, with their values. */
  private readonly given = new Map<string, { readonly span: Span; readonly value: string | undefined }>();

  constructor(
    private readonly flag: Flag,
    private readonly line: LogicalLine,
    private readonly report: Report,
    private readonly expand: Expand,
  ) {}

  run(): void {
    const fields = parseCsv(this.flag.value ?? '');
    if (!fields.ok) {
      this.add(valueSpanOf(this.flag), `Failed to parse csv mounts: ${fields.reason}.`);
      return;
    }
    for (const field of fields.value) this.field(field);
    if (this.typeKnown) this.whole();
  }

  private add(span: Span, message: string, suggestion?: string): void {
    this.report.add('InvalidMount', span, message, suggestion);
  }

  private part(from: number, to: number): Span {
    return valuePart(this.flag, this.line, from, to);
  }

  private field(field: CsvField): void {
    const { text, start, end } = field;
    const equals = text.indexOf('=');
    const key = (equals < 0 ? text : text.slice(0, equals)).toLowerCase();
    const span = this.part(start, end);
    if (equals < 0) {
      this.bare(key, text, span);
      return;
    }
    const plain = end - start === text.length;
    const keySpan = plain ? this.part(start, start + equals) : span;
    const valueSpan = plain && equals + 1 < text.length ? this.part(start + equals + 1, end) : span;
    const raw = text.slice(equals + 1);
    if (key === 'from' && /\$./.test(raw)) {
      this.add(valueSpan, "'from' doesn't support variable expansion, define alias stage instead.");
      return;
    }
    const name = names.get(key);
    if (name === undefined) {
      this.add(keySpan, `Unexpected key '${key}' in '${text}'.`, suggest(key, names.keys()));
      return;
    }
    const value = this.expand(raw);
    this.value(key, value, keySpan, valueSpan);
    this.given.set(name, { span, value });
  }

  /** A field without `=`. */
  private bare(key: string, text: string, span: Span): void {
    if (key === 'required') this.allowed(key, ['secret', 'ssh'], span);
    else if (!['ro', 'readonly', 'rw', 'readwrite'].includes(key)) {
      // Podman's `z` resembles nothing.
      const known = key.length > 2 ? suggest(key, names.keys()) : undefined;
      this.add(span, `Invalid field '${text}' must be a key=value pair.`, known?.concat('='));
    }
  }

  /** Whether the type seen so far takes the key. */
  private allowed(key: string, wanted: readonly string[], span: Span): boolean {
    if (!this.typeKnown || wanted.includes(this.type)) return true;
    const hint = `${wanted.map((type) => `type=${type}`).join(' or ')} has to come before it`;
    this.add(span, `Unexpected key '${key}' for mount type '${this.type}': ${hint}.`);
    return false;
  }

  private value(key: string, value: string | undefined, keySpan: Span, valueSpan: Span): void {
    if (key === 'type') this.setType(value, valueSpan);
    else if (key === 'required' && !this.allowed(key, ['secret', 'ssh'], keySpan)) return;
    else if (key === 'size' && !this.allowed(key, ['tmpfs'], keySpan)) return;
    else if (value !== undefined) this.checkValue(key, value, valueSpan);
  }

  private setType(value: string | undefined, span: Span): void {
    this.typeKnown = value !== undefined && types.includes(value.toLowerCase());
    if (this.typeKnown && value !== undefined) this.type = value.toLowerCase();
    else if (value !== undefined) {
      const known = types.join(', ');
      const suggestion = suggest(value, types);
      this.add(span, `Unsupported mount type "${value}": use one of ${known}.`, suggestion);
    }
  }

  private checkValue(key: string, value: string, span: Span): void {
    switch (key) {
      case 'ro':
      case 'readonly':
      case 'rw':
      case 'readwrite':
      case 'required':
        if (parseGoBool(value) === undefined) {
          this.add(span, `Invalid value for ${key}: ${value}. Write true or false.`);
        }
        break;
      case 'size':
        if (parseRamSize(value) === undefined) {
          this.add(span, `Invalid value for size: ${value}. Write it like 64m or 1.5g.`);
        }
        break;
      case 'sharing':
        if (!sharings.includes(value.toLowerCase())) {
          const suggestion = suggest(value, sharings);
          this.add(span, `Unsupported sharing value "${value}": use shared, private or locked.`, suggestion);
        }
        break;
      case 'mode':
        if (!isUint32(value, 8)) this.add(span, `Invalid value ${value} for mode. Write an octal number like 0400.`);
        break;
      case 'uid':
      case 'gid':
        if (!isUint32(value, 10)) this.add(span, `Invalid value ${value} for ${key}. Write a number.`);
        break;
      default:
    }
  }

  /** Fields that do not go together. */
  private whole(): void {
    const { type, given } = this;
    if (type === 'bind' || type === 'tmpfs') {
      for (const key of ['mode', 'uid', 'gid']) {
        const field = given.get(key);
        if (field) this.add(field.span, `${key} not allowed for "${type}" type mounts.`);
      }
    }
    if (type === 'secret') this.secret();
    const sharing = given.get('sharing');
    if (sharing && type !== 'cache' && type !== 'secret' && sharing.value !== '') {
      this.add(sharing.span, `Invalid cache sharing set for ${type} mount.`);
    }
    const source = given.get('source');
    if (type === 'ssh' && source && source.value !== '') this.add(source.span, 'An ssh mount does not support source.');
    const target = given.get('target');
    if (target?.value === '/' && type !== 'secret' && type !== 'ssh') {
      this.add(target.span, 'Invalid mount target "/": mount it at a folder of its own.');
    }
  }

  private secret(): void {
    const set = (key: string) => {
      const field = this.given.get(key);
      return field?.value === '' ? undefined : field;
    };
    const from = set('from');
    const sharing = set('sharing');
    const source = set('source');
    const id = set('id');
    if (from) this.add(from.span, 'Secret mount should not have a from.');
    if (sharing) this.add(sharing.span, 'Secret mount should not define sharing.');
    if (!source && !id && !set('target')) {
      this.add(this.flag, 'Invalid secret mount: one of source, target required.');
    }
    if (source && id) this.add(source.span, "Both source and id can't be set: they mean the same.");
  }
}

function isUint32(text: string, base: 8 | 10): boolean {
  const digits = base === 8 ? /^[0-7]+$/ : /^[0-9]+$/;
  return digits.test(text) && Number.parseInt(text, base) <= 0xffffffff;
}
