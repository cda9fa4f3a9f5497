import { describe, expect, it } from 'vitest';
import { parse } from '../../../server/src/parser/parse';
import { piecesOf } from '../../../server/src/parser/pieces';

const pieces = (text: string) =>
  piecesOf(parse(text)).map(({ kind, start, end }) => `${kind} ${JSON.stringify(text.slice(start, end)).slice(1, -1)}`);

describe('pieces', () => {
  it('cuts an instruction at its words', () => {
    expect(pieces('COPY --from=a  x \\\n# c\n\n y\r\n')).toEqual([
      'keyword COPY',
      'blank  ',
      'flag --from=a',
      'blank   ',
      'word x',
      'blank  ',
      'continuation \\\\',
      'break \\n',
      'comment # c',
      'break \\n',
      'break \\n',
      'blank  ',
      'word y',
      'break \\r\\n',
    ]);
  });

  it('cuts JSON arrays, pairs and nested instructions', () => {
    expect(pieces('ONBUILD CMD ["a", "b"]')).toEqual([
      'keyword ONBUILD',
      'blank  ',
      'keyword CMD',
      'blank  ',
      'punctuation [',
      'string \\"a\\"',
      'punctuation ,',
      'blank  ',
      'string \\"b\\"',
      'punctuation ]',
    ]);
    expect(pieces('ENV a=b c=\\\nd')).toEqual([
      'keyword ENV',
      'blank  ',
      'word a=b',
      'blank  ',
      'word c=',
      'continuation \\\\',
      'break \\n',
      'word d',
    ]);
    expect(pieces('ENV a  b c')).toEqual(['keyword ENV', 'blank  ', 'word a', 'blank   ', 'word b c']);
    expect(pieces('HEALTHCHECK CMD a b')).toEqual([
      'keyword HEALTHCHECK',
      'blank  ',
      'word CMD',
      'blank  ',
      'text a b',
    ]);
    expect(pieces('RUN -- a')).toEqual(['keyword RUN', 'blank  ', 'punctuation --', 'blank  ', 'text a']);
  });

  it('cuts heredocs', () => {
    expect(pieces('RUN cat <<-A >f <<B\n\tx\n\tA\nB\n')).toEqual([
      'keyword RUN',
      'blank  ',
      'text cat ',
      'heredocMarker <<-A',
      'text  >f ',
      'heredocMarker <<B',
      'break \\n',
      'heredocBody \\tx\\n',
      'blank \\t',
      'heredocEnd A',
      'break \\n',
      'heredocEnd B',
      'break \\n',
    ]);
  });

  it('cuts what stands around instructions', () => {
    expect(pieces('\ufeff# escape=` \n  # c\n \nFROM a ` \n')).toEqual([
      'bom \ufeff',
      'directive # escape=`',
      'blank  ',
      'break \\n',
      'blank   ',
      'comment # c',
      'break \\n',
      'blank  ',
      'break \\n',
      'keyword FROM',
      'blank  ',
      'word a',
      'blank  ',
      'continuation `',
      'blank  ',
      'break \\n',
    ]);
  });
});
