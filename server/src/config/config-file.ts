import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { LabelType } from '../rules/options';
import type { Severity } from '../rules/rule';

/** What a `.hadolint.yaml` says; absent keys are not set. */
export interface FileConfig {
  readonly severities: Readonly<Record<string, Severity>>;
  readonly ignored: readonly string[];
  readonly trustedRegistries: readonly string[];
  readonly labelSchema: Readonly<Record<string, LabelType>>;
  readonly strictLabels?: boolean;
  readonly disableIgnorePragma?: boolean;
  /** `off`: no finding fails a run. */
  readonly failureThreshold?: Severity;
  readonly noFail?: boolean;
}

/** Something wrong in a config file, at UTF-16 offsets of its text. */
export interface ConfigProblem {
  readonly start: number;
  readonly end: number;
  /** The same as zero-based lines and UTF-16 characters. */
  readonly range: { readonly start: Position; readonly end: Position };
  readonly message: string;
}

interface Position {
  readonly line: number;
  readonly character: number;
}

export interface ParsedConfig {
  /** All that could be read. */
  readonly config: FileConfig;
  readonly problems: readonly ConfigProblem[];
}

export const emptyConfig: FileConfig = { severities: {}, ignored: [], trustedRegistries: [], labelSchema: {} };

/** Keys that hadolint documents and that have no meaning here. */
const foreignKeys = ['format', 'formats', 'no-color', 'verbose', 'output'];
const severityNames: Readonly<Record<string, Severity>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'hint',
};
const thresholds: Readonly<Record<string, Severity>> = { ...severityNames, hint: 'hint', ignore: 'off', none: 'off' };
const labelTypes: readonly LabelType[] = ['text', 'url', 'spdx', 'hash', 'rfc3339', 'semver', 'email'];

/** Reads the text of a `.hadolint.yaml` with the keys that hadolint's README documents. Never throws. */
export function parseConfig(text: string): ParsedConfig {
  const reader = new Reader(text);
  return { config: reader.read(), problems: reader.problems };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Walks the YAML document, collecting what it understands and a problem for what it doesn't. */
class Reader {
  readonly problems: ConfigProblem[] = [];
  readonly #text: string;
  readonly #config: Mutable<FileConfig> = { ...emptyConfig };

  constructor(text: string) {
    this.#text = text;
  }

  read(): FileConfig {
    const document = parseDocument(this.#text, { prettyErrors: false, logLevel: 'silent' });
    for (const { pos, message } of document.errors) this.#problem(pos, `This is not valid YAML: ${message}`);
    if (isMap(document.contents)) for (const pair of document.contents.items) this.#key(pair);
    else if (document.contents && !(isScalar(document.contents) && document.contents.value === null)) {
      this.#problem(document.contents.range, 'A config file is a map of keys such as `ignored:` and `override:`.');
    }
    return this.#config;
  }

  #key({ key, value }: Pair): void {
    const name = isScalar(key) ? String(key.value) : '';
    const config = this.#config;
    switch (name) {
      case 'ignored':
        config.ignored = this.#strings(name, value);
        break;
      case 'trustedRegistries':
        config.trustedRegistries = this.#strings(name, value);
        break;
      case 'override':
        config.severities = this.#override(value);
        break;
      case 'label-schema':
        config.labelSchema = this.#labels(value);
        break;
      case 'strict-labels':
        config.strictLabels = this.#flag(name, value);
        break;
      case 'disable-ignore-pragma':
        config.disableIgnorePragma = this.#flag(name, value);
        break;
      case 'no-fail':
        config.noFail = this.#flag(name, value);
        break;
      case 'failure-threshold': {
        const threshold = this.#choice(name, value, thresholds);
        if (threshold) config.failureThreshold = threshold;
        break;
      }
      default:
        if (!foreignKeys.includes(name)) this.#unknownKey(name, key);
    }
  }

  #unknownKey(name: string, key: unknown): void {
    const known = ['ignored', 'override', 'trustedRegistries', 'label-schema', 'strict-labels', 'failure-threshold'];
    this.#problem(
      rangeOf(key),
      `Unknown key '${name}'. Known keys are ${[...known, 'disable-ignore-pragma', 'no-fail'].join(', ')}.`,
    );
  }

  /** hadolint: a code in several lists gets the most severe of them. */
  #override(value: unknown): Record<string, Severity> {
    const result: Record<string, Severity> = {};
    const lists = this.#map('override', value);
    for (const { key } of lists?.items ?? []) {
      if (isScalar(key) && !Object.hasOwn(severityNames, String(key.value))) {
        this.#problem(rangeOf(key), `Unknown severity '${key.value}'. Use error, warning, info or style.`);
      }
    }
    for (const [name, severity] of Object.entries(severityNames).reverse()) {
      const list = lists?.get(name, true);
      if (list) for (const code of this.#strings(`override.${name}`, list)) result[code] = severity;
    }
    return result;
  }

  #labels(value: unknown): Record<string, LabelType> {
    const types: Record<string, LabelType> = Object.fromEntries(labelTypes.map((type) => [type, type]));
    const result: Record<string, LabelType> = {};
    for (const pair of this.#map('label-schema', value)?.items ?? []) {
      const label = isScalar(pair.key) ? String(pair.key.value) : '';
      const empty = isScalar(pair.value) && (pair.value.value === null || pair.value.value === '');
      const type = empty ? 'text' : this.#choice(`label-schema.${label}`, pair.value, types);
      if (type) result[label] = type;
    }
    return result;
  }

  #strings(name: string, value: unknown): string[] {
    if (isScalar(value)) return value.value === null ? [] : [String(value.value)];
    if (!isSeq(value)) {
      this.#problem(rangeOf(value), `'${name}' is a list, such as \`${name}: [DL3008]\`.`);
      return [];
    }
    return value.items.flatMap((item) => {
      if (isScalar(item) && item.value !== null) return [String(item.value)];
      this.#problem(rangeOf(item), `Each item of '${name}' is a plain string.`);
      return [];
    });
  }

  #flag(name: string, value: unknown): boolean {
    if (isScalar(value) && typeof value.value === 'boolean') return value.value;
    this.#problem(rangeOf(value), `'${name}' is true or false.`);
    return false;
  }

  #choice<T>(name: string, value: unknown, choices: Readonly<Record<string, T>>): T | undefined {
    const word = isScalar(value) ? String(value.value) : '';
    if (Object.hasOwn(choices, word)) return choices[word];
    this.#problem(rangeOf(value), `'${name}' is one of ${Object.keys(choices).join(', ')}.`);
    return undefined;
  }

  #map(name: string, value: unknown): YAMLMap | undefined {
    if (isMap(value)) return value;
    if (!(isScalar(value) && value.value === null)) this.#problem(rangeOf(value), `'${name}' is a map.`);
    return undefined;
  }

  #problem(range: readonly number[] | null | undefined, message: string): void {
    const start = Math.min(range?.[0] ?? 0, this.#text.length);
    const end = Math.max(start, Math.min(range?.[1] ?? this.#text.length, this.#text.length));
    this.problems.push({ start, end, range: { start: this.#position(start), end: this.#position(end) }, message });
  }

  #position(offset: number): Position {
    const before = this.#text.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  }
}

function rangeOf(node: unknown): Node['range'] {
  return node && typeof node === 'object' && 'range' in node ? (node as Node).range : undefined;
}
