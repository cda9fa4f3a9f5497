import type { State } from '../../store/state';
import type { Choice } from '../../ui';
import type { Field } from '../form';
import {
  openQuote,
  type RunOptions,
  restartPolicies,
  validateEnvironment,
  validateName,
  validatePorts,
  validateVolumes,
} from './run-options';

type FieldOf<K extends keyof RunOptions> = Field<Pick<RunOptions, K>>;

const asImage = 'as the image says';

/** Fields that forms about new containers share. `empty` is what a form shows for no value. */
export const nameField = (empty: string): FieldOf<'name'> => ({
  key: 'name',
  kind: 'text',
  label: 'Name',
  icon: 'tag',
  empty,
  prompt: 'Name of the container',
  validate: validateName,
});

export const portsField: FieldOf<'ports'> = {
  key: 'ports',
  kind: 'text',
  label: 'Ports',
  icon: 'plug',
  empty: 'none published',
  prompt: 'host:container, several separated by blanks',
  validate: validatePorts,
};

export const environmentField: FieldOf<'environment'> = {
  key: 'environment',
  kind: 'text',
  label: 'Environment',
  icon: 'symbol-variable',
  empty: asImage,
  prompt: 'NAME=value, several separated by blanks; quotes as in a shell',
  validate: validateEnvironment,
};

export const commandField: FieldOf<'command'> = {
  key: 'command',
  kind: 'text',
  label: 'Command',
  icon: 'chevron-right',
  empty: asImage,
  prompt: 'Replaces the CMD of the image',
  validate: openQuote,
};

export const userField = (empty = asImage): FieldOf<'user'> => ({
  key: 'user',
  kind: 'text',
  label: 'User',
  icon: 'person',
  empty,
  prompt: 'User name or id, with :group if needed',
});

export const restartField: FieldOf<'restart'> = {
  key: 'restart',
  kind: 'choice',
  label: 'Restart policy',
  icon: 'debug-restart',
  empty: 'no',
  prompt: 'When the engine starts the container again by itself',
  choices: restartPolicies.map((policy) => ({ label: policy, value: policy })),
};

const volumesField: FieldOf<'volumes'> = {
  key: 'volumes',
  kind: 'text',
  label: 'Volumes',
  icon: 'database',
  empty: 'none',
  prompt: 'volume:/path or /folder:/path, with :ro to read only',
  validate: validateVolumes,
};

const interactiveField: FieldOf<'interactive'> = {
  key: 'interactive',
  kind: 'switch',
  label: 'Interactive, in a terminal',
  icon: 'terminal',
  empty: 'no',
  prompt: '',
};

const removeOnExitField: FieldOf<'removeOnExit'> = {
  key: 'removeOnExit',
  kind: 'switch',
  label: 'Remove when it ends',
  icon: 'trash',
  empty: 'no',
  prompt: '',
};

/** The form that runs or creates a container. */
export function runFields(state: State): readonly Field<RunOptions>[] {
  return [
    nameField('chosen by the engine'),
    portsField,
    environmentField,
    volumesField,
    interactiveField,
    removeOnExitField,
    commandField,
    {
      key: 'network',
      kind: 'choice',
      label: 'Network',
      icon: 'type-hierarchy',
      empty: 'bridge',
      prompt: 'The network that the container joins',
      choices: networkChoices(state),
    },
    userField(),
    restartField,
  ];
}

/** The engine's networks; Podman does not list "none" and "host", but knows them. */
function networkChoices({ networks }: State): readonly Choice<string>[] {
  const listed = [...networks.values()];
  const others = ['none', 'host'].filter((name) => listed.every((network) => network.name !== name));
  return [
    ...listed.map(({ name, driver }) => ({ label: name, description: driver, value: name === 'bridge' ? '' : name })),
    ...others.map((name) => ({ label: name, value: name })),
  ];
}
