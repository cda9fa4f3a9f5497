type Paint = (text: string) => string;

/** Terminal colours by meaning; plain text when colours are off. */
export type Style = Readonly<Record<'error' | 'warning' | 'info' | 'hint' | 'bold' | 'dim' | 'underline', Paint>>;

export function paint(color: boolean): Style {
  const sgr = (open: number, close: number): Paint =>
    color ? (text) => `\u001b[${open}m${text}\u001b[${close}m` : (text) => text;
  return {
    error: sgr(31, 39),
    warning: sgr(33, 39),
    info: sgr(36, 39),
    hint: sgr(90, 39),
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    underline: sgr(4, 24),
  };
}
