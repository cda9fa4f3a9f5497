/** BuildKit's own page of one of its checks, by the name in the address. */
export function buildkitUrl(name: string): string {
  return `https://docs.docker.com/go/dockerfile/rule/${name}/`;
}
