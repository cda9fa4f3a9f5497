import { fail, ok, type Result } from './result';

/** A field of a record; `start` and `end` are indexes of the record's text, quotes included. */
export interface CsvField {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Reads one line as Go's `encoding/csv` does: commas separate, a field in double quotes may hold commas and `""`. */
export function parseCsv(text: string): Result<readonly CsvField[]> {
  if (text === '') return fail('EOF');
  const fields: CsvField[] = [];
  let start = 0;
  for (;;) {
    const field = text.charAt(start) === '"' ? quotedField(text, start) : plainField(text, start);
    if (!field.ok) return field;
    fields.push(field.value);
    if (field.value.end === text.length) return ok(fields);
    start = field.value.end + 1;
  }
}

const syntaxError = (column: number, what: string) => fail(`parse error on line 1, column ${column + 1}: ${what}`);

function plainField(text: string, start: number): Result<CsvField> {
  const comma = text.indexOf(',', start);
  const end = comma < 0 ? text.length : comma;
  const field = text.slice(start, end);
  const quote = field.indexOf('"');
  if (quote >= 0) return syntaxError(start + quote, 'bare " in non-quoted field');
  return ok({ text: field, start, end });
}

function quotedField(text: string, start: number): Result<CsvField> {
  let value = '';
  let i = start + 1;
  for (;;) {
    const quote = text.indexOf('"', i);
    if (quote < 0) return syntaxError(text.length, 'extraneous or missing " in quoted-field');
    value += text.slice(i, quote);
    const next = text.charAt(quote + 1);
    if (next === '"') {
      value += '"';
      i = quote + 2;
    } else if (next === '' || next === ',') return ok({ text: value, start, end: quote + 1 });
    else return syntaxError(quote, 'extraneous or missing " in quoted-field');
  }
}
