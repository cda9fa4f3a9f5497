import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of the pages that explain rules, by code; they are among the documents that come with the extension. */
export function rulePages(docs: string): ReadonlyMap<string, string> {
  const folder = join(docs, 'rules');
  const names = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return new Map(names.sort().map((name) => [name.replace(/\.md$/, ''), join(folder, name)]));
}
