import type { Dockerfile } from '../model/dockerfile';
import { hadolintUrl } from './hadolint-url';
import { type Label, labelsOf } from './labels';
import type { Rule } from './rule';

/** Labels that hold a command, which `podman container runlabel` and its forerunner look for in this spelling. */
const commands = new Set(['INSTALL', 'RUN', 'STOP', 'UNINSTALL', 'UPDATE']);
const reserved = /^(com\.docker|io\.docker|org\.dockerproject)\./;

export const dl3048: Rule = {
  code: 'DL3048',
  aliases: [],
  source: 'hadolint',
  severity: 'hint',
  summary: 'Label keys are lower-case words joined by dots, dashes or slashes',
  why:
    "Docker's guidelines for label keys: they begin and end with a lower-case letter (digits may end them), hold only lower-case letters, " +
    'digits, dots, dashes, underscores and slashes, no two dots or dashes in a row, and leave the namespaces `com.docker.`, `io.docker.` and ' +
    '`org.dockerproject.` to Docker. Tools that read labels expect this.',
  url: hadolintUrl('DL3048'),
  bad: [
    'FROM alpine:3.22\nLABEL ⟦Version⟧=1.0\n',
    'FROM alpine:3.22\nLABEL ⟦com.docker.app⟧=x\n',
    'FROM alpine:3.22\nLABEL ⟦my..label⟧=x\n',
  ],
  good: [
    'FROM alpine:3.22\nLABEL INSTALL="podman run IMAGE"\n',
    'FROM alpine:3.22\nLABEL org.opencontainers.image.version=1.0 maintainer=me build-id2=7\n',
  ],
  subject: { keywords: ['LABEL'] },
  fixable: false,
  *check(file) {
    for (const label of labelsOf(file)) {
      const name = keyOf(file, label);
      if (!name || commands.has(name)) continue;
      const message = problemOf(name);
      if (message) yield { ...label.nameSpan, message };
    }
  },
};

/** The key as the image gets it; as written where a `$` inside it names no variable, and so is a slip of the pen. */
function keyOf(file: Dockerfile, { instruction, name, nameSpan, written }: Label): string | undefined {
  if (!/[^$]\$/.test(written)) return name;
  const uses = file.variableUsesIn(instruction);
  const isUnset = uses.some(({ start, end, definition }) => {
    return !definition && start >= nameSpan.start && end <= nameSpan.end;
  });
  return isUnset ? written : name;
}

function problemOf(name: string): string | undefined {
  if (reserved.test(name)) return `The namespace of '${name}' is reserved for Docker.`;
  if (!/^[a-z]/.test(name) || !/[a-z0-9]$/.test(name))
    return `The label key '${name}' should begin and end with a lower-case letter.`;
  if (!/^[a-z0-9._/-]*$/.test(name)) {
    return `The label key '${name}' should hold only lower-case letters, digits, '.', '-', '_' and '/'.`;
  }
  return /\.\.|--/.test(name) ? `The label key '${name}' should not have two separators in a row.` : undefined;
}
