import { hadolintUrl } from './hadolint-url';
import { asksFor, invalidLabels } from './labels';
import type { Rule } from './rule';

/** The pattern that semver.org suggests. */
const pattern =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(\.(0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*)?(\+[\dA-Za-z-]+(\.[\dA-Za-z-]+)*)?$/;

export const dl3056: Rule = {
  code: 'DL3056',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'A label of type semver holds a semantic version',
  why: 'Where `label-schema` in `.hadolint.yaml` gives a label this type, tools read its value as a semantic version, such as `1.2.3` or `1.2.3-rc.1`: three numbers, no leading v.',
  url: hadolintUrl('DL3056'),
  bad: [{ dockerfile: 'FROM alpine:3.22\nLABEL value=⟦v1.2⟧\n', options: { labelSchema: { value: 'semver' } } }],
  good: [
    { dockerfile: 'FROM alpine:3.22\nLABEL value=1.2.3-rc.1\n', options: { labelSchema: { value: 'semver' } } },
    'FROM alpine:3.22\nLABEL value=v1.2\n',
  ],
  subject: { keywords: ['LABEL'], needs: asksFor('semver') },
  fixable: false,
  check(file, options) {
    return invalidLabels(
      file,
      options,
      'semver',
      isSemver,
      (name) => `The value of label '${name}' is not a semantic version such as 1.2.3.`,
    );
  },
};

function isSemver(value: string): boolean {
  return pattern.test(value);
}
