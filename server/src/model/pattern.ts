/**
 * The glob patterns of `${name#pattern}`, `${name%pattern}` and `${name/pattern/text}`: `*` any run, `?` one character, no
 * brackets; neither crosses a line break (BuildKit, frontend/dockerfile/shell/lex.go, convertShellPatternToRegex).
 * Matching runs all states side by side, so that no pattern makes it backtrack.
 */
export type PatternToken = string | typeof anyRun | typeof anyOne;

const anyRun = 0;
const anyOne = 1;

/** More steps than this in one substitution and its result counts as unknown. */
const stepLimit = 1 << 18;

/** Tokens of a pattern, or the message that BuildKit gives for a bad escape. */
export function parsePattern(pattern: string): readonly PatternToken[] | string {
  const tokens: PatternToken[] = [];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? '';
    if (character === '*') tokens.push(anyRun);
    else if (character === '?') tokens.push(anyOne);
    else if (character !== '\\') tokens.push(character);
    else {
      const next = characters[i + 1] ?? '';
      if (next === '}' || next === '/') continue;
      if (next !== '*' && next !== '?' && next !== '\\') {
        return `invalid pattern (${pattern}) in substitution: invalid escape '\\${next || '\uFFFD'}'`;
      }
      tokens.push(next);
      i++;
    }
  }
  return tokens;
}

/** Removes a matching prefix; undefined when matching takes too long. */
export function trimPrefix(value: string, tokens: readonly PatternToken[], longest: boolean): string | undefined {
  return trim([...value], tokens, longest)?.join('');
}

/** Removes a matching suffix; undefined when matching takes too long. */
export function trimSuffix(value: string, tokens: readonly PatternToken[], longest: boolean): string | undefined {
  return trim([...value].reverse(), [...tokens].reverse(), longest)
    ?.reverse()
    .join('');
}

/** Replaces the first or every match; undefined when that takes too long. */
export function replacePattern(
  value: string,
  tokens: readonly PatternToken[],
  replacement: string,
  all: boolean,
): string | undefined {
  const characters = [...value];
  const budget = { steps: stepLimit };
  let result = '';
  let copied = 0;
  let from = 0;
  while (from <= characters.length) {
    const match = find(characters, tokens, from, budget);
    if (match === 'too long') return undefined;
    if (!match) break;
    result += characters.slice(copied, match.start).join('');
    // As Go's ReplaceAllString: no replacement for an empty match right after another match.
    if (match.end > copied || match.start === 0) {
      result += all ? expandTemplate(replacement, characters.slice(match.start, match.end).join('')) : replacement;
    }
    copied = match.end;
    if (!all) break;
    from = Math.max(from + 1, match.end);
  }
  return result + characters.slice(copied).join('');
}

function trim(characters: string[], tokens: readonly PatternToken[], longest: boolean): string[] | undefined {
  const end = matchEnd(characters, tokens, 0, longest, { steps: stepLimit });
  if (end === 'too long') return undefined;
  return end === undefined ? characters : characters.slice(end);
}

function find(
  characters: readonly string[],
  tokens: readonly PatternToken[],
  from: number,
  budget: { steps: number },
): { start: number; end: number } | 'too long' | undefined {
  for (let start = from; start <= characters.length; start++) {
    const end = matchEnd(characters, tokens, start, true, budget);
    if (end === 'too long') return end;
    if (end !== undefined) return { start, end };
  }
  return undefined;
}

/** Where a match that starts at `start` ends: the nearest or the farthest end. */
function matchEnd(
  characters: readonly string[],
  tokens: readonly PatternToken[],
  start: number,
  longest: boolean,
  budget: { steps: number },
): number | 'too long' | undefined {
  let states = closure([0], tokens);
  let found: number | undefined;
  for (let at = start; states.length > 0; at++) {
    if (states.at(-1) === tokens.length) {
      found = at;
      if (!longest) return found;
    }
    budget.steps -= states.length;
    if (budget.steps < 0) return 'too long';
    const character = characters[at];
    if (character === undefined) break;
    states = closure(advance(states, tokens, character), tokens);
  }
  return found;
}

/** The states after one more character. */
function advance(states: readonly number[], tokens: readonly PatternToken[], character: string): number[] {
  const next: number[] = [];
  for (const state of states) {
    const token = tokens[state];
    const fits = typeof token === 'string' ? token === character : character !== '\n';
    if (fits && token !== undefined) next.push(token === anyRun ? state : state + 1);
  }
  return next;
}

/** Ascending states reachable without a character. */
function closure(states: readonly number[], tokens: readonly PatternToken[]): number[] {
  const result: number[] = [];
  for (const state of states) {
    let reached = state;
    if (reached > (result.at(-1) ?? -1)) result.push(reached);
    while (tokens[reached] === anyRun) {
      reached++;
      if (reached > (result.at(-1) ?? -1)) result.push(reached);
    }
  }
  return result;
}

/** Go's regexp.Expand for a pattern without groups: `$0` is the match, other names are empty, `$$` is `$`. */
function expandTemplate(template: string, match: string): string {
  return template.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu, (_, bare?: string, braced?: string) => {
    const name = bare ?? braced;
    if (name === undefined) return '$';
    return /^0+$/.test(name) ? match : '';
  });
}
