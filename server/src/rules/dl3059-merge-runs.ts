import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import { hadolintUrl } from './hadolint-url';
import { reachesImage } from './layers';
import type { Fix, Rule } from './rule';

export const dl3059: Rule = {
  code: 'DL3059',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  summary: 'Join short RUNs that follow each other',
  why:
    'Each RUN makes a layer. Where one short command follows another with nothing between, one RUN with `&&` makes a smaller image with fewer ' +
    'layers. Keep them apart where the first is slow and rarely changes, so that the build cache can skip it. Build stages that are only copied ' +
    'from are not looked at: their layers do not reach the image.',
  url: hadolintUrl('DL3059'),
  bad: [
    'FROM debian:13\nRUN mkdir /app\n⟦RUN⟧ chown www-data /app\n',
    'FROM debian:13\nRUN make\n\n# then\n\n⟦RUN⟧ make install\n',
  ],
  good: [
    'FROM debian:13\nRUN mkdir /app && chown www-data /app\n',
    'FROM debian:13\nRUN make\nWORKDIR /app\nRUN make install\n',
    'FROM debian:13\nRUN --mount=type=cache,target=/x make\nRUN make install\n',
    'FROM debian:13 AS build\nRUN make\nRUN make install\nFROM scratch\nCOPY --from=build /app /app\n',
  ],
  subject: { keywords: ['RUN'] },
  fixable: true,
  *check(file) {
    const runs = file.byKeyword('RUN');
    for (let i = 1; i < runs.length; i++) {
      const before = runs[i - 1];
      const run = runs[i];
      if (!before || !run || run.index !== before.index + 1 || run.parent || before.parent) continue;
      if (!isShort(file, before) || !isShort(file, run) || flagsOf(before) !== flagsOf(run) || !reachesImage(file, run))
        continue;
      const { start, end } = run.keyword;
      yield { start, end, message: 'This RUN could be joined with the one before.', fixes: joinFix(file, before, run) };
    }
  },
};

/** One command at most, on a line or two. */
function isShort(file: Dockerfile, instruction: Instruction): boolean {
  const script = file.scriptOf(instruction);
  return script !== undefined && script.commands.length <= 1 && instruction.heredocs.length === 0;
}

function flagsOf({ flags }: Instruction): string {
  return flags
    .map(({ text }) => text)
    .sort()
    .join(' ');
}

function joinFix(file: Dockerfile, before: Instruction, run: Instruction): Fix[] {
  if (before.args.kind !== 'text' || run.args.kind !== 'text') return [];
  // A comment in the first command would swallow the second.
  if (/(?:^|\s)#|[;&|\\]\s*$/.test(file.scriptOf(before)?.text ?? '#')) return [];
  const { start } = run.args.text;
  const end = before.args.text.end;
  // Comments between the two may stay inside the joined instruction, empty lines may not.
  const [lineEnd = '', ...between] = file.text.slice(end, run.start).split(/(?<=\n)/);
  const comments = between.filter((line) => line.trim() !== '').join('');
  const text = ` && ${file.tree.escape}${lineEnd.replace(/^[ \t]+/, '')}${comments}    `;
  const changes = [{ start: end, end: start, text }];
  return [{ title: 'Join with the RUN before', changes, safe: false }];
}
