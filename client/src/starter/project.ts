import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What is known of a folder that gets its first Dockerfile. */
export interface Project {
  /** Names of its files and folders, and `cmd/x` for what is in `cmd`. */
  readonly names: readonly string[];
  /** Texts of the small files that describe a project, by name. */
  readonly texts: ReadonlyMap<string, string>;
}

const describing =
  /^(package\.json|\.nvmrc|\.node-version|requirements\.txt|pyproject\.toml|\.python-version|go\.mod|Cargo\.toml|pom\.xml|\.ruby-version|.+\.csproj)$/;
const largest = 1_000_000;

/** Reads what the starters go by. Files that cannot be read are as good as absent; a folder that cannot be is an error. */
export async function readProject(folder: string): Promise<Project> {
  const names = await readdir(folder);
  const commands = names.includes('cmd') ? await readdir(join(folder, 'cmd')).catch(() => []) : [];
  const texts = await Promise.all(
    names
      .filter((name) => describing.test(name))
      .map(async (name) => [name, await textOf(join(folder, name))] as const),
  );
  return {
    names: [...names, ...commands.map((name) => `cmd/${name}`)].sort(),
    texts: new Map(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]))),
  };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return (await stat(path)).size > largest ? undefined : await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** The first of `names` that the project has. */
export function firstOf(project: Project, ...names: readonly string[]): string | undefined {
  return names.find((name) => project.names.includes(name));
}

/** The first group of `pattern` in a file's text. What comes from a file goes into a Dockerfile: patterns must be narrow. */
export function foundIn(project: Project, file: string, pattern: RegExp): string | undefined {
  return project.texts.get(file)?.match(pattern)?.[1];
}
