/** The heredoc rules of the Dockerfile grammar; dockerfile.mjs tells how they fit in. */

/** @typedef {Record<string, unknown>} Rule a TextMate rule
 *  @typedef {'quoted' | 'bare' | 'any'} Kind how the name of a heredoc is written */

const text = 'string.unquoted.heredoc.dockerfile';
const interpreters = { python: 'source.python', node: 'source.js', perl: 'source.perl', ruby: 'source.ruby' };

// A heredoc marker is a word of its own; quotes and escapes before it are stepped over. Names may be quoted.
const quotedName = `(?:"([^"\\n]+)"|'([^'\\n]+)')`;
export const bareName = `([^\\s"'<-][^\\s"'<]*)`;
const anyName = `(?:"[^"\\n]+"|'[^'\\n]+'|[^\\s"'<-][^\\s"'<]*)`;
export const marker = `\\d*<<-?[ \\t]*${anyName}(?!\\S)`;
const skip = `(?>(?:[^\\s"'\\\\]|\\\\.|"(?:[^"\\\\\\n]|\\\\.)*"|'[^'\\n]*'|[ \\t](?!${marker}))*)`;
export const toMarker = `(?:|${skip}[ \\t])`;
const toNextMarker = `${skip}[ \\t]`;

/**
 * The closing line of a heredoc whose captures start at `first`: chomped (2 quoted, 1 bare), then plain.
 *
 * @param {number} first
 * @param {Kind} kind
 */
function closing(first, kind) {
  const groups = kind === 'quoted' ? 2 : kind === 'bare' ? 1 : 3;
  /** @param {number} from */
  const names = (from) => Array.from({ length: groups }, (_, i) => `\\${from + i}`).join('');
  return `(?!\\s*$)(?:\\t*${names(first)}|${names(first + groups)})$`;
}

/**
 * The marker with its name captured once for `<<-` and once for `<<`.
 *
 * @param {Kind} kind
 */
function capturing(kind) {
  const name = { quoted: quotedName, bare: bareName, any: `(?:${quotedName}|${bareName})` }[kind];
  return `\\d*<<(?:-[ \\t]*${name}|[ \\t]*${name})(?!\\S)`;
}

/**
 * Rules of one heredoc: `frame` colours the closing line, `inner` rules hold the body. `before` leads to its marker.
 *
 * @param {string} before
 * @param {readonly Rule[]} inner
 */
function frame(before, inner) {
  return {
    begin: `\\G(?![ \\t]*#)(?=${before}${capturing('any')})`,
    end: `^${closing(1, 'any')}`,
    endCaptures: { 0: { name: 'keyword.control.heredoc-token.dockerfile' } },
    patterns: inner,
  };
}

/**
 * @param {string} before
 * @param {Kind} kind
 * @param {readonly Rule[]} inner
 */
function outerBody(before, kind, inner) {
  return {
    begin: `\\G(?=${before}${capturing(kind)})`,
    while: `^(?!${closing(1, kind)})`,
    patterns: [...inner, ...(kind === 'bare' ? [{ include: '#variables' }] : []), { name: text, match: '[^$]+|\\$' }],
  };
}

/**
 * The innermost body: its begin takes the rest of the marker's line and colours it with `line`.
 *
 * @param {string} before
 * @param {Kind} kind
 * @param {Rule} line
 * @param {string} contentName
 * @param {readonly Rule[]} patterns
 */
function innerBody(before, kind, line, contentName, patterns) {
  return {
    contentName,
    begin: `\\G(?=${before}${capturing(kind)}).*`,
    beginCaptures: { 0: { patterns: [line] } },
    while: `^(?!${closing(1, kind)})`,
    patterns,
  };
}

/** @param {string} language */
const embedded = (language) => `meta.embedded.block.${language}`;
export const shebangs = [
  ...Object.entries(interpreters).map(([name, scope]) => ({
    contentName: embedded(name),
    begin: `^#!.*\\b${name}[\\d.]*\\b.*$`,
    beginCaptures: { 0: { name: 'comment.line.shebang.dockerfile' } },
    end: '(?!)',
    patterns: [{ include: scope }],
  })),
  {
    contentName: embedded('shellscript'),
    begin: '^#!.*\\b(?:ba|z|da|a|k)?sh\\b.*$',
    beginCaptures: { 0: { name: 'comment.line.shebang.dockerfile' } },
    end: '(?!)',
    patterns: [{ include: '#shell-script-body' }],
  },
];

/**
 * Text bodies, expanded or not.
 *
 * @param {Rule} line
 */
export function textBodies(line) {
  return [
    innerBody(toMarker, 'quoted', line, text, [{ include: '#shebang' }]),
    innerBody(toMarker, 'bare', line, text, [{ include: '#shebang' }, { include: '#variables' }]),
  ];
}

/**
 * Bodies of RUN: a script when the marker comes first or feeds an interpreter.
 *
 * @param {Rule} line
 */
export function scriptBodies(line) {
  const flags = '[ \\t]*(?:--\\S+[ \\t]+)*';
  const script = [{ include: '#shebang' }, { include: '#shell-script-body' }];
  return [
    ...Object.entries(interpreters).flatMap(([name, scope]) =>
      [
        `${flags}(?=${marker}[ \\t]+(?:\\S*/)?${name}[\\d.]*(?:\\s|$))`,
        `(?=[^\\n]*(?<![\\w.-])${name}[\\d.]*(?:[ \\t]+-\\S*)*[ \\t]+<<)${toMarker}`,
      ].map((before) => innerBody(before, 'any', line, embedded(name), [{ include: scope }])),
    ),
    innerBody(flags, 'any', line, embedded('shellscript'), script),
    innerBody(
      `(?=[^\\n]*(?<![\\w.-])(?:ba|z|da|a|k)?sh(?:[ \\t]+-\\S*)*[ \\t]+<<)${toMarker}`,
      'any',
      line,
      embedded('shellscript'),
      script,
    ),
    ...textBodies(line),
  ];
}

/**
 * Up to three heredocs on a line, the last one outermost, because its closing line comes last.
 * Gives the repository entries `<name>-1` (one marker ahead) to `<name>-3`, each of which opens the one before it.
 *
 * @param {string} name
 * @param {readonly Rule[]} bodies
 */
export function heredocs(name, bodies) {
  const next = `${marker}${toNextMarker}`;
  /** @param {number} count */
  const nested = (count) => {
    const before = `${toMarker}${next.repeat(count - 1)}`;
    const inner = [{ include: `#${name}-${count - 1}` }];
    return frame(before, [outerBody(before, 'quoted', inner), outerBody(before, 'bare', inner)]);
  };
  return { [`${name}-1`]: frame(toMarker, bodies), [`${name}-2`]: nested(2), [`${name}-3`]: nested(3) };
}
