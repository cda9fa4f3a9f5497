import type { CodeAction } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import { ignoreFile } from '../context/ignore-file';
import type { Dockerfile } from '../model/dockerfile';
import { copyWithoutDockerignore } from '../rules/copy-without-dockerignore';
import type { Diagnosed } from '../rules/lint';
import { type CodeActionRequest, wants } from './code-actions';
import { contextPaths, relative } from './context-paths';
import { diagnostic } from './diagnostics';
import { instructionTouching } from './locate';
import { spanOf } from './positions';

/** Lines for a new .dockerignore, each with what in the context makes sense of it; nothing: always. */
const lines: readonly { readonly pattern: string; readonly when?: readonly string[] }[] = [
  { pattern: '.git', when: ['.git'] },
  { pattern: '.gitignore', when: ['.gitignore'] },
  { pattern: '.dockerignore' },
  { pattern: '**/Dockerfile*' },
  { pattern: '**/compose*.y*ml', when: ['compose.yaml', 'compose.yml'] },
  { pattern: '**/docker-compose*.y*ml', when: ['docker-compose.yaml', 'docker-compose.yml'] },
  { pattern: '**/node_modules', when: ['package.json', 'node_modules'] },
  { pattern: '**/npm-debug.log*', when: ['package.json'] },
  { pattern: '**/__pycache__', when: ['requirements.txt', 'pyproject.toml', '__pycache__'] },
  { pattern: '**/.venv', when: ['requirements.txt', 'pyproject.toml', '.venv'] },
  { pattern: '**/venv', when: ['venv'] },
  { pattern: 'target', when: ['Cargo.toml', 'pom.xml', 'target'] },
  { pattern: '.gradle', when: ['build.gradle', 'build.gradle.kts'] },
  { pattern: 'build', when: ['build.gradle', 'build.gradle.kts'] },
  { pattern: '**/bin', when: ['global.json'] },
  { pattern: '**/obj', when: ['global.json'] },
  { pattern: '.vscode', when: ['.vscode'] },
  { pattern: '.idea', when: ['.idea'] },
  { pattern: '**/.env*' },
  { pattern: '**/*.pem' },
  { pattern: '**/*.key' },
];

/** True when a pattern keeps out what the file copies by name, such as `target/app.jar`. */
function keepsOut(file: Dockerfile, pattern: string): boolean {
  const excluder = ignoreFile(pattern);
  const copied = file.tree.instructions.flatMap((instruction) => contextPaths(file, instruction));
  return copied.some(({ path, raw }) => {
    const known = path ?? relative(raw.replace(/[^/]*[*?[$].*$/s, ''));
    return known !== undefined && known !== '.' && excluder(known) !== undefined;
  });
}

/** Offers to create a .dockerignore where a file copies the whole context without one. */
export function createIgnoreFile(
  file: Dockerfile,
  found: readonly Diagnosed[],
  request: CodeActionRequest,
): CodeAction[] {
  const { context } = file.options;
  if (!context || context.ignoreFile || !request.versioned || !request.createsFiles || !wants(request, 'quickfix'))
    return [];
  const span = spanOf(file.tree, request.range);
  const instruction = instructionTouching(file.tree, span.start);
  if (!instruction || !contextPaths(file, instruction).some(({ path }) => path === '.')) return [];
  const mended = found.filter(
    ({ code, start, end }) =>
      code === copyWithoutDockerignore.code && start <= instruction.end && instruction.start <= end,
  );
  const wanted = lines
    .filter(({ pattern, when }) => !keepsOut(file, pattern) && (when?.some((name) => context.exists(name)) ?? true))
    .map(({ pattern }) => pattern);
  const uri = URI.file(`${context.root}/.dockerignore`).toString();
  const start = { line: 0, character: 0 };
  const newText = `${[...new Set(wanted)].join('\n')}\n`;
  return [
    {
      title: 'Create a .dockerignore',
      kind: 'quickfix',
      ...(mended.length > 0 && {
        diagnostics: mended.map((one) => diagnostic(file.tree, request.uri, one)),
        isPreferred: true,
      }),
      edit: {
        documentChanges: [
          { kind: 'create', uri, options: { ignoreIfExists: true } },
          { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText }] },
        ],
      },
    },
  ];
}
