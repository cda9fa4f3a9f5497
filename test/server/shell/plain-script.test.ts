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
    '',
  ])('%j is read like the library reads it', (text) => {
    expect(plainly(text)).toEqual(byLibrary(text));
  });

  test.each([
    'if a; then b; fi',
    'a > b',
    'a $(b)',
    'a `b`',
    '(a)',
    '{ a; }',
    'a & b',
    'a |& b',
    'a && ',
    '; a',
    'a;; b',
    'a # b',
    'a \\b',
    'echo "${X:-y}"',
    'echo $1',
    '! a',
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
      'a b=c D= E="f g" \'h i\' "j $K" ${L} $M ; && || | & \n \t # \\ ` ( ) { } < > * ? [ ] [[ ]] ! ~ = += if then fi in for do done while case time export eval sudo env sh -c \uE000 é \u00A0 \r ${N:-o} $( $1 "" \'\' p[1]=q {r,s} @ % ^';
    const token = fc.oneof(
      { weight: 2, arbitrary: fc.constant(' ') },
      { weight: 3, arbitrary: fc.constantFrom(...tokens.split(' ')) },
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const told = plainly(text);
        if (told) expect(told).toEqual(byLibrary(text));
      }),
      { numRuns: propertyRuns },
    );
  });
});
