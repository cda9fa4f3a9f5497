import { expect, test } from 'vitest';
import { canBeForced, errorOfAnswer } from '../../../client/src/engine/errors';

// Sentences of moby and Podman.
test.each([
  [
    409,
    'Conflict. The container name "/db" is already in use by container "1f". You have to remove (or rename) that container',
    'name-taken',
  ],
  [
    500,
    'driver failed programming external connectivity: Bind for 0.0.0.0:8080 failed: port is already allocated',
    'port-taken',
  ],
  [500, 'listen tcp4 0.0.0.0:8080: bind: address already in use', 'port-taken'],
  [
    409,
    'conflict: unable to delete 1f (must be forced) - image is referenced in multiple repositories',
    'several-names',
  ],
  [
    409,
    'conflict: unable to remove repository reference "a:1" (must force) - container 2e is using its referenced image 1f',
    'in-use',
  ],
  [409, 'conflict: unable to delete 1f (cannot be forced) - image has dependent child images', 'in-use'],
  [409, 'remove data: volume is in use - [2e]', 'in-use'],
  [403, 'error while removing network: network back id 1f has active endpoints', 'in-use'],
  [
    409,
    'You cannot remove a running container 1f. Stop the container before attempting removal or force remove',
    'running',
  ],
  [404, 'No such container: x', 'not-found'],
  [400, 'invalid reference format', 'invalid'],
  [400, 'OCI runtime create failed: exec: "nonsense": executable file not found in $PATH: unknown', 'invalid'],
  [500, 'server error', 'failed'],
  [403, '', 'refused'],
])('%i %s is %s', (status, said, kind) => {
  const error = errorOfAnswer('do it', status, said);
  expect(error.kind).toBe(kind);
  expect(error.message).toMatch(/^Could not do it: .*\.$/);
});

test.each([
  ['(must be forced) - image is referenced in multiple repositories', true],
  ['(must force) - container 2e is using its referenced image 1f', true],
  ['(cannot be forced) - image is being used by running container 2e', false],
  ['No such image: x', false],
])('%s can be forced: %s', (said, forced) => {
  expect(canBeForced(errorOfAnswer('remove it', 409, said))).toBe(forced);
});

test('a taken port is named', () => {
  const said =
    'driver failed programming external connectivity on endpoint web (1f2e): Bind for 0.0.0.0:8080 failed: port is already allocated';
  expect(errorOfAnswer('start it', 500, said).message).toBe(
    'Could not start it: Port 8080 of the host is already in use.',
  );
});
