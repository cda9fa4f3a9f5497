/**
 * Writes dockerfile.tmLanguage.json: `node syntaxes/dockerfile.mjs`.
 *
 * The grammar is generated because almost every rule exists twice, for the escape tokens `\` and backtick, and because the
 * heredoc patterns repeat each other.
 *
 * How an instruction ends, whatever is still open in it:
 * - A `line` rule holds everything after the keyword. Its `while` condition is `\G`, which matches at the start of a line only
 *   when the innermost open rule swallowed the line break before it. Only `continuation` does that, so an unclosed
 *   quote or `$(` never reaches the next instruction.
 * - A heredoc needs to outlive the line. When the line ahead has markers, rules that know the closing names are opened before
 *   it, the last name outermost, and the marker line is coloured by the innermost one's begin captures. A line of a continued
 *   instruction that has a marker closes the `line` rule first.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bareName, heredocs, marker, scriptBodies, shebangs, textBodies, toMarker } from './heredocs.mjs';
import { shell, variables } from './shell.mjs';

const never = '(?!)';

/**
 * @typedef {import('./heredocs.mjs').Rule} Rule
 * @typedef {object} Context the rules for one escape token
 * @property {string} id suffix of the repository's entries
 * @property {string} token regular expression of the escape token
 * @property {(name: string) => Rule} at includes an entry
 * @property {Rule} glue carries a rule over a continued line break
 * @property {readonly Rule[]} flags flags before the arguments
 */

/**
 * An instruction: its keyword, then the rest of its logical line. `heredocs` names the rules for markers ahead.
 *
 * @param {Context} context
 * @param {string} keywords
 * @param {readonly Rule[]} patterns
 * @param {string} [heredocs]
 */
function instruction({ id, token }, keywords, patterns, heredocs) {
  return {
    name: 'meta.instruction.dockerfile',
    begin: `\\G(?i:(${keywords}))(?=\\s|${token}[ \\t]*$)`,
    beginCaptures: { 1: { name: 'keyword.other.special-method.dockerfile' } },
    end: '^(?!\\G)',
    patterns: [
      ...(heredocs ? [3, 2, 1].map((count) => ({ include: `#${heredocs}-${id}-${count}` })) : []),
      {
        begin: '\\G',
        while: heredocs ? `\\G(?:(?=[ \\t]*#)|(?!${toMarker}${marker}))` : '\\G',
        patterns,
      },
    ],
  };
}

/**
 * What follows the flags; it stays open until the logical line ends.
 *
 * @param {...Rule} patterns
 */
function rest(...patterns) {
  return { begin: '(?=\\S)', end: never, patterns };
}

/**
 * @param {Context} context
 */
function instructions(context) {
  const { id, at, glue, flags } = context;
  return {
    [`file-${id}`]: {
      patterns: [{ include: '#comment' }, { begin: '^[ \\t]*(?=\\S)', end: '^(?!\\G)', patterns: [at('instruction')] }],
    },
    [`instruction-${id}`]: {
      patterns: [
        instruction(context, 'FROM', [...flags, at('from')]),
        instruction(context, 'RUN', [...flags, at('script')], 'run-heredocs'),
        instruction(context, 'CMD|ENTRYPOINT|SHELL', [...flags, at('script')]),
        instruction(context, 'COPY|ADD', [at('paths')], 'copy-heredocs'),
        instruction(context, 'VOLUME', [at('paths')]),
        instruction(context, 'ENV', [at('pairs')]),
        instruction(context, 'ARG', [glue, at('bare-name'), at('pairs')]),
        instruction(context, 'LABEL', [at('pairs')]),
        instruction(context, 'HEALTHCHECK', [...flags, at('healthcheck')]),
        instruction(context, 'EXPOSE', [glue, at('expose')]),
        instruction(context, 'USER', [...flags, at('user')]),
        instruction(context, 'WORKDIR', [...flags, rest(glue, at('string'), { include: '#variables' }, at('word'))]),
        instruction(context, 'STOPSIGNAL', [
          glue,
          { name: 'constant.language.signal.dockerfile', match: '\\b(?:SIG[A-Z0-9+]+|\\d+)\\b' },
          { include: '#variables' },
        ]),
        instruction(context, 'MAINTAINER', [
          { begin: '(?=\\S)', end: never, name: 'string.unquoted.dockerfile', patterns: [glue] },
        ]),
        {
          begin: '\\G(?i:(ONBUILD))(?=\\s)[ \\t]*',
          beginCaptures: { 1: { name: 'keyword.other.special-method.dockerfile' } },
          end: '^(?!\\G)',
          patterns: [at('instruction')],
        },
        { name: 'meta.instruction.unknown.dockerfile', begin: '\\G', while: '\\G', patterns: [glue] },
      ],
    },
  };
}

/**
 * The arguments of single instructions.
 *
 * @param {Context} context
 */
function operands({ id, at, glue, flags, token }) {
  return {
    ...heredocs(`run-heredocs-${id}`, scriptBodies(at('run-marker-line'))),
    ...heredocs(`copy-heredocs-${id}`, textBodies(at('copy-marker-line'))),
    [`run-marker-line-${id}`]: {
      patterns: [{ include: '#marker' }, ...flags, rest({ include: '#marker' }, at('script'))],
    },
    [`copy-marker-line-${id}`]: { patterns: [{ include: '#marker' }, at('paths')] },
    [`from-${id}`]: {
      begin: '(?=\\S)',
      end: never,
      patterns: [
        glue,
        {
          match: '(?<=\\s)(?i:(AS))(?:[ \\t]+([A-Za-z0-9][\\w.-]*))?(?!\\S)',
          captures: {
            1: { name: 'keyword.other.special-method.as.dockerfile' },
            2: { name: 'entity.name.type.stage.dockerfile' },
          },
        },
        {
          begin: '(?<!\\S)(?=\\S)',
          end: '(?=\\s)',
          name: 'meta.image.dockerfile',
          patterns: [{ include: '#image' }, glue],
        },
      ],
    },
    [`paths-${id}`]: {
      patterns: [
        ...flags,
        at('exec'),
        rest({ include: '#marker' }, glue, { include: '#variables' }, at('string'), at('word')),
      ],
    },
    [`pairs-${id}`]: {
      patterns: [
        glue,
        {
          match: `(?<!\\S)([^\\s="'$${token}]+)(=)`,
          captures: {
            1: { name: 'variable.other.assignment.dockerfile' },
            2: { name: 'keyword.operator.assignment.dockerfile' },
          },
        },
        // `ENV name value`: the first word.
        {
          match: `\\G[ \\t]+([^\\s="'$${token}]+)(?=\\s|${token}[ \\t]*$)`,
          captures: { 1: { name: 'variable.other.assignment.dockerfile' } },
        },
        {
          begin: '(?<!\\S)(["\'])(?=[^"\'\\n]*\\1=)',
          beginCaptures: { 0: { name: 'punctuation.definition.string.begin.dockerfile' } },
          contentName: 'variable.other.assignment.dockerfile',
          end: '(["\'])(=)|(?=\\s)',
          endCaptures: {
            1: { name: 'punctuation.definition.string.end.dockerfile' },
            2: { name: 'keyword.operator.assignment.dockerfile' },
          },
        },
        at('string'),
        { include: '#variables' },
        { name: 'constant.numeric.dockerfile', match: '(?<==)\\d+(?:\\.\\d+)*(?!\\S)' },
        at('word'),
      ],
    },
    [`bare-name-${id}`]: {
      name: 'variable.other.assignment.dockerfile',
      match: `(?<!\\S)[A-Za-z_]\\w*(?=\\s|${token}[ \\t]*$)`,
    },
    [`healthcheck-${id}`]: {
      patterns: [
        {
          begin: '(?i:(CMD))(?=\\s)',
          beginCaptures: { 1: { name: 'keyword.other.special-method.dockerfile' } },
          end: never,
          patterns: [glue, at('script')],
        },
        { name: 'constant.language.none.dockerfile', match: '(?i:NONE)(?!\\S)' },
      ],
    },
    [`expose-${id}`]: {
      patterns: [
        {
          match: '(?<!\\S)(\\d+)(?:(-)(\\d+))?(?:(/)([A-Za-z]+))?(?!\\S)',
          captures: {
            1: { name: 'constant.numeric.port.dockerfile' },
            2: { name: 'keyword.operator.range.dockerfile' },
            3: { name: 'constant.numeric.port.dockerfile' },
            4: { name: 'punctuation.separator.protocol.dockerfile' },
            5: { name: 'constant.language.protocol.dockerfile' },
          },
        },
        { include: '#variables' },
      ],
    },
    [`user-${id}`]: {
      patterns: [
        { include: '#variables' },
        { name: 'punctuation.separator.group.dockerfile', match: ':' },
        { name: 'constant.numeric.id.dockerfile', match: '(?<=[\\s:])\\d+(?=[\\s:])' },
        { name: 'string.unquoted.user.dockerfile', match: `[^\\s:$${token}]+` },
      ],
    },
  };
}

/**
 * Continuations, flags, strings and words: the parts that several instructions share.
 *
 * @param {Context} context
 */
function lexical({ id, at, glue, token }) {
  return {
    [`continuation-${id}`]: {
      begin: `(?<!${token})(${token})[ \\t]*\\n`,
      beginCaptures: { 1: { name: 'constant.character.escape.line-continuation.dockerfile' } },
      end: '(?=[^\\s#])',
      patterns: [
        {
          name: 'comment.line.number-sign.dockerfile',
          match: '^[ \\t]*(#).*$\\n?',
          captures: { 1: { name: 'punctuation.definition.comment.dockerfile' } },
        },
      ],
    },
    [`flag-${id}`]: {
      name: 'meta.flag.dockerfile',
      begin: '(?<!\\S)(--)([A-Za-z][\\w.-]*)',
      beginCaptures: {
        1: { name: 'punctuation.definition.flag.dockerfile' },
        2: { name: 'entity.other.attribute-name.flag.dockerfile' },
      },
      end: '(?=\\s)',
      patterns: [
        glue,
        { include: '#variables' },
        at('string'),
        {
          match: '(?<=from)(=)([A-Za-z0-9][\\w.-]*)(?=[\\s,])',
          captures: {
            1: { name: 'keyword.operator.assignment.dockerfile' },
            2: { name: 'entity.name.type.stage.dockerfile' },
          },
        },
        { name: 'keyword.operator.assignment.dockerfile', match: '=' },
        { name: 'punctuation.separator.option.dockerfile', match: ',' },
        { name: 'variable.parameter.option.dockerfile', match: '(?<=[=,])[a-z-]+(?==)' },
        { name: 'constant.language.boolean.dockerfile', match: '(?<==)(?:true|false)(?=[\\s,])' },
        { name: 'constant.numeric.dockerfile', match: '(?<==)\\d[\\d.]*(?:ns|us|ms|s|m|h)?(?=[\\s,])' },
        { name: 'string.unquoted.flag-value.dockerfile', match: `[^\\s=,"'$${token}]+` },
        { name: 'constant.character.escape.dockerfile', match: `${token}[^\\n]` },
      ],
    },
    [`script-${id}`]: {
      patterns: [
        {
          begin: '(?=\\S)',
          end: never,
          patterns: [
            at('exec'),
            {
              begin: '(?=\\S)',
              end: never,
              name: 'meta.embedded.line.shellscript',
              patterns: [{ include: `#shell-script-${id}` }],
            },
          ],
        },
      ],
    },
    [`exec-${id}`]: {
      name: 'meta.structure.array.dockerfile',
      begin: `\\[(?=\\s*(?:\\]\\s*$|"(?:[^"\\\\\\n]|\\\\.)*"\\s*(?:,|\\]\\s*$|${token}[ \\t]*$)|${token}[ \\t]*$))`,
      beginCaptures: { 0: { name: 'punctuation.definition.array.begin.dockerfile' } },
      end: '\\]',
      endCaptures: { 0: { name: 'punctuation.definition.array.end.dockerfile' } },
      patterns: [glue, { name: 'punctuation.separator.array.dockerfile', match: ',' }, at('json-string')],
    },
    [`json-string-${id}`]: {
      name: 'string.quoted.double.dockerfile',
      begin: '"',
      beginCaptures: { 0: { name: 'punctuation.definition.string.begin.dockerfile' } },
      end: '"',
      endCaptures: { 0: { name: 'punctuation.definition.string.end.dockerfile' } },
      patterns: [
        glue,
        { name: 'constant.character.escape.dockerfile', match: '\\\\(?:["\\\\/bfnrt]|u[0-9A-Fa-f]{4})' },
        { include: '#variables' },
      ],
    },
    [`string-${id}`]: {
      patterns: [
        {
          name: 'string.quoted.double.dockerfile',
          begin: '"',
          beginCaptures: { 0: { name: 'punctuation.definition.string.begin.dockerfile' } },
          end: '"',
          endCaptures: { 0: { name: 'punctuation.definition.string.end.dockerfile' } },
          patterns: [
            glue,
            { name: 'constant.character.escape.dockerfile', match: `${token}[^\\n]` },
            { include: '#variables' },
          ],
        },
        {
          name: 'string.quoted.single.dockerfile',
          begin: "'",
          beginCaptures: { 0: { name: 'punctuation.definition.string.begin.dockerfile' } },
          end: "'",
          endCaptures: { 0: { name: 'punctuation.definition.string.end.dockerfile' } },
          patterns: [glue],
        },
      ],
    },
    [`word-${id}`]: {
      patterns: [
        { name: 'constant.character.escape.dockerfile', match: `${token}[^\\n]` },
        { name: 'string.unquoted.dockerfile', match: `[^\\s"'$${token}]+` },
      ],
    },
  };
}

/**
 * The rules that depend on the escape token. `token` is its regular expression.
 *
 * @param {string} id
 * @param {string} token
 */
function mode(id, token) {
  /** @param {string} name */
  const at = (name) => ({ include: `#${name}-${id}` });
  const glue = at('continuation');
  const context = { id, token, at, glue, flags: [glue, at('flag')] };
  return {
    ...instructions(context),
    ...operands(context),
    ...lexical(context),
    ...shell({ id, glue: [glue], backtick: token !== '`', body: false }),
  };
}

const directive = {
  match: '^[ \\t]*(#)[ \\t]*(?i:(syntax|escape|check))[ \\t]*(=)[ \\t]*(.*\\S)[ \\t]*$',
  captures: {
    1: { name: 'comment.line.number-sign.dockerfile punctuation.definition.comment.dockerfile' },
    2: { name: 'keyword.control.directive.dockerfile' },
    3: { name: 'keyword.operator.assignment.dockerfile' },
    4: { name: 'string.unquoted.directive.dockerfile' },
  },
  name: 'meta.directive.dockerfile',
};
const directiveAhead = '[ \\t]*#[ \\t]*(?i:syntax|escape|check)[ \\t]*=[ \\t]*\\S';

const repository = {
  variables,
  comment: {
    name: 'comment.line.number-sign.dockerfile',
    match: '^[ \\t]*(#).*$',
    captures: { 1: { name: 'punctuation.definition.comment.dockerfile' } },
  },
  directive,
  // Everything below `# escape=` with a backtick is read with that token.
  'backtick-file': {
    begin: '^[ \\t]*(#)[ \\t]*(?i:(escape))[ \\t]*(=)[ \\t]*(`)[ \\t]*$',
    beginCaptures: directive.captures,
    end: '(?!)',
    patterns: [
      { begin: `\\G\\n`, end: `^(?!${directiveAhead})`, patterns: [{ include: '#directive' }] },
      { include: '#file-backtick' },
    ],
  },
  image: {
    patterns: [
      { include: '#variables' },
      {
        match: '(?<=\\s)((?:localhost|[\\w-]+(?:\\.[\\w-]+)+)(?::\\d+)?|[\\w-]+:\\d+)(/)',
        captures: {
          1: { name: 'entity.name.namespace.registry.dockerfile' },
          2: { name: 'punctuation.separator.path.dockerfile' },
        },
      },
      {
        match: '(@)([A-Za-z][\\w+.-]*:[0-9A-Fa-f]*)',
        captures: {
          1: { name: 'punctuation.separator.digest.dockerfile' },
          2: { name: 'constant.numeric.digest.dockerfile' },
        },
      },
      {
        begin: ':',
        beginCaptures: { 0: { name: 'punctuation.separator.tag.dockerfile' } },
        end: '(?=[@\\s])',
        patterns: [{ include: '#variables' }, { name: 'constant.numeric.tag.dockerfile', match: '[\\w.-]+' }],
      },
      { name: 'entity.name.type.image.dockerfile', match: '[\\w][\\w./-]*|/' },
    ],
  },
  marker: {
    match: `(?<!\\S)(\\d*<<-?)[ \\t]*(?:(["'])([^"'\\n]+)(\\2)|${bareName})(?!\\S)`,
    captures: {
      1: { name: 'keyword.operator.heredoc.dockerfile' },
      2: { name: 'punctuation.definition.string.begin.dockerfile' },
      3: { name: 'keyword.control.heredoc-token.dockerfile' },
      4: { name: 'punctuation.definition.string.end.dockerfile' },
      5: { name: 'keyword.control.heredoc-token.dockerfile' },
    },
  },
  shebang: { patterns: shebangs },
  'body-continuation': {
    match: '(\\\\)\\n',
    captures: { 1: { name: 'constant.character.escape.line-continuation.shell' } },
  },
  ...shell({ id: 'body', glue: [{ include: '#body-continuation' }], backtick: true, body: true }),
  ...mode('backslash', '\\\\'),
  ...mode('backtick', '`'),
};

/** The grammar as an object, for the test that compares it with the file. */
export const grammar = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'Dockerfile',
  scopeName: 'source.dockerfile',
  patterns: [
    {
      begin: `\\A(?=${directiveAhead})`,
      end: `^(?!${directiveAhead})`,
      patterns: [{ include: '#backtick-file' }, { include: '#directive' }],
    },
    { include: '#file-backslash' },
  ],
  repository,
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('./dockerfile.tmLanguage.json', import.meta.url), `${JSON.stringify(grammar, null, 2)}\n`);
}
