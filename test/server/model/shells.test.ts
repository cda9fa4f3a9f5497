import { expect, test } from 'vitest';
import { dockerfile } from '../../support/cursor';

/** The interpreter of each RUN; `none` where it is not POSIX-like. */
function interpreters(text: string): string {
  const file = dockerfile(text);
  return file
    .byKeyword('RUN')
    .map((run) => file.scriptOf(run)?.interpreter ?? 'none')
    .join(' ');
}

test.each([
  ['FROM a\nRUN x\n', 'sh'],
  ['FROM a\nSHELL ["/bin/bash", "-c"]\nRUN x\nFROM b\nRUN y\n', 'bash sh'],
  ['FROM a AS b\nSHELL ["/bin/bash", "-c"]\nFROM b\nRUN y\n', 'bash'],
  ['FROM a AS b\nONBUILD SHELL ["/bin/bash", "-c"]\nRUN x\nFROM b\nRUN y\n', 'sh bash'],
  ['SHELL ["/bin/bash", "-c"]\nRUN x\n', 'bash'],
  ['FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN x\n', 'none'],
  ['FROM someone/node-windows:10\nRUN x\n', 'none'],
  ['FROM someone/windows-exporter:10\nRUN x\n', 'sh'],
  // hadolint's pragma: for all stages before the first FROM, else to the end of its stage.
  ['# hadolint shell=powershell\nFROM a\nRUN x\nFROM b\nRUN y\n', 'none none'],
  ['ARG A\n# hadolint shell=bash\nFROM a\nRUN x\nSHELL ["/bin/ash", "-c"]\nRUN y\nFROM b\nRUN z\n', 'bash ash bash'],
  ['FROM a\nRUN x\n# hadolint shell=bash\n\nRUN y\nRUN z\nFROM b\nRUN z\n', 'sh bash bash sh'],
  ['FROM a\nRUN x\n# hadolint shell=bash\nFROM b\nRUN z\n', 'sh bash'],
  ['FROM mcr.microsoft.com/powershell:7\n# hadolint shell=bash\nRUN x\n', 'bash'],
])('%j', (text, expected) => expect(interpreters(text)).toBe(expected));
