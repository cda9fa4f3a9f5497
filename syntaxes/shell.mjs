/**
 * The shell rules of the Dockerfile grammar: enough of sh and bash to colour a RUN well.
 *
 * It is not `source.shell` on purpose. A Dockerfile's shell code ends where the instruction ends, whatever is still open in it,
 * so every rule here lives inside a rule whose `while` condition closes it (see dockerfile.mjs).
 */

const builtins =
  '\\.|:|\\[{1,2}|alias|bg|bind|break|builtin|caller|cd|command|continue|declare|dirs|disown|echo|enable|eval|exec|exit|export|false|fc|fg|getopts|hash|help|jobs|kill|let|local|logout|popd|printf|pushd|pwd|read|readonly|return|set|shift|shopt|source|test|times|trap|true|type|typeset|ulimit|umask|unalias|unset|wait';
const reserved = 'if|then|else|elif|fi|while|until|do|done|in|time|coproc|!|\\{|\\}|\\]\\]';

/** @typedef {import('./heredocs.mjs').Rule} Rule
 *  @typedef {(name: string) => Rule} Self includes an entry of the same context by its name */

/** `$NAME`, `${NAME…}` and the special parameters, as a shell and BuildKit both read them. */
export const variables = {
  patterns: [
    {
      name: 'meta.variable.dockerfile',
      begin: '(\\$\\{)([#!]?)([A-Za-z_]\\w*|\\d+|[@*?$!#-])',
      beginCaptures: {
        1: { name: 'punctuation.definition.variable.begin.dockerfile' },
        2: { name: 'keyword.operator.expansion.dockerfile' },
        3: { name: 'variable.other.dockerfile' },
      },
      // An unclosed one stops before a continuation, which the rule around it needs to see.
      end: '(\\})|(?=[\\\\`]?[ \\t]*$)',
      endCaptures: { 1: { name: 'punctuation.definition.variable.end.dockerfile' } },
      patterns: [
        { include: '#variables' },
        { name: 'constant.character.escape.dockerfile', match: '\\\\[^\\n]' },
        { name: 'keyword.operator.expansion.dockerfile', match: ':?[-+?=]|##?|%%?|//?|\\^\\^?|,,?|@[A-Za-z]\\b' },
      ],
    },
    {
      match: '(\\$)([A-Za-z_]\\w*|\\d|[@*?$!#-])',
      captures: {
        1: { name: 'punctuation.definition.variable.dockerfile' },
        2: { name: 'variable.other.dockerfile' },
      },
    },
  ],
};

/**
 * A quoted region; `patterns` are what may stand in it.
 *
 * @param {string} kind
 * @param {string} begin
 * @param {string} end
 * @param {readonly Rule[]} patterns
 */
function quoted(kind, begin, end, patterns) {
  return {
    name: `string.quoted.${kind}.shell`,
    begin,
    beginCaptures: { 0: { name: 'punctuation.definition.string.begin.shell' } },
    end,
    endCaptures: { 0: { name: 'punctuation.definition.string.end.shell' } },
    patterns,
  };
}

/**
 * @param {string} name
 * @param {string} begin
 * @param {string} end
 * @param {readonly Rule[]} patterns
 */
function substitution(name, begin, end, patterns) {
  return {
    name,
    begin,
    beginCaptures: { 0: { name: 'punctuation.section.embedded.begin.shell' } },
    end,
    endCaptures: { 0: { name: 'punctuation.section.embedded.end.shell' } },
    patterns,
  };
}

/**
 * Repository entries of the shell grammar for one context.
 *
 * @param {object} context
 * @param {string} context.id suffix of the entries' names
 * @param {readonly Rule[]} context.glue includes that carry the code over a line break that the context joins
 * @param {boolean} context.backtick whether a backtick starts a command substitution (not where it is the escape token)
 * @param {boolean} context.body whether line breaks end a command, as in a heredoc
 */
export function shell({ id, glue, backtick, body }) {
  /** @type {Self} */
  const self = (name) => ({ include: `#shell-${name}-${id}` });
  const heredocs = body ? self('heredoc') : { include: '#marker' };
  const entries = {
    ...statements(self, glue, heredocs),
    ...compounds(self, glue, body),
    ...values(self, glue, backtick),
    // Inside an instruction the joined lines are one line for the shell: a comment goes on.
    comment: {
      name: 'comment.line.number-sign.shell',
      begin: '(?<![^\\s;&|()])#',
      beginCaptures: { 0: { name: 'punctuation.definition.comment.shell' } },
      end: '(?=\\n)',
      patterns: body ? [] : glue,
    },
    ...(backtick ? { 'backtick-script': { patterns: [...glue, { match: '\\\\`' }, ...backtickPatterns(self)] } } : {}),
    ...(body ? { heredoc: nestedHeredoc(self) } : {}),
  };
  return Object.fromEntries(Object.entries(entries).map(([name, rule]) => [`shell-${name}-${id}`, rule]));
}

/**
 * Scripts, simple commands, assignments, redirections.
 *
 * @param {Self} self
 * @param {readonly Rule[]} glue
 * @param {Rule} heredocs
 */
function statements(self, glue, heredocs) {
  return {
    script: {
      patterns: [
        ...glue,
        self('comment'),
        heredocs,
        self('case'),
        self('for'),
        {
          match: `(?<![^\\s;&|()])(?:(function)[ \\t]+)?([A-Za-z_][\\w-]*)[ \\t]*(\\(\\))`,
          captures: {
            1: { name: 'storage.type.function.shell' },
            2: { name: 'entity.name.function.shell' },
            3: { name: 'punctuation.definition.arguments.shell' },
          },
        },
        { name: 'keyword.control.shell', match: `(?<![^\\s;&|()])(?:${reserved})(?![^\\s;&|()\\\\\`])` },
        self('assignment'),
        self('redirect'),
        { name: 'keyword.operator.logical.shell', match: '&&|\\|\\|' },
        { name: 'keyword.operator.pipe.shell', match: '\\|&?' },
        { name: 'keyword.operator.list.shell', match: ';;&?|;&|[;&]' },
        { name: 'punctuation.section.group.shell', match: '[()]' },
        self('command'),
      ],
    },
    command: {
      name: 'meta.command.shell',
      begin: `(?:(${builtins})(?![^\\s;&|()])|((?:[\\w./+@%:~,*?!=^-]|\\[(?=[^\\]\\n]*\\]))[^\\s;&|()<>"'\`$\\\\#]*))|(?=[^\\s;|)&])`,
      beginCaptures: {
        1: { name: 'support.function.builtin.shell' },
        2: { name: 'entity.name.function.command.shell' },
      },
      end: '(?=[;|)\\n]|&(?!>))',
      patterns: [
        ...glue,
        self('comment'),
        heredocs,
        self('redirect'),
        { name: 'constant.other.option.shell', match: '(?<=\\s)--?[A-Za-z0-9][\\w.-]*' },
        self('value'),
      ],
    },
    assignment: {
      begin: '(?<![^\\s;&|()])([A-Za-z_]\\w*)(?:\\[[^\\]\\n]*\\])?(\\+?=)',
      beginCaptures: {
        1: { name: 'variable.other.assignment.shell' },
        2: { name: 'keyword.operator.assignment.shell' },
      },
      end: '(?=[\\s;&|)])',
      patterns: [...glue, substitution('meta.array.shell', '\\(', '\\)', [...glue, self('value')]), self('value')],
    },
    redirect: {
      match: `((?:(?<=[\\s;&|()])\\d+)?(?:&>>?|>>|>\\||[<>]&(?:\\d+-?|-)?|<<<|<>|<<-?|[<>]))[ \\t]*([^\\s;&|()<>"'$\`\\\\#]*)`,
      captures: { 1: { name: 'keyword.operator.redirect.shell' } },
    },
  };
}

/**
 * @param {Self} self
 * @param {readonly Rule[]} glue
 * @param {boolean} body
 */
function compounds(self, glue, body) {
  return {
    case: {
      name: 'meta.case.shell',
      begin: '(?<![^\\s;&|()])(case)(?=\\s)',
      beginCaptures: { 1: { name: 'keyword.control.shell' } },
      end: '(?<![^\\s;&|()])(esac)(?![^\\s;&|()])',
      endCaptures: { 1: { name: 'keyword.control.shell' } },
      patterns: [
        ...glue,
        { name: 'keyword.control.shell', match: '(?<=\\s)in(?=\\s)' },
        {
          name: 'meta.case.pattern.shell',
          match: '(?<=\\s)\\(?((?:[\\w.*?+:/@~-]|\\[[^\\]\\n]*\\]|"[^"\\n]*"|\'[^\'\\n]*\'|[ \\t]*\\|[ \\t]*)+)(\\))',
          captures: {
            1: { name: 'string.unquoted.pattern.shell' },
            2: { name: 'punctuation.separator.pattern.shell' },
          },
        },
        {
          begin: '(?<=case)\\s+(?=\\S)',
          end: '(?=\\s)',
          patterns: [self('value')],
        },
        self('script'),
      ],
    },
    for: {
      begin: '(?<![^\\s;&|()])(for|select)\\s+(?:([A-Za-z_]\\w*)|(?=\\(\\())',
      beginCaptures: { 1: { name: 'keyword.control.shell' }, 2: { name: 'variable.other.loop.shell' } },
      end: `(?=;${body ? '|\\n' : ''})|(?<=\\s)(?=do(?:\\s|$))`,
      patterns: [...glue, { name: 'keyword.control.shell', match: '(?<=\\s)in(?=\\s)' }, self('value')],
    },
  };
}

/**
 * Quoted strings and expansions.
 *
 * @param {Self} self
 * @param {readonly Rule[]} glue
 * @param {boolean} backtick
 */
function values(self, glue, backtick) {
  return {
    value: {
      patterns: [
        quoted('double', '"', '"', [
          ...glue,
          { name: 'constant.character.escape.shell', match: '\\\\[$`"\\\\]' },
          self('expansion'),
        ]),
        quoted('single', "\\$'", "'", [...glue, { name: 'constant.character.escape.shell', match: '\\\\[^\\n]' }]),
        quoted('single', "'", "'", [...glue]),
        self('expansion'),
        // Where a backtick is the escape token, paths are those of Windows, and their separator escapes quotes only.
        { name: 'constant.character.escape.shell', match: backtick ? '\\\\[^\\n]' : '\\\\"' },
      ],
    },
    expansion: {
      patterns: [
        substitution('meta.arithmetic.shell', '\\$\\(\\(', '\\)\\)', [
          ...glue,
          { include: '#variables' },
          { name: 'constant.numeric.shell', match: '\\b\\d+\\b' },
          { name: 'keyword.operator.arithmetic.shell', match: '[-+*/%<>=!&|^~]+' },
        ]),
        substitution('meta.embedded.substitution.shell', '\\$\\(', '\\)', [self('script')]),
        ...(backtick ? [substitution('meta.embedded.substitution.shell', '`', '`', [self('backtick-script')])] : []),
        { include: '#variables' },
      ],
    },
  };
}

/**
 * A heredoc of the shell's own, inside a script.
 *
 * @param {Self} self
 */
function nestedHeredoc(self) {
  return {
    contentName: 'string.unquoted.heredoc.shell',
    begin: `(?<![^\\s;&|()])(\\d*<<-?)[ \\t]*(?:"([^"\\n]+)"|'([^'\\n]+)'|\\\\?([^\\s"'<;&|()]+))(.*)`,
    beginCaptures: {
      1: { name: 'keyword.operator.heredoc.shell' },
      2: { name: 'keyword.control.heredoc-token.shell' },
      3: { name: 'keyword.control.heredoc-token.shell' },
      4: { name: 'keyword.control.heredoc-token.shell' },
      5: { patterns: [self('redirect'), self('script')] },
    },
    end: '^\\t*(\\2\\3\\4)$',
    endCaptures: { 1: { name: 'keyword.control.heredoc-token.shell' } },
    patterns: [self('expansion')],
  };
}

/**
 * Inside backticks a command ends at the closing one, so words may not contain it.
 *
 * @param {Self} self
 */
function backtickPatterns(self) {
  return [
    { name: 'constant.other.option.shell', match: '(?<=\\s)--?[A-Za-z0-9][\\w.-]*' },
    self('redirect'),
    { name: 'keyword.operator.pipe.shell', match: '\\|' },
    { name: 'entity.name.function.command.shell', match: '(?<=`|\\|\\s)[\\w./-]+' },
    { name: 'string.quoted.single.shell', match: "'[^'\\n]*'" },
    { include: '#variables' },
  ];
}
