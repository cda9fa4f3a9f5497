/** One entry of the settings table: type, default and description are written here only; `package.json` is checked against it. */
export interface SettingSpec {
  /** Full id: `quayside.<area>.<name>`. */
  readonly key: string;
  readonly type: 'boolean' | 'string' | 'number' | 'array' | 'object';
  readonly default: unknown;
  /** Markdown. */
  readonly description: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  /** Further JSON schema: `items`, `additionalProperties`, `minimum`… */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** Default `resource`. `machine` settings can't be set by a workspace. */
  readonly scope?: 'resource' | 'window' | 'machine' | 'machine-overridable' | 'application';
  /** Who reads it. */
  readonly readBy: 'server' | 'client';
}

/** Every setting of Quayside, in the order of the settings page. */
export const settingSpecs: readonly SettingSpec[] = [];
