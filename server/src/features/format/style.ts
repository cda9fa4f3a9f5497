/** How the formatter writes. */
export interface FormatStyle {
  /** `consistent`: as most of the file's keywords are written. */
  readonly keywordCase: 'consistent' | 'upper' | 'lower' | 'keep';
  /** One step of indentation. */
  readonly step: string;
  /** Move the continued lines of an instruction together, so that the one indented least is indented by one step. */
  readonly indentContinuedLines: boolean;
  /** Give each package of an install command a line of its own. */
  readonly onePackagePerLine: boolean;
}

export const defaultFormatStyle: FormatStyle = {
  keywordCase: 'consistent',
  step: '    ',
  indentContinuedLines: false,
  onePackagePerLine: false,
};
