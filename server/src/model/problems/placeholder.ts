// `${x%%y}` and `${x:-${y}}` are BuildKit's own.
const markers =
  /\{\{|^[^$]*\}\}|\{%|(?<!\$\{\w+%?)(?:%%|%(?:\[\d+\])?[sdvq])|<%|<\?|@@|@[A-Z][A-Z0-9_]*@|\$\{(?:templateOption|localEnv|containerEnv):|__[A-Z][A-Z0-9_]*__/;

/**
 * True for text that a generator fills in before the file is built (`{{x}}`, `%%X%%`, `%[1]s`, `@X@`, `${templateOption:x}`): what it would be is
 * unknown, so nothing is said about it.
 */
export function isPlaceholder(text: string): boolean {
  return markers.test(text);
}
