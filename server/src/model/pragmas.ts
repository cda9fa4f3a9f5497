/** A `# hadolint …` comment, or ShellCheck's `# shellcheck disable=…`, read. */
export type Pragma =
  | { readonly kind: 'ignore'; readonly scope: 'next' | 'stage' | 'global'; readonly names: readonly string[] }
  | { readonly kind: 'shell'; readonly shell: string };

const ignorePattern = /^hadolint\s+(?:(global|stage)\s+)?ignore\s*=\s*([\w-]+(?:\s*,\s*[\w-]+)*)(?=$|[\s#,])/;
const shellPattern = /^hadolint\s+shell\s*=\s*([^\s#]+)/;
const disablePattern = /^shellcheck\s+disable=(SC\d+(?:,\s*SC\d+)*)/;
/** hadolint takes any run of these letters and digits for a code; names of other rules are words in PascalCase. */
const ruleName = /^(?:[DLSC0-9]+|[A-Z][A-Za-z0-9]+)$/;

/**
 * Reads the text of a comment (after `#`, trimmed). As in hadolint one ill-formed name voids the whole comment; unlike
 * there, a reason may follow without a `#` of its own.
 */
export function parsePragma(comment: string): Pragma | undefined {
  if (comment.startsWith('shellcheck')) {
    const codes = disablePattern.exec(comment)?.[1];
    return codes === undefined ? undefined : { kind: 'ignore', scope: 'next', names: codes.split(/,\s*/) };
  }
  if (!comment.startsWith('hadolint')) return undefined;
  const shell = shellPattern.exec(comment)?.[1];
  if (shell) return { kind: 'shell', shell };
  const ignore = ignorePattern.exec(comment);
  const names = ignore?.[2]?.split(',').map((name) => name.trim());
  if (!names?.every((name) => ruleName.test(name))) return undefined;
  const scope = ignore?.[1] === 'global' || ignore?.[1] === 'stage' ? ignore[1] : 'next';
  return { kind: 'ignore', scope, names };
}
