import type { Position } from 'vscode-languageserver-types';
import { analyze } from '../../server/src/model/analyze';
import type { Dockerfile, ModelOptions } from '../../server/src/model/dockerfile';
import { parse } from '../../server/src/parser/parse';

/** The cursor in test texts: a character that Dockerfiles do not use. */
const marker = '‸';

/** A text with `‸` where the cursor stands. */
export function atCursor(
  marked: string,
  options: ModelOptions = {},
): { file: Dockerfile; text: string; offset: number; position: Position } {
  const offset = marked.indexOf(marker);
  if (offset < 0) throw new Error(`No ${marker} in the text`);
  const text = marked.replace(marker, '');
  const before = text.slice(0, offset).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { file: analyze(parse(text), options), text, offset, position };
}

/** The model of a text. */
export function dockerfile(text: string, options: ModelOptions = {}): Dockerfile {
  return analyze(parse(text), options);
}
