import { firstOf, foundIn, type Project } from './project';
import { exec, lines, packagesFirst, type Starter } from './starter';

interface PackageJson {
  readonly main?: unknown;
  readonly scripts?: Readonly<Record<string, unknown>>;
}

interface PackageManager {
  readonly name: 'npm' | 'yarn' | 'pnpm';
  /** What has to be there before it installs. */
  readonly files: readonly string[];
  readonly install: string;
  readonly installForProduction: string;
  /** Leaves only what is needed at run time. */
  readonly prune: string;
}

export const node: Starter = {
  label: 'Node.js',
  marks: /^package\.json$/,
  ignore: ['**/node_modules', '**/npm-debug.log*'],
  dockerfile: (project) => {
    const manifest = packageJson(project);
    const manager = packageManager(project);
    const base = `node:${version(project)}-slim`;
    const setUp = manager.name === 'npm' ? undefined : 'RUN corepack enable';
    const copyFiles = `COPY ${manager.files.join(' ')} ./`;
    const run = ['USER node', 'EXPOSE 3000', exec('CMD', ...startOf(project, manifest, manager.name))];
    if (typeof manifest.scripts?.['build'] !== 'string') {
      const install = [packagesFirst, copyFiles, `RUN ${manager.installForProduction}`];
      return lines(`FROM ${base}`, 'ENV NODE_ENV=production', 'WORKDIR /app', setUp, ...install, 'COPY . .', ...run);
    }
    return lines(
      `FROM ${base} AS build`,
      'WORKDIR /app',
      setUp,
      packagesFirst,
      copyFiles,
      `RUN ${manager.install}`,
      'COPY . .',
      `RUN ${manager.name} run build \\\n    && ${manager.prune}`,
      '',
      `FROM ${base}`,
      'ENV NODE_ENV=production',
      'WORKDIR /app',
      setUp,
      'COPY --from=build /app ./',
      ...run,
    );
  },
};

function packageJson(project: Project): PackageJson {
  try {
    const value: unknown = JSON.parse(project.texts.get('package.json') ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function packageManager(project: Project): PackageManager {
  const lockFile = firstOf(project, 'pnpm-lock.yaml', 'yarn.lock', 'package-lock.json', 'npm-shrinkwrap.json');
  const files = ['package.json', ...(lockFile ? [lockFile] : [])];
  if (lockFile === 'pnpm-lock.yaml') {
    const install = 'pnpm install --frozen-lockfile';
    return { name: 'pnpm', files, install, installForProduction: `${install} --prod`, prune: 'pnpm prune --prod' };
  }
  if (lockFile === 'yarn.lock' && firstOf(project, '.yarnrc.yml')) {
    const focus = 'yarn workspaces focus --all --production && yarn cache clean';
    const install = 'yarn install --immutable && yarn cache clean';
    return { name: 'yarn', files: [...files, '.yarnrc.yml'], install, installForProduction: focus, prune: focus };
  }
  if (lockFile === 'yarn.lock') {
    const install = 'yarn install --frozen-lockfile && yarn cache clean';
    const production = 'yarn install --frozen-lockfile --production && yarn cache clean';
    return { name: 'yarn', files, install, installForProduction: production, prune: production };
  }
  const install = lockFile ? 'npm ci' : 'npm install';
  return { name: 'npm', files, install, installForProduction: `${install} --omit=dev`, prune: 'npm prune --omit=dev' };
}

/** The major version that the project names, or the one with long-term support. */
function version(project: Project): string {
  return (
    foundIn(project, '.nvmrc', /^v?(\d+)\b/) ??
    foundIn(project, '.node-version', /^v?(\d+)\b/) ??
    foundIn(project, 'package.json', /"engines"\s*:\s*\{[^}]*"node"\s*:\s*"[^"\d]*(\d+)/) ??
    '24'
  );
}

/** Node.js itself where that is what the start script runs: it gets the signals that stop a container, npm may keep them. */
function startOf(project: Project, { main, scripts }: PackageJson, manager: string): readonly string[] {
  const script = scripts?.['start'];
  const direct = typeof script === 'string' ? script.match(/^node ([\w./-]+)$/)?.[1] : undefined;
  if (direct !== undefined || script === undefined) {
    const named = typeof main === 'string' && /^[\w./-]+$/.test(main) ? main : undefined;
    return ['node', direct ?? named ?? firstOf(project, 'server.js', 'app.js', 'index.js') ?? 'index.js'];
  }
  return [manager, 'start'];
}
