import type { Instruction } from '../parser/nodes';
import { lineBreakOf } from './instruction-edits';
import { lineAt } from './line-at';
import type { Rule } from './rule';

export const commentHidesCommands: Rule = {
  code: 'CommentHidesCommands',
  aliases: [],
  source: 'quayside',
  severity: 'warning',
  summary: 'A comment behind a command hides the continued lines that follow',
  why:
    'Continued lines are joined into one before the shell sees them, so a `#` in the middle turns everything after it into a comment, up to ' +
    'the end of the instruction. The commands below it never run, and nothing says so. Put the comment on a line of its own: such lines ' +
    'are taken out before the lines are joined.',
  bad: [
    'FROM debian:13\nRUN make ⟦# builds it⟧ \\\n  && make install\n',
    'FROM debian:13\nRUN apt-get install -y \\\n  curl \\\n  git ⟦# for go get⟧ \\\n  make\n',
  ],
  good: [
    'FROM debian:13\nRUN make \\\n  # installs it\n  && make install\n',
    'FROM debian:13\nRUN make && \\\n  make install # done\n',
    'FROM debian:13\nRUN echo "a # b" \\\n  && echo \'#\' \\\n  && echo ${#A} a#b \\# \\\n  && make\n',
  ],
  subject: { keywords: ['RUN'] },
  fixable: true,
  *check(file) {
    const { text, tree } = file;
    for (const run of file.byKeyword('RUN')) {
      if (run.startLine === run.lastLine || run.args.kind !== 'text' || !file.scriptOf(run)) continue;
      const index = commentIndex(run);
      if (index < 0) continue;
      const start = run.line.offsetAt(index);
      const hidden = run.line.text.slice(index).trimEnd();
      const last = run.line.offsetAt(index + hidden.length - 1);
      if (lineAt(tree, start) === lineAt(tree, last)) continue;
      const lineEnd = text.indexOf('\n', start);
      const comment = text.slice(start, lineEnd).replace(/\s*[\\`]\s*$/, '');
      const end = start + comment.length;
      const lineStart = text.lastIndexOf('\n', start - 1) + 1;
      const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
      const first = lineAt(tree, start) === run.startLine;
      yield {
        start,
        end,
        message: 'This comment hides all continued lines below it; put it on a line of its own.',
        fixes: [
          {
            title: 'Move the comment to a line of its own',
            changes: [
              { start: lineStart, end: lineStart, text: `${first ? '' : indent}${comment}${lineBreakOf(text)}` },
              { start: blanksBefore(text, start), end, text: '' },
            ],
            safe: false,
          },
        ],
      };
    }
  },
};

/** Index in the joined line of a `#` that starts a shell comment; -1 when there is none. */
function commentIndex({ line, restIndex, heredocs }: Instruction): number {
  const { text } = line;
  if (heredocs.length > 0 || text.indexOf('#', restIndex) < 0) return -1;
  let quote = '';
  for (let i = restIndex; i < text.length; i++) {
    const char = text[i];
    if (char === '\\' && quote !== "'") i++;
    else if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '#' && (i === restIndex || /[\s;&|()]/.test(text[i - 1] ?? ''))) return i;
  }
  return -1;
}

function blanksBefore(text: string, offset: number): number {
  let at = offset;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return at;
}
