import { fail, ok, type Result } from './result';

/** A mode for `--chmod`: octal between 0 and 07777, or symbolic clauses such as `u=rwX,go=rX`. */
export function parseChmod(text: string): Result<{ readonly octal: number | undefined }> {
  if (/^[0-7]+$/.test(text)) {
    const octal = Number.parseInt(text, 8);
    if (octal <= 0o7777) return ok({ octal });
  } else if (text.split(',').every((clause) => /^[augo]*([+\-=][rwxXstugo]*)+$/.test(clause))) {
    return ok({ octal: undefined });
  }
  if (!/^\d/.test(text)) return fail('invalid syntax');
  return fail(`invalid chmod parameter: '${text}'. it should be octal string and between 0 and 07777`);
}
