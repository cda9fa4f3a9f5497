import { EngineError } from '../engine/errors';

interface Pattern {
  /** Takes back what an earlier pattern matched. */
  readonly isException: boolean;
  readonly expression: RegExp;
  /** What every match begins with. */
  readonly start: string;
}

/** Which patterns a path, or a folder that it is in, is matched by. */
interface Outcome {
  readonly matched: boolean;
  readonly by: readonly boolean[];
}

/**
 * Patterns of paths as ignore files hold them, and as BuildKit sends them. They match what the docker command line takes them to match
 * (moby/patternmatcher, MatchesUsingParentResults).
 */
export class PathPatterns {
  readonly #patterns: readonly Pattern[];
  readonly #folders = new Map<string, Outcome>();

  /** Empty ones are left out. Throws an EngineError for one that can't be read. */
  constructor(patterns: readonly string[]) {
    this.#patterns = patterns.flatMap((pattern) => parse(pattern.trim()) ?? []);
  }

  get isEmpty(): boolean {
    return this.#patterns.length === 0;
  }

  /** Whether a path, or a folder that it is in, is matched. The last pattern that says something about it counts. */
  matches(path: string): boolean {
    return this.#outcomeOf(path).matched;
  }

  #outcomeOf(path: string): Outcome {
    const slash = path.lastIndexOf('/');
    const inherited = slash < 0 ? undefined : this.#outcomeOfFolder(path.slice(0, slash)).by;
    let matched = false;
    const by = this.#patterns.map(({ isException, expression }, index) => {
      // An exception to nothing is not looked at, and so does not count for what is below, either.
      const matches = inherited?.[index] || (isException === matched && expression.test(path));
      matched = matches ? !isException : matched;
      return matches;
    });
    return { matched, by };
  }

  #outcomeOfFolder(path: string): Outcome {
    const known = this.#folders.get(path);
    if (known) {
      return known;
    }
    const outcome = this.#outcomeOf(path);
    this.#folders.set(path, outcome);
    return outcome;
  }

  /** Whether patterns, or exceptions, may match something in a folder. */
  mayMatchIn(folder: string, isException: boolean): boolean {
    return this.#patterns.some((pattern) => pattern.isException === isException && meets(pattern.start, `${folder}/`));
  }
}

function meets(start: string, folder: string): boolean {
  return start.startsWith(folder) || folder.startsWith(start);
}

function parse(text: string): Pattern | undefined {
  const isException = text.startsWith('!');
  const pattern = cleaned(isException ? text.slice(1).trim() : text);
  if (pattern === '') {
    return undefined;
  }
  const wildcard = pattern.search(/[*?[\\]/);
  return {
    isException,
    expression: compiled(pattern),
    start: wildcard < 0 ? `${pattern}/` : pattern.slice(0, pattern.lastIndexOf('/', wildcard) + 1),
  };
}

/** As of Go's path.Clean, relative to the folder that is sent. */
function cleaned(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

/** Whether a name, which is one part of a path, matches. Throws an EngineError for one that can't be read. */
export function nameMatcher(pattern: string): (name: string) => boolean {
  const expression = compiled(pattern);
  return (name) => expression.test(name);
}

function compiled(pattern: string): RegExp {
  try {
    return new RegExp(`^${expressionOf(pattern)}$`, 'su');
  } catch {
    throw new EngineError('invalid', `The pattern ${pattern} of the ignore file or a COPY instruction is not valid.`);
  }
}

function expressionOf(pattern: string): string {
  return pattern.replaceAll(
    /\*\*\/?$|\*\*\/?|\*|\?|\[(?:\\.|[^\]\\])*\]|\\?(.)/gsu,
    (part: string, literal: string | undefined, at: number) => {
      if (literal !== undefined) {
        return escaped(literal);
      }
      if (part.startsWith('**')) {
        return at + part.length === pattern.length ? '.*' : '(?:.*/)?';
      }
      return part === '*' ? '[^/]*' : part === '?' ? '[^/]' : classOf(part);
    },
  );
}

function classOf(part: string): string {
  const quote = (character: string) => (/[\\\]^[-]/.test(character) ? `\\${character}` : character);
  const inside = part
    .slice(1, -1)
    .replaceAll(/\\(.)|\[/gsu, (_all, quoted: string | undefined) => quote(quoted ?? '['));
  return `[${inside}]`;
}

function escaped(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}
