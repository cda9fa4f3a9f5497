import { dotnet, go, gradle, maven, rust } from './compiled';
import { node } from './node';
import type { Project } from './project';
import { python } from './python';
import { other, php, ruby, site } from './scripted';
import type { Starter } from './starter';

/** Every starter; of several that suit a project the first is the likeliest. */
export const starters: readonly Starter[] = [node, python, go, maven, gradle, dotnet, rust, ruby, php, site, other];

/** The file that tells that a project is of a starter's kind. */
export function markOf({ marks }: Starter, project: Project): string | undefined {
  return project.names.find((name) => marks?.test(name));
}
