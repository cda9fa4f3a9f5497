import { describe, expect, it } from 'vitest';
import { parseGoBool } from '../../../../server/src/syntax/values/go-bool';

describe('booleans', () => {
  it.each(['1', 't', 'T', 'TRUE', 'true', 'True'])('%s is true', (text) => expect(parseGoBool(text)).toBe(true));
  it.each(['0', 'f', 'F', 'FALSE', 'false', 'False'])('%s is false', (text) => expect(parseGoBool(text)).toBe(false));
  it.each(['', 'yes', 'tRUE', 'on'])('%j is neither', (text) => expect(parseGoBool(text)).toBeUndefined());
});
