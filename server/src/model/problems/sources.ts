/** True for a source that BuildKit fetches as a git repository (frontend/dockerfile/dfgitutil, ParseGitRef). */
export function isGitSource(source: string): boolean {
  if (/^\.\.?\//.test(source)) return false;
  if (/^(?:git|ssh):\/\//.test(source) || /^[\w-]+@[\w.-]+:/.test(source)) return true;
  return /^https?:\/\/[^/?#]+[^?#]*\.git(?:[?#]|$)/.test(source);
}

/** True for a source that BuildKit downloads, git repositories excepted. */
export function isHttpSource(source: string): boolean {
  return /^https?:\/\//.test(source) && !isGitSource(source);
}
