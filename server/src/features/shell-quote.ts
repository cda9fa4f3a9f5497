/** An argument as one would type it in a POSIX shell. */
export function shellQuote(argument: string): string {
  if (/^[\w@%+=:,./-]+$/.test(argument)) return argument;
  if (!/["\\$`!]/.test(argument)) return `"${argument}"`;
  return argument.includes("'") ? `"${argument.replace(/["\\$`]/g, '\\$&')}"` : `'${argument}'`;
}
