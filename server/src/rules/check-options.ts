/** The options of BuildKit's build checks, as the `check` directive and inline `# check=` comments spell them. */
export interface CheckOptions {
  /** Rule names not to report; `all` stands for every rule that is not experimental. */
  readonly skip: ReadonlySet<string> | 'all';
  /** Experimental rules to report. */
  readonly experimental: ReadonlySet<string> | 'all';
  /** A build fails when any check reports something. */
  readonly error: boolean;
}

export const noCheckOptions: CheckOptions = { skip: new Set(), experimental: new Set(), error: false };

const trueWords = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const falseWords = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/**
 * Parses `skip=A,B;error=true;experimental=C` as BuildKit's linter does: at most three items (a fourth stays glued to the
 * third), exact lower-case keys, `all` only as a whole value, the last list of a repeated key wins.
 * Undefined when BuildKit would reject the string.
 */
export function parseCheckOptions(text: string): CheckOptions | undefined {
  let skip: CheckOptions['skip'] = noCheckOptions.skip;
  let experimental: CheckOptions['experimental'] = noCheckOptions.experimental;
  let error = false;
  for (const item of splitAtMost(text, ';', 3)) {
    const equals = item.indexOf('=');
    if (equals < 0) return undefined;
    const key = item.slice(0, equals).trim();
    const value = item.slice(equals + 1).trim();
    if (key === 'skip') skip = skip === 'all' ? skip : nameList(value);
    else if (key === 'experimental') experimental = experimental === 'all' ? experimental : nameList(value);
    else if (key === 'error' && (trueWords.has(value) || falseWords.has(value))) error = trueWords.has(value);
    else return undefined;
  }
  return { skip, experimental, error };
}

function nameList(value: string): ReadonlySet<string> | 'all' {
  return value === 'all' ? 'all' : new Set(value.split(',').map((name) => name.trim()));
}

function splitAtMost(text: string, separator: string, count: number): string[] {
  const parts = text.split(separator);
  return parts.length <= count ? parts : [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}
