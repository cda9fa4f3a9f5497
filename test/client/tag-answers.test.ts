import { expect, test } from 'vitest';
import { RegistryError } from '../../client/src/registry/authorization';
import { tagAnswers } from '../../client/src/tag-answers';

const image = { registry: 'docker.io', repository: 'library/node' };

/** Answers of a window in which the user cancels when told so. */
function answers(list: (signal: AbortSignal) => Promise<readonly string[]>, cancel = false) {
  const errors: string[] = [];
  const titles: string[] = [];
  const controller = new AbortController();
  const load = tagAnswers(
    {
      error: async (message) => {
        errors.push(message);
        return undefined;
      },
      progress: (title, task) => {
        titles.push(title);
        if (cancel) controller.abort();
        return task(controller.signal, () => {});
      },
    },
    async (reference) => ({ username: reference, password: 'p', serveraddress: 'x' }),
    (asked, credentials, signal) => {
      expect(asked).toEqual(image);
      expect(credentials).toMatchObject({ username: 'docker.io/library/node' });
      return list(signal);
    },
  );
  return { load, errors, titles };
}

test('the tags are loaded with the login of the registry, in sight', async () => {
  const { load, titles } = answers(async () => ['22']);
  expect(await load(image)).toEqual(['22']);
  expect(titles).toEqual(['Loading the tags of docker.io/library/node']);
});

test('what the registry refuses is told, what the user cancels is not', async () => {
  const refused = answers(() => Promise.reject(new RegistryError('No.')));
  expect([await refused.load(image), refused.errors]).toEqual([null, ['No.']]);
  const cancelled = answers((signal) => Promise.reject(signal.reason), true);
  expect([await cancelled.load(image), cancelled.errors]).toEqual([null, []]);
  await expect(answers(() => Promise.reject(new TypeError('defect'))).load(image)).rejects.toThrow('defect');
});
