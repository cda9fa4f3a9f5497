import type { CodeAction } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { Dockerfile } from '../model/dockerfile';
import { type CodeActionRequest, wants } from './code-actions';
import { contextPaths } from './context-paths';
import { instructionTouching } from './locate';
import { spanOf } from './positions';

/** Lines for a new .dockerignore, each with what has to be in the context for it to make sense; none: always. */
const lines: readonly { readonly pattern: string; readonly when?: string }[] = [
  { pattern: '.git', when: '.git' },
  { pattern: '.gitignore', when: '.gitignore' },
  { pattern: '.dockerignore' },
  { pattern: '**/Dockerfile*' },
  { pattern: '**/node_modules', when: 'package.json' },
  { pattern: '**/npm-debug.log*', when: 'package.json' },
  { pattern: '**/__pycache__', when: 'requirements.txt' },
  { pattern: '**/.venv', when: 'requirements.txt' },
  { pattern: '**/__pycache__', when: 'pyproject.toml' },
  { pattern: '**/.venv', when: 'pyproject.toml' },
  { pattern: 'target', when: 'Cargo.toml' },
  { pattern: 'target', when: 'pom.xml' },
  { pattern: '**/bin', when: 'global.json' },
  { pattern: '**/obj', when: 'global.json' },
  { pattern: '.vscode', when: '.vscode' },
  { pattern: '.idea', when: '.idea' },
  { pattern: '**/.env*' },
  { pattern: '**/*.pem' },
  { pattern: '**/*.key' },
];

/** Offers to create a .dockerignore where a file copies the whole context without one. */
export function createIgnoreFile(file: Dockerfile, request: CodeActionRequest): CodeAction[] {
  const { context } = file.options;
  if (!context || context.ignoreFile || !request.versioned || !wants(request, 'quickfix')) return [];
  const instruction = instructionTouching(file.tree, spanOf(file.tree, request.range).start);
  if (!instruction || !contextPaths(file, instruction).some(({ path }) => path === '.')) return [];
  const wanted = lines.filter(({ when }) => when === undefined || context.exists(when)).map(({ pattern }) => pattern);
  const uri = URI.file(`${context.root}/.dockerignore`).toString();
  const start = { line: 0, character: 0 };
  const newText = `${[...new Set(wanted)].join('\n')}\n`;
  return [
    {
      title: 'Create a .dockerignore',
      kind: 'quickfix',
      edit: {
        documentChanges: [
          { kind: 'create', uri, options: { ignoreIfExists: true } },
          { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText }] },
        ],
      },
    },
  ];
}
