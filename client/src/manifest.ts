import type { SettingSpec } from '../../server/src/settings';
import { buildTaskDefinition, buildTaskType } from './build/build-task';
import { type Command, objectOf, viewOf } from './commands/command';
import { type DiagnosisKind, diagnosisKinds } from './engine/diagnosis';
import { filesScheme } from './files/place';
import { panelKinds, viewType } from './panels/messages';
import type { View } from './views/view';
import { walkthrough } from './walkthrough';

/** `idle`, `connecting`, `connected`, or the kind of the diagnosis. */
export const connectionContextKey = 'quayside.connection';

/** Set while files are selected in the containers view. */
export const fileSelectedKey = 'quayside.fileSelected';

const container = 'quayside';
const objects = ['container', 'image', 'volume', 'network', 'system'];

interface Sources {
  readonly commands: readonly Command[];
  readonly views: readonly View[];
  readonly settings: readonly SettingSpec[];
}

/** The parts of package.json that follow from the code. */
export function manifestParts(sources: Sources): Record<string, unknown> {
  return {
    activationEvents: [
      'onLanguage:dockerfile',
      `onTaskType:${buildTaskType}`,
      `onFileSystem:${filesScheme}`,
      ...panelKinds.map((kind) => `onWebviewPanel:${viewType(kind)}`),
    ],
    capabilities: {
      untrustedWorkspaces: {
        supported: 'limited',
        description: 'In Restricted Mode a workspace can not choose the ShellCheck program that is run.',
        restrictedConfigurations: sources.settings
          .filter(({ scope }) => scope === 'machine-overridable')
          .map(({ key }) => key),
      },
      virtualWorkspaces: {
        supported: 'limited',
        description:
          'Dockerfiles are checked; what needs the files beside them, such as completion of paths, is not there.',
      },
    },
    contributes: contributes(sources),
  };
}

function contributes({ commands, views, settings }: Sources): Record<string, unknown> {
  return {
    languages,
    grammars,
    viewsContainers: { activitybar: [{ id: container, title: 'Quayside', icon: 'images/activity-bar.svg' }] },
    views: {
      [container]: views.map(({ id, name, collapsed }) => ({
        id,
        name,
        contextualTitle: 'Quayside',
        icon: 'images/activity-bar.svg',
        ...(collapsed ? { visibility: 'collapsed' } : {}),
      })),
    },
    viewsWelcome: views.flatMap(welcomesOf),
    commands: commands.map((command) => ({
      command: command.id,
      title: titleOf(command),
      category: categoryOf(command),
      ...(command.icon ? { icon: `$(${command.icon})` } : {}),
    })),
    menus: {
      commandPalette: commands
        .filter((command) => command.hidden || command.target === 'row')
        .map(({ id }) => ({ command: id, when: 'false' })),
      'explorer/context': commands.flatMap((command) => [
        ...fileMenusOf(command, 'resourceLangId'),
        ...folderMenusOf(command),
      ]),
      'editor/context': commands.flatMap((command) => fileMenusOf(command, 'editorLangId')),
      'editor/title/run': commands.flatMap((command) => fileMenusOf(command, 'resourceLangId')),
      'view/title': commands.flatMap(titleMenusOf),
      'view/item/context': commands.flatMap(itemMenusOf),
    },
    keybindings: commands.flatMap(keybindingsOf),
    taskDefinitions: [buildTaskDefinition],
    walkthroughs: [walkthrough()],
    configuration: { title: 'Quayside', properties: Object.fromEntries(settings.map(settingOf)) },
    configurationDefaults: {
      '[dockerfile]': { 'editor.quickSuggestions': { strings: true } },
      // The pages of rules are read, not edited.
      'workbench.editorAssociations': { '**/quayside*/docs/rules/*.md': 'vscode.markdown.preview.editor' },
    },
  };
}

/**
 * The palette matches what is typed with the shown label and with the title's `original`, which is not shown in English: the docker
 * command lines go there, so that typing them finds the command.
 */
function titleOf({ title, docker }: Command): unknown {
  return docker.length > 0 ? { value: title, original: docker.join(', ') } : title;
}

export function categoryOf(command: Command): string {
  const object = objectOf(command);
  return objects.includes(object) ? `Docker ${capitalized(object)}` : 'Quayside';
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function fileMenusOf(command: Command, key: string): readonly unknown[] {
  return command.target === undefined && command.onDockerfiles
    ? [{ command: command.id, when: `${key} == dockerfile && resourceScheme == file`, group: '2_quayside@1' }]
    : [];
}

function folderMenusOf(command: Command): readonly unknown[] {
  return command.target === undefined && command.onFolders
    ? [{ command: command.id, when: 'explorerResourceIsFolder && resourceScheme == file', group: '2_quayside@2' }]
    : [];
}

function titleMenusOf({ id, titleOf: place }: Command): readonly unknown[] {
  return (place?.views ?? []).map((view) => ({
    command: id,
    when: [`view == ${view}`, ...(place?.when ? [place.when] : [])].join(' && '),
    group: place?.group,
  }));
}

function itemMenusOf(command: Command): readonly unknown[] {
  const place = placeOf(command);
  if (!place) {
    return [];
  }
  const on = (context: string) => `view =~ /^quayside\\./ && viewItem =~ /${context}/`;
  // A group of rows stands for all of its members; buttons for everything that any of them may need would be too many.
  const menu = on(place.group ? `(${place.context})|^${place.group}$` : place.context);
  return [
    { command: command.id, when: place.single ? `${menu} && !listMultiSelection` : menu, group: place.menu },
    ...(place.inline === undefined
      ? []
      : [{ command: command.id, when: on(place.context), group: `inline@${place.inline}` }]),
  ];
}

interface Place {
  readonly context: string;
  readonly menu: string;
  readonly inline?: number | undefined;
  readonly single?: boolean | undefined;
  readonly group?: string;
}

function placeOf(command: Command): Place | undefined {
  if (command.target === undefined) {
    return command.rows;
  }
  const { menu, inline } = command;
  if (command.target === 'row') {
    return { context: command.rows, menu, inline, single: true };
  }
  const { target, mark, single } = command;
  return {
    context: contextOf(command),
    menu,
    inline,
    single,
    ...(single || mark ? {} : { group: `group:${target}s` }),
  };
}

/** Matches the contexts that rows have (see Row.context). */
function contextOf({ target, states, mark }: Extract<Command, { readonly states?: readonly string[] }>): string {
  const state = states ? `(${states.join('|')})` : '[^:]+';
  return `^${target}:${state}(:|$)${mark ? `.*\\b${mark}\\b` : ''}`;
}

function keybindingsOf(command: Command): readonly unknown[] {
  const { key, id } = command;
  return key
    ? [
        {
          command: id,
          key: key.key,
          ...(key.mac ? { mac: key.mac } : {}),
          args: 'selection',
          when: [
            `focusedView == ${viewOf(command)}`,
            ...(command.target === 'file' ? [fileSelectedKey] : []),
            '!inputFocus',
          ].join(' && '),
        },
      ]
    : [];
}

function settingOf(spec: SettingSpec): readonly [string, unknown] {
  const { key, type, description, scope, enumDescriptions, schema } = spec;
  return [
    key,
    {
      type,
      default: spec.default,
      markdownDescription: description,
      ...(spec.enum ? { enum: spec.enum } : {}),
      ...(enumDescriptions ? { markdownEnumDescriptions: enumDescriptions } : {}),
      ...(scope ? { scope } : { scope: 'resource' }),
      ...schema,
    },
  ];
}

const choose = '[Choose Another Engine](command:quayside.engine.choose)';
const details = '[Show Details](command:quayside.engine.diagnose)';
const again = '[Connect Again](command:quayside.engine.reconnect)';

const welcomes: Readonly<Record<DiagnosisKind, string>> = {
  'not-installed': `No Docker engine is installed on this machine.\n[How to Install Docker](command:quayside.engine.install)\n${choose}`,
  'not-running': `The Docker engine is not running. Start it with "sudo systemctl start docker", or start Docker Desktop; this view fills by itself.\n${details}\n${choose}`,
  'no-permission': `Docker is running, but your user may not use it. Add yourself to its group with "sudo usermod -aG docker $USER", then log out and in again.\n${details}\n${choose}`,
  'bad-context': `The docker context of this window can not be used.\n${choose}\n${details}`,
  'bad-address': `The address in DOCKER_HOST is not one of an engine.\n${details}\n${choose}`,
  tls: `The engine was reached, but there is no secure connection: its certificate or yours was refused.\n${details}\n${choose}`,
  ssh: `The engine can not be reached over SSH. Check that ssh logs in to that host without asking.\n${details}\n${again}\n${choose}`,
  'too-old': `The engine is too old: Docker 20.10 or later is needed.\n${details}\n${choose}`,
  'no-answer': `The engine takes connections but does not answer. This view fills by itself when it does.\n${details}\n${choose}`,
  unreachable: `The engine can not be reached.\n${details}\n${again}\n${choose}`,
};

function welcomesOf({ id, welcome }: View): readonly unknown[] {
  return [
    { view: id, when: `${connectionContextKey} == connecting`, contents: 'Connecting to the engine…' },
    ...(welcome ? [{ view: id, when: `${connectionContextKey} == connected`, contents: welcome }] : []),
    ...diagnosisKinds.map((kind) => ({
      view: id,
      when: `${connectionContextKey} == ${kind}`,
      contents: welcomes[kind],
    })),
  ];
}

const languages = [
  {
    id: 'dockerfile',
    aliases: ['Dockerfile', 'Containerfile'],
    filenames: ['Dockerfile', 'Containerfile'],
    filenamePatterns: ['Dockerfile.*', 'Containerfile.*', '*.Dockerfile'],
    extensions: ['.dockerfile', '.containerfile'],
    configuration: './syntaxes/language-configuration.json',
  },
  {
    id: 'dockerignore',
    aliases: ['Docker Ignore'],
    filenames: ['.dockerignore', '.containerignore'],
    extensions: ['.dockerignore'],
    configuration: './syntaxes/dockerignore-language-configuration.json',
  },
];

const grammars = [
  {
    language: 'dockerfile',
    scopeName: 'source.dockerfile',
    path: './syntaxes/dockerfile.tmLanguage.json',
    embeddedLanguages: {
      'meta.embedded.block.shellscript': 'shellscript',
      'meta.embedded.line.shellscript': 'shellscript',
      'meta.embedded.block.python': 'python',
      'meta.embedded.block.node': 'javascript',
      'meta.embedded.block.perl': 'perl',
      'meta.embedded.block.ruby': 'ruby',
    },
  },
  { language: 'dockerignore', scopeName: 'source.dockerignore', path: './syntaxes/dockerignore.tmLanguage.json' },
];

/** The README's tables, by their markers. */
export function readmeTables({ commands, settings }: Sources): Readonly<Record<string, string>> {
  return {
    commands: markdownTable(
      ['Command', 'As docker says'],
      commands
        .filter((command) => !command.hidden && command.target !== 'row')
        .map((command) => [
          `${categoryOf(command)}: ${command.title}`,
          command.docker.map((line) => `\`${line}\``).join(', '),
        ]),
    ),
    settings: markdownTable(
      ['Setting', 'Default', 'What it does'],
      settings.map((spec) => [`\`${spec.key}\``, `\`${JSON.stringify(spec.default)}\``, spec.description]),
    ),
  };
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
