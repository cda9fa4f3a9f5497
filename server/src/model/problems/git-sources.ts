import type { Report } from '../../syntax/report';
import { parseGoBool } from '../../syntax/values/go-bool';
import type { ExpandedWord } from '../dockerfile';
import type { Step } from '../scope';
import { settled } from './expansion';
import { isGitSource } from './sources';

/** Git sources of ADD: their queries (`?tag=v1&subdir=docs`), and what the flags of the instruction say otherwise. */
export function checkGitSources(words: readonly ExpandedWord[], { instruction }: Step, report: Report): void {
  const checksum = words.find(({ word }) => word.role === 'checksum');
  const flag = instruction.flags.find(({ name }) => name === 'keep-git-dir');
  const flags = { checksum: checksum && settled(checksum), keepGitDir: flag && flag.value?.toLowerCase() !== 'false' };
  for (const source of words) {
    const text = source.word.role === 'source' ? settled(source) : undefined;
    const problem = text?.includes('?') && isGitSource(text) ? gitProblem(text, flags) : undefined;
    if (problem) report.add('InvalidGitSource', source.word, `${problem}.`);
  }
}

interface GitFlags {
  readonly checksum: string | undefined;
  readonly keepGitDir: boolean | undefined;
}

/** What is wrong with the query of a git source (BuildKit, frontend/dockerfile/dfgitutil/git_ref.go, loadQuery). */
function gitProblem(source: string, flags: GitFlags): string | undefined {
  const [address = '', fragment = ''] = source.split(/#(.*)/s, 2);
  const query = queryOf(/\?(.*)/s.exec(address)?.[1] ?? '');
  for (const [key, values] of query) {
    const problem = valueProblem(key, values);
    if (problem) return problem;
  }
  const value = (key: string) => query.get(key)?.[0];
  const [ref = '', subdir = ''] = fragment.split(/:(.*)/s, 2);
  const keepGitDir = query.has('keep-git-dir') ? parseGoBool(value('keep-git-dir') || 'true') : undefined;
  const checksum = value('checksum') ?? value('commit');
  return (
    conflict('subdir', subdir, value('subdir')) ??
    refProblem(ref, value) ??
    conflict('checksum', flags.checksum, checksum) ??
    (flags.keepGitDir === undefined || keepGitDir === undefined || flags.keepGitDir === keepGitDir
      ? undefined
      : 'Inconsistent keep-git-dir configuration: flag and query differ')
  );
}

/** The values by key, as Go's `url.ParseQuery` reads them: what is malformed is left out. */
function queryOf(text: string): ReadonlyMap<string, readonly string[]> {
  const query = new Map<string, string[]>();
  for (const pair of text.split('&')) {
    if (pair === '' || pair.includes(';') || /%(?![\da-fA-F]{2})/.test(pair)) continue;
    const [[key = '', value = ''] = []] = new URLSearchParams(pair);
    query.set(key, [...(query.get(key) ?? []), value]);
  }
  return query;
}

const keys = ['ref', 'tag', 'branch', 'subdir', 'checksum', 'commit', 'keep-git-dir', 'submodules'];

function valueProblem(key: string, [value = '', ...more]: readonly string[]): string | undefined {
  const isBoolean = key === 'submodules' || key === 'keep-git-dir';
  if (more.length > 0) return `Query "${key}" has multiple values`;
  if (value === '' && !isBoolean) return `Query "${key}" has no value`;
  if (!keys.includes(key)) return `Unexpected query "${key}": BuildKit knows ${keys.join(', ')}`;
  if (isBoolean && value !== '' && parseGoBool(value) === undefined) {
    return `Invalid ${key} value: "${value}" is neither true nor false`;
  }
  return undefined;
}

/** Fragment, `ref`, `tag` and `branch` have to name the same. */
function refProblem(fragment: string, value: (key: string) => string | undefined): string | undefined {
  const [tag, branch] = [value('tag'), value('branch')];
  const ref = fragment || value('ref');
  return (
    conflict('ref', fragment, value('ref')) ??
    conflict('ref', ref, qualified('refs/tags/', tag)) ??
    (tag && branch ? 'Branch conflicts with tag: name one of them' : undefined) ??
    conflict('ref', ref, qualified('refs/heads/', branch))
  );
}

function qualified(prefix: string, name: string | undefined): string | undefined {
  return name === undefined || name.startsWith(prefix) ? name : prefix + name;
}

function conflict(what: string, one: string | undefined, other: string | undefined): string | undefined {
  if (!one || !other || one === other) return undefined;
  return what === 'checksum'
    ? `Checksum mismatch: "${one}" and "${other}"`
    : `Conflicting ${what}: "${one}" and "${other}"`;
}
