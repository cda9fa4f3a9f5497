import type { Rule } from './rule';

/** Credentials with a form of their own, as their issuers document it, and passwords in URLs. */
const secrets: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { what: 'a GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/ },
  { what: 'a GitLab token', pattern: /\bglpat-[A-Za-z0-9_-]{20,}/ },
  { what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { what: 'a Slack token', pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}/ },
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/ },
  { what: 'a password in a URL', pattern: /\b[a-z][a-z+.-]*:\/\/[^\s/:@"'$<>{}]+:[^\s/:@"'$<>{}*]{3,}@(?=[\w.-]+)/ },
];
/** What each of them has in it, so that most texts cost one search. */
const telling = /[KS]IA|gh[pousr]_|_pat_|glpat-|npm_|xox|PRIVATE KEY/;
/** Stand-ins that documentation and tests use, the name of the user among them. */
const placeholder = /\/\/([^:]+):\1@|:(?:pass(?:word)?|secret|x{3,}|changeme|example|dummy|test|fake)@|EXAMPLE$/i;
const localHost = /^(?:localhost|127\.0\.0\.1)\b/;

export const hardcodedSecret: Rule = {
  code: 'HardcodedSecret',
  aliases: [],
  source: 'quayside',
  severity: 'error',
  summary: 'No passwords, tokens or private keys in a Dockerfile',
  why:
    'A secret in a Dockerfile is in the repository, in the history of the image and in every copy of both. Take it out, make a new one, ' +
    'because this one has to count as known, and give it to the build with `RUN --mount=type=secret,id=…`.',
  bad: [
    'FROM alpine:3.22\nENV AWS_ID=⟦AKIA2E0A8F3B244C9986⟧\n',
    'FROM alpine:3.22\nRUN git clone ⟦https://bot:s3cr3tvalue@⟧git.example.com/app.git\n',
  ],
  good: [
    'FROM alpine:3.22\nARG TOKEN\nRUN git clone https://bot:${TOKEN}@git.example.com/app.git\n',
    'FROM alpine:3.22\nENV DATABASE_URL=postgres://app:password@db/app\n',
    'FROM alpine:3.22\nENV DATABASE_URL=postgres://postgres:postgres@db/app\n',
  ],
  fixable: false,
  *check({ text, tree }) {
    const mayHaveUrl = text.includes('@') && /:\/\/[^\s/:@]+:[^\s/@]+@/.test(text);
    if (!mayHaveUrl && !telling.test(text)) return;
    for (const { start: from, end: to } of tree.instructions) {
      const part = text.slice(from, to);
      for (const { what, pattern } of secrets) {
        const match = pattern.exec(part);
        if (!match || isPlaceholder(match[0], part.slice(match.index + match[0].length))) continue;
        const start = from + match.index;
        yield { start, end: start + match[0].length, message: `This is ${what}: take it out and make a new one.` };
      }
    }
  },
};

function isPlaceholder(secret: string, rest: string): boolean {
  return placeholder.test(secret) || localHost.test(rest);
}
