import type { Result } from '../../../../server/src/syntax/values/result';

/** The value or the reason, for tables of cases. */
export const outcome = <T>(result: Result<T>): T | string => (result.ok ? result.value : result.reason);
