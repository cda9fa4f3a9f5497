import { describe, expect, it } from 'vitest';
import type { Project } from '../../../client/src/starter/project';
import { markOf, starters } from '../../../client/src/starter/registry';
import { ignoreFileOf } from '../../../client/src/starter/starter';
import { check } from '../../support/lint';
import { memoryContext } from '../../support/memory-context';

type Files = Readonly<Record<string, string>>;

const projectOf = (files: Files): Project => ({
  names: Object.keys(files).sort(),
  texts: new Map(Object.entries(files).filter(([, text]) => text !== '')),
});

/** The starter that comes first for a project, and what it writes. */
function begin(files: Files): { readonly label: string; readonly text: string; readonly lines: readonly string[] } {
  const project = projectOf(files);
  const starter = starters.find((one) => markOf(one, project)) ?? starters.at(-1);
  const text = starter?.dockerfile(project) ?? '';
  return { label: starter?.label ?? '', text, lines: text.trimEnd().split('\n') };
}

const npmLock = { 'package.json': '{"scripts":{"start":"node src/main.js"}}', 'package-lock.json': '{}' };

const projects: readonly (readonly [name: string, label: string, files: Files])[] = [
  ['npm with a lock file', 'Node.js', npmLock],
  ['npm without a lock file', 'Node.js', { 'package.json': '{"main":"lib/index.js"}' }],
  [
    'npm that builds',
    'Node.js',
    { 'package.json': '{"scripts":{"build":"tsc","start":"next start"}}', 'package-lock.json': '{}' },
  ],
  ['yarn', 'Node.js', { 'package.json': '{}', 'yarn.lock': '' }],
  ['yarn that builds', 'Node.js', { 'package.json': '{"scripts":{"build":"x"}}', 'yarn.lock': '' }],
  ['modern yarn', 'Node.js', { 'package.json': '{}', 'yarn.lock': '', '.yarnrc.yml': '' }],
  ['pnpm', 'Node.js', { 'package.json': '{}', 'pnpm-lock.yaml': '', 'server.js': '' }],
  ['a broken package.json', 'Node.js', { 'package.json': '{' }],
  ['pip', 'Python', { 'requirements.txt': 'flask==3.1\n', 'app.py': '' }],
  ['uv', 'Python', { 'pyproject.toml': 'dependencies = ["fastapi"]', 'uv.lock': '', 'main.py': '' }],
  ['poetry', 'Python', { 'pyproject.toml': '', 'poetry.lock': '' }],
  ['Django', 'Python', { 'requirements.txt': 'django\ngunicorn\n', 'manage.py': '' }],
  ['a bare pyproject.toml', 'Python', { 'pyproject.toml': '[project]' }],
  ['Go', 'Go', { 'go.mod': 'module x\n\ngo 1.26.1\n', 'go.sum': '', cmd: '', 'cmd/shop': '' }],
  ['Go without packages', 'Go', { 'go.mod': 'module x\n', 'main.go': '' }],
  ['Rust', 'Rust', { 'Cargo.toml': '[package]\nname = "quay"\n', 'Cargo.lock': '' }],
  ['Maven', 'Java with Maven', { 'pom.xml': '<java.version>25</java.version>' }],
  ['Gradle', 'Java or Kotlin with Gradle', { 'build.gradle.kts': '' }],
  ['.NET', '.NET', { 'Shop.Web.csproj': '<TargetFramework>net10.0</TargetFramework>' }],
  ['Rails', 'Ruby', { Gemfile: '', 'Gemfile.lock': '', 'config.ru': '', Rakefile: '', bin: '' }],
  ['Sinatra', 'Ruby', { Gemfile: '', 'app.rb': '' }],
  ['Composer', 'PHP', { 'composer.json': '{}', 'composer.lock': '{}' }],
  ['plain PHP', 'PHP', { 'index.php': '' }],
  ['a web site', 'Static web site', { 'index.html': '' }],
  ['anything', 'Something else', { 'start.sh': '' }],
];

describe.each(projects)('the Dockerfile for %s', (_, label, files) => {
  it('is of the kind that the files tell, and gives no cause for complaint', () => {
    const { label: chosen, text } = begin(files);
    expect(chosen).toBe(label);
    const project = projectOf(files);
    const starter = starters.find((one) => one.label === label);
    const ignore = starter ? ignoreFileOf(starter) : '';
    const context = memoryContext({
      ...Object.fromEntries(project.names.map((name) => [name, ''])),
      '.dockerignore': ignore,
    });
    const { diagnostics } = check(text, { model: { context } });
    expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });
});

describe('a Dockerfile to begin with', () => {
  it('names the versions and files of the project', () => {
    expect(begin({ ...npmLock, '.nvmrc': 'v22.4.0' }).lines).toEqual(
      expect.arrayContaining([
        'FROM node:22-slim',
        'COPY package.json package-lock.json ./',
        'RUN npm ci --omit=dev',
        'CMD ["node", "src/main.js"]',
      ]),
    );
    expect(begin({ 'go.mod': 'go 1.26.1', cmd: '', 'cmd/shop': '' }).lines).toEqual(
      expect.arrayContaining([
        'FROM golang:1.26 AS build',
        'COPY go.mod ./',
        'RUN CGO_ENABLED=0 go build -o /out/app ./cmd/shop',
      ]),
    );
    expect(begin({ 'Cargo.toml': 'name = "quay"' }).lines.at(-1)).toBe('CMD ["quay"]');
  });

  it('lets a build stage have what only the build needs', () => {
    const { lines } = begin({ 'package.json': '{"scripts":{"build":"vite build","start":"vite preview"}}' });
    expect(lines).toEqual(
      expect.arrayContaining(['RUN npm install', 'COPY --from=build /app ./', 'CMD ["npm", "start"]']),
    );
    expect(lines.filter((line) => line.startsWith('FROM'))).toHaveLength(2);
  });

  it('takes nothing from a file but words that it knows', () => {
    const evil = {
      'package.json': '{"main":"a\\nRUN evil","scripts":{"start":"node $(evil)"}}',
      '.nvmrc': '22\nRUN evil',
    };
    expect(begin(evil).text).not.toContain('evil');
    expect(begin({ 'x\nRUN evil.csproj': '' }).text).not.toContain('evil');
  });
});
