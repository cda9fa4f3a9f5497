/** A value, or why the text is none: BuildKit's reason, without a final full stop. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (reason: string): Result<never> => ({ ok: false, reason });
