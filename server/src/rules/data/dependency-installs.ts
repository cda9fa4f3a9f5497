import { hasOption, parseArguments } from '../../shell/arguments';
import type { ShellCommand } from '../../shell/script';

/** A command that installs what a project depends on and needs nothing of the project but these files. */
export interface DependencyInstall {
  /** Files to copy first, as COPY takes them, or where they are in the image when the command says so by a path from the root. */
  readonly manifests: readonly string[];
  /** False when moving the command before the sources may break it, though caching would gain. */
  readonly movable: boolean;
}

interface Tool {
  readonly names: readonly string[];
  readonly values: { readonly short: string; readonly long: readonly string[] };
  /** What the command installs, from its operands and options. */
  install(
    operands: readonly string[],
    has: (...names: readonly string[]) => boolean,
    command: ShellCommand,
  ): DependencyInstall | undefined;
}

const none = { short: '', long: [] } as const;

const tools: readonly Tool[] = [
  {
    names: ['npm'],
    values: {
      short: '',
      long: ['loglevel', 'registry', 'cache', 'omit', 'include', 'only', 'fetch-timeout', 'fetch-retries'],
    },
    install(operands, has) {
      if (
        has('g', 'global', 'prefix', 'C', 'w', 'workspace') ||
        !isOnly(operands, 'ci', 'install', 'i', 'clean-install')
      )
        return undefined;
      return { manifests: ['package*.json'], movable: true };
    },
  },
  {
    names: ['yarn'],
    values: { short: '', long: ['network-timeout', 'network-concurrency', 'cache-folder', 'registry', 'mutex'] },
    install(operands, has) {
      if (has('cwd', 'version', 'help', 'v', 'h') || (operands.length > 0 && !isOnly(operands, 'install')))
        return undefined;
      return { manifests: ['package.json', 'yarn.lock'], movable: true };
    },
  },
  {
    names: ['pnpm'],
    values: { short: '', long: ['store-dir', 'reporter', 'registry'] },
    install(operands, has) {
      if (has('C', 'dir', 'filter', 'F', 'g', 'global', 'r', 'recursive') || !isOnly(operands, 'install', 'i'))
        return undefined;
      return { manifests: ['package.json', 'pnpm-lock.yaml'], movable: true };
    },
  },
  {
    names: ['bun'],
    values: none,
    install(operands, has) {
      if (has('cwd', 'g', 'global') || !isOnly(operands, 'install', 'i')) return undefined;
      return { manifests: ['package.json', 'bun.lock*'], movable: true };
    },
  },
  {
    names: ['pip', 'pip3', 'python', 'python3', 'uv'],
    values: {
      short: 'rcmt',
      long: [
        'requirement',
        'constraint',
        'index-url',
        'extra-index-url',
        'trusted-host',
        'timeout',
        'target',
        'prefix',
      ],
    },
    install: (operands, has, command) => requirementsInstall(operands, command) ?? uvSync(operands, has, command),
  },
  {
    names: ['poetry'],
    values: { short: 'E', long: ['only', 'with', 'without', 'extras'] },
    install(operands, has) {
      if (has('C', 'directory') || !isOnly(operands, 'install') || !has('no-root')) return undefined;
      return { manifests: ['pyproject.toml', 'poetry.lock'], movable: true };
    },
  },
  {
    names: ['pipenv'],
    values: none,
    install: (operands) =>
      isOnly(operands, 'install', 'sync') ? { manifests: ['Pipfile', 'Pipfile.lock'], movable: true } : undefined,
  },
  {
    names: ['go'],
    values: none,
    install: (operands) =>
      operands.length === 2 && operands[0] === 'mod' && operands[1] === 'download'
        ? { manifests: ['go.mod', 'go.sum'], movable: true }
        : undefined,
  },
  {
    names: ['mvn', 'mvnw'],
    values: { short: 'fPplsT', long: ['file', 'projects', 'settings'] },
    install: (operands, has, { name }) =>
      operands.length > 0 && operands.every((goal) => goal.startsWith('dependency:')) && !has('f', 'file')
        ? { manifests: ['pom.xml'], movable: name === 'mvn' }
        : undefined,
  },
  {
    names: ['gradle', 'gradlew'],
    values: { short: 'bpx', long: ['build-file', 'project-dir'] },
    install: (operands, has, { name }) =>
      isOnly(operands, 'dependencies') && !has('p', 'project-dir')
        ? { manifests: ['*.gradle*', 'gradle.properties*'], movable: name === 'gradle' }
        : undefined,
  },
  {
    names: ['cargo'],
    values: { short: '', long: ['target', 'manifest-path'] },
    // Cargo refuses a package without sources, so the move needs a stand-in for them.
    install: (operands, has) =>
      isOnly(operands, 'fetch') && !has('manifest-path')
        ? { manifests: ['Cargo.toml', 'Cargo.lock'], movable: false }
        : undefined,
  },
  {
    names: ['bundle', 'bundler'],
    values: { short: 'j', long: ['jobs', 'retry', 'without', 'with', 'path'] },
    install: (operands, has) =>
      (operands.length === 0 || isOnly(operands, 'install')) && !has('gemfile', 'version', 'v')
        ? { manifests: ['Gemfile', 'Gemfile.lock'], movable: true }
        : undefined,
  },
  {
    names: ['composer'],
    values: { short: 'd', long: ['working-dir'] },
    install: (operands, has) =>
      isOnly(operands, 'install', 'i') && !has('d', 'working-dir')
        ? { manifests: ['composer.json', 'composer.lock'], movable: has('no-scripts') && has('no-autoloader') }
        : undefined,
  },
  {
    names: ['dotnet'],
    values: { short: 'rsv', long: ['runtime', 'source', 'verbosity', 'configfile'] },
    install(operands) {
      if (operands[0] !== 'restore' || operands.length > 2) return undefined;
      const project = operands[1];
      if (project === undefined) return { manifests: ['*.csproj'], movable: true };
      return { manifests: [project], movable: /^[\w.-]+\.(?:cs|fs|vb)proj$/.test(project) };
    },
  },
];

const toolByName = new Map(tools.flatMap((tool) => tool.names.map((name) => [name, tool] as const)));

/** The programs that `dependencyInstall` knows. */
export const installerNames: readonly string[] = [...toolByName.keys()];

/** What a command installs; undefined when it does something else, or works on another folder or on single packages. */
export function dependencyInstall(command: ShellCommand): DependencyInstall | undefined {
  const tool = toolByName.get(command.name);
  if (!tool) return undefined;
  const parsed = parseArguments(command.args, tool.values);
  return tool.install(
    parsed.operands.map(({ text }) => text),
    (...names) => hasOption(parsed, ...names),
    command,
  );
}

function isOnly(operands: readonly string[], ...verbs: readonly string[]): boolean {
  return operands.length === 1 && verbs.includes(operands[0] ?? '');
}

/** `pip install -r FILE…`, `python -m pip install -r FILE…`, `uv pip install -r FILE…`, without further packages. */
function requirementsInstall(operands: readonly string[], { name, args }: ShellCommand): DependencyInstall | undefined {
  const words = args.map(({ text }) => text);
  const isPip =
    name.startsWith('pip') || (name === 'uv' ? operands[0] === 'pip' : words[0] === '-m' && words[1] === 'pip');
  const rest = operands.slice(name === 'uv' ? 1 : 0);
  if (!isPip || !isOnly(rest, 'install') || words.some((word) => /^(?:-e|--editable|\.)/.test(word))) return undefined;
  const files = words.flatMap((word, index) => {
    if (word === '-r' || word === '--requirement') return [words[index + 1] ?? ''];
    return /^(?:-r|--requirement=)(.+)/.exec(word)?.slice(1, 2) ?? [];
  });
  if (files.length === 0 || files.some((file) => /[$:]/.test(file))) return undefined;
  return { manifests: files, movable: files.every((file) => !file.includes('/')) };
}

function uvSync(
  operands: readonly string[],
  has: (...names: readonly string[]) => boolean,
  { name }: ShellCommand,
): DependencyInstall | undefined {
  if (name !== 'uv' || !isOnly(operands, 'sync') || !has('no-install-project')) return undefined;
  return { manifests: ['pyproject.toml', 'uv.lock'], movable: true };
}
