export interface FormatStyle {
  /** `consistent`: as most of the file's keywords are written. */
  readonly keywordCase: 'consistent' | 'upper' | 'lower' | 'keep';
  /** How far continued lines are indented at least; undefined leaves them as they are. */
  readonly indent: string | undefined;
}

export const defaultFormatStyle: FormatStyle = { keywordCase: 'consistent', indent: undefined };
