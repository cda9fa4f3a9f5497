import { describe, expect, it } from 'vitest';
import { parseChmod } from '../../../../server/src/syntax/values/chmod';
import { outcome } from './outcome';

describe('modes', () => {
  const octal = (text: string) =>
    `invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`;
  it.each<[string, object | string]>([
    ['0', { octal: 0 }],
    ['755', { octal: 0o755 }],
    ['07777', { octal: 0o7777 }],
    ['u=rwX,go=rX', { octal: undefined }],
    ['+x', { octal: undefined }],
    ['a+r-w=x', { octal: undefined }],
    ['g=u', { octal: undefined }],
    ['=', { octal: undefined }],
    ['10000', octal('10000')],
    ['888', octal('888')],
    ['7x', octal('7x')],
    ['x', 'invalid syntax'],
    ['u', 'invalid syntax'],
    ['u=rwz', 'invalid syntax'],
    ['u=r,,g=w', 'invalid syntax'],
  ])('%j', (text, expected) => expect(outcome(parseChmod(text))).toEqual(expected));
});
