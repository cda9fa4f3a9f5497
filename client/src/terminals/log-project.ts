import type { Container } from '../engine/containers';
import type { State } from '../store/state';

const project = 'com.docker.compose.project';

/** While compose makes a container anew, the new one has the id of the old before its name (docker/compose, pkg/compose/convergence.go). */
const replacing = /^[0-9a-f]{12}_/;

/**
 * Tells which containers join the log of several: those that a compose project gets while the log of all of it is open. Undefined when the
 * log is of something else. What it returns is to be called with each state, and tells each name once.
 */
export function newcomers(names: readonly string[], opened: State): ((state: State) => readonly string[]) | undefined {
  const known = new Set(names);
  const all = [...opened.containers.values()];
  const [first, ...rest] = new Set(all.filter(({ name }) => known.has(name)).map(projectOf));
  if (names.length < 2 || !first || rest.length > 0) {
    return undefined;
  }
  const members = all.filter((container) => projectOf(container) === first);
  if (members.some(({ name }) => !known.has(name))) {
    return undefined;
  }
  const ids = new Set(members.map(({ id }) => id));
  return ({ containers }) =>
    [...containers.values()].flatMap((container) => {
      const { id, name, state, labels } = container;
      const isOneOff = labels['com.docker.compose.oneoff'] === 'True';
      const isOther = projectOf(container) !== first || isOneOff || ids.has(id);
      if (isOther || state === 'created' || replacing.test(name)) {
        return [];
      }
      ids.add(id);
      // A container that was made anew under its name is followed as the old one was.
      const isNew = !known.has(name);
      known.add(name);
      return isNew ? [name] : [];
    });
}

function projectOf({ labels }: Container): string {
  return labels[project] ?? '';
}
