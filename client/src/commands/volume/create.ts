import type { PlainCommand } from '../command';

export const createVolume: PlainCommand = {
  id: 'quayside.volume.create',
  title: 'Create…',
  docker: ['docker volume create'],
  icon: 'add',
  titleOf: { views: ['quayside.volumes'], group: 'navigation@1' },
  run: async ({ engine, ui, log, state }) => {
    const name = await ui.input({
      title: 'Create a volume',
      prompt: 'Name of the volume; leave it empty for an anonymous one',
      validate: (value) =>
        validateVolumeName(value) ?? (state().volumes.has(value) ? 'There is a volume of that name.' : undefined),
    });
    if (name !== undefined) {
      const created = await engine.volumes.create(name);
      log(['docker', 'volume', 'create', created], 'done');
    }
  },
};

function validateVolumeName(value: string): string | undefined {
  return value === '' || /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(value)
    ? undefined
    : 'A name starts with a letter or digit and holds letters, digits, "_", "." and "-"; it has at least two characters.';
}
