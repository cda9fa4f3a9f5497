import type { Project } from './project';

/** A Dockerfile to begin with, for projects of one kind. */
export interface Starter {
  readonly label: string;
  /** Names of files that tell a project of this kind; none: it suits any. */
  readonly marks: RegExp | undefined;
  dockerfile(project: Project): string;
  /** Patterns for the .dockerignore, beside those that suit every project. */
  readonly ignore: readonly string[];
}

export const packagesFirst = '# The packages first: they are fetched anew only when these files change.';

/** An instruction in exec form. */
export function exec(keyword: 'CMD' | 'ENTRYPOINT', ...words: readonly string[]): string {
  return `${keyword} [${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}

/** Joins lines; undefined ones are left out. */
export function lines(...parts: readonly (string | undefined)[]): string {
  return `${parts.filter((part) => part !== undefined).join('\n')}\n`;
}

const ignoredEverywhere = [
  '.git',
  '.gitignore',
  '.dockerignore',
  '**/Dockerfile*',
  '.vscode',
  '.idea',
  '**/.env*',
  '**/*.pem',
  '**/*.key',
];

/** The text of a .dockerignore for a starter. */
export function ignoreFileOf({ ignore }: Starter): string {
  return lines(
    '# What is listed here is not sent to the engine, and COPY does not see it.',
    ...ignoredEverywhere,
    ...ignore,
  );
}
