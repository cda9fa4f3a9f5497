import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlainScript } from '../../../server/src/shell/plain-script';
import type { PlainCommand, Scope, ScriptSink } from '../../../server/src/shell/script-sink';
import { parseWithLibrary } from '../../../server/src/shell/shell-parser';
import { propertyRuns } from '../../support/property-seed';

const top: Scope = { depth: 0, subshell: false, substituted: false, unheeded: false };

/** Notes all that it is told. */
class Notes implements ScriptSink {
  readonly told: unknown[] = [];
  count = 0;

  command(command: PlainCommand): void {
    this.count++;
    this.told.push(command);
  }

  pipe(...pipe: Parameters<ScriptSink['pipe']>): void {
    this.told.push(pipe);
  }

  error(...error: Parameters<ScriptSink['error']>): void {
    this.told.push(error);
  }
}

/** What the reader of plain scripts tells; undefined when it leaves the script to the library. */
function plainly(text: string): unknown[] | undefined {
  const notes = new Notes();
  if (readPlainScript(text, 5, top, notes)) return notes.told;
  expect(notes.told).toEqual([]);
  return undefined;
}

function byLibrary(text: string): unknown[] {
  const notes = new Notes();
  parseWithLibrary(text, 5, top, notes);
  return notes.told;
}

describe('plain scripts', () => {
  test.each([
    'apt-get update && apt-get install -y --no-install-recommends curl=8.* || exit 1',
    'set -eux; a; b ;',
    'curl -fsSL "https://example.com/v${VERSION}/$NAME" | tar -xz -C /usr | cat',
    "DEBIAN_FRONTEND=noninteractive X='a b' apt-get install x",
    'VERSION=1.2 && echo "$VERSION"',
    'export A="b c" D=e',
    '\nset -e\n\n  cd /srv &&\n  make all\n',
    '[ -f x ] && echo y',
    'a\uE000b "c\uE000d"',
    'a > b 2>&1 < "$C" && >>d e f',
    'echo $1 "${X:-y}" ${Z%.*} "a\\"b\\n" c\\ d \\;',
    'VERSION=$(a | b) && X="$(c)" && d "e $(f "g" $(h)) i"',
    '(a; b) && { c | d; } 2> /dev/null',
    '! a | (b) | c',
    'if [ -f a ]; then b; elif ! c | d; then\n e\nelse f; fi > g',
    'while a; do b && c; done; until d\ndo e; done',
    'for f in a $(b) "$C"; do d | while e; do f; done; done || exit',
    '',
  ])('%j is read like the library reads it', (text) => {
    expect(plainly(text)).toEqual(byLibrary(text));
  });

  test.each([
    'a `b`',
    'a & b',
    'a |& b',
    'a && ',
    'a | ',
    '; a',
    'a;; b',
    'a # b',
    'a \\\n b',
    'echo $((1))',
    'a <<E\nE',
    'a <<< b',
    'a <(b)',
    'a &> b',
    'a >',
    '(a',
    'a)',
    '((a))',
    '{ a }',
    'f() { a; }',
    'if a; then b',
    'if a; then fi',
    'for a; do b; done',
    'for a in b; do c; fi',
    'case a in b) c;; esac',
    '(a) | b',
    'A=$(b) c',
    'a $(b',
    'a "$(b"',
    '[[ a ]]',
    'a+=b c',
    'let x=1',
    '"a',
    "'a",
    '~/a',
    'a{b,c}',
  ])('%j is left to the library', (text) => {
    expect(plainly(text)).toBeUndefined();
  });

  test('are what the library makes of them, whatever they hold', () => {
    const tokens =
      'a b=c D= E="f g" \'h i\' "j $K" ${L} $M ; && || | & \n \t # \\ ` ( ) { } < > 2> >& * ? [ ] [[ ]] ! ~ = += if then elif else fi in for do done while case time export eval sudo env sh -c \uE000 é \u00A0 \r ${N:-o} $( "p$( $1 "" \'\' p[1]=q {r,s} @ % ^ \\; "\\n" " 2';
    const token = fc.oneof(
      { weight: 2, arbitrary: fc.constant(' ') },
      { weight: 3, arbitrary: fc.constantFrom(...tokens.split(' ')) },
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (parts) => isReadAlike(parts.join(''))),
      {
        numRuns: propertyRuns,
      },
    );
  });

  test('are what the library makes of them, however they are nested', () => {
    const { script } = fc.letrec((tie) => {
      const inner = tie('script');
      const joined = (...parts: fc.Arbitrary<unknown>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
      const end = fc.constantFrom(';', '\n', '; ', ' ', '');
      const word = fc.oneof(
        fc.constantFrom(
          'a',
          '"b $C"',
          "'d'",
          '*.e',
          'if',
          'fi',
          'x=y',
          '\\;',
          '2',
          '$1',
          'f\uE000g',
          '>h',
          '2>&1',
          '! i',
        ),
        joined(fc.constantFrom('$(', '> $(', 'A=$('), inner, fc.constant(')')),
        joined(fc.constantFrom('"$(', '"j$('), inner, fc.constant(')"')),
      );
      const compound = fc.oneof(
        joined(fc.constant('('), inner, fc.constant(')')),
        joined(fc.constant('{ '), inner, end, fc.constant('}')),
        joined(
          fc.constant('if '),
          inner,
          end,
          fc.constant('then '),
          inner,
          end,
          fc.constant('else '),
          inner,
          end,
          fc.constant('fi'),
        ),
        joined(fc.constant('while '), inner, end, fc.constant('do '), inner, end, fc.constant('done')),
        joined(fc.constantFrom('for i in ', 'for i '), word, end, fc.constant('do '), inner, end, fc.constant('done')),
      );
      const command = fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        { weight: 3, arbitrary: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')) },
        { weight: 2, arbitrary: compound },
      );
      const joiner = fc.constantFrom(' && ', '; ', '\n', ' | ', ' || ', ' & ', ' >z; ');
      return {
        script: fc.oneof(
          { maxDepth: 4 },
          { weight: 2, arbitrary: command },
          { weight: 1, arbitrary: joined(inner, joiner, command) },
        ),
      };
    });
    fc.assert(
      fc.property(script, (text) => isReadAlike(String(text))),
      { numRuns: propertyRuns },
    );
  });
});

/** Expects that a script which is plain is read as the library reads it. */
function isReadAlike(text: string): void {
  const told = plainly(text);
  if (told) expect(told).toEqual(byLibrary(text));
}
