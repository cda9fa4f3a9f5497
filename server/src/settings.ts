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
export const settingSpecs: readonly SettingSpec[] = [
  {
    key: 'quayside.lint.enable',
    type: 'boolean',
    default: true,
    description: 'Check Dockerfiles while you type.',
    readBy: 'server',
  },
  {
    key: 'quayside.lint.severity',
    type: 'object',
    default: {},
    description:
      'Severity by rule, such as `{ "DL3008": "off", "JSONArgsRecommended": "error" }`. Any name of a rule works, and wins over `.hadolint.yaml`.',
    schema: { additionalProperties: { type: 'string', enum: ['error', 'warning', 'info', 'hint', 'off'] } },
    readBy: 'server',
  },
  {
    key: 'quayside.lint.hadolintConfig',
    type: 'boolean',
    default: true,
    description: 'Follow the nearest `.hadolint.yaml` or `.hadolint.yml` in the folder of the Dockerfile or above it.',
    readBy: 'server',
  },
  {
    key: 'quayside.shellcheck.enable',
    type: 'boolean',
    default: true,
    description: 'Check the shell code of `RUN` with ShellCheck, when that is installed.',
    readBy: 'server',
  },
  {
    key: 'quayside.shellcheck.path',
    type: 'string',
    default: 'shellcheck',
    description: 'The ShellCheck program: a name that is looked up in `PATH`, or an absolute path.',
    scope: 'machine-overridable',
    readBy: 'server',
  },
  {
    key: 'quayside.completion.snippets',
    type: 'boolean',
    default: true,
    description: 'Offer snippets with placeholders, not only words.',
    readBy: 'server',
  },
  {
    key: 'quayside.completion.registryTags',
    type: 'boolean',
    default: true,
    description:
      'Offer behind `image:` to load the tags from the registry, with the login of `docker login`. No registry is asked before you choose that suggestion.',
    readBy: 'server',
  },
  {
    key: 'quayside.hover.state',
    type: 'boolean',
    default: true,
    description: 'Show in hovers over keywords what the image is like after that line.',
    readBy: 'server',
  },
  {
    key: 'quayside.format.keywordCase',
    type: 'string',
    default: 'consistent',
    description: 'How the formatter writes keywords such as `FROM`.',
    enum: ['consistent', 'upper', 'lower', 'keep'],
    enumDescriptions: [
      "As most of the file's keywords are written.",
      'In upper case.',
      'In lower case.',
      'As they are.',
    ],
    readBy: 'server',
  },
  {
    key: 'quayside.format.indentContinuedLines',
    type: 'boolean',
    default: false,
    description:
      'Let the formatter move the continued lines of an instruction together, one step in. Lines that stand below the first argument stay there. In `RUN` the blanks are part of the build cache key, so the first build afterwards runs it anew.',
    readBy: 'server',
  },
  {
    key: 'quayside.format.onePackagePerLine',
    type: 'boolean',
    default: false,
    description:
      'Let the formatter give each package that `apt-get install`, `apk add`, `pip install` and the like name a line of its own. The first build afterwards runs these lines anew.',
    readBy: 'server',
  },
  {
    key: 'quayside.inlayHints.show',
    type: 'string',
    default: 'stages',
    description: 'What is shown behind words that stand for something else.',
    enum: ['off', 'stages', 'all'],
    enumDescriptions: [
      'Nothing.',
      'The image that a `FROM` with variables means, and the names of stages given by number.',
      'Also the values of all other words with variables.',
    ],
    readBy: 'server',
  },
  {
    key: 'quayside.codeLens.stages',
    type: 'boolean',
    default: true,
    description: 'Offer to build and run a stage above its `FROM`.',
    readBy: 'server',
  },
  {
    key: 'quayside.containers.stats',
    type: 'boolean',
    default: true,
    description:
      'Show in the rows of running containers what they use of processors and memory. With many containers only the first 24 rows are measured, and none while the view is hidden.',
    scope: 'window',
    readBy: 'client',
  },
];
