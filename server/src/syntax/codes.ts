/** Everything that a BuildKit build rejects, by the code that its diagnostics carry. */
export const syntaxCodes = {
  // Lines and directives
  NoInstructions: 'The file has no instructions',
  LineTooLong: 'A line is longer than the 65535 bytes that BuildKit reads',
  DuplicateDirective: 'A parser directive is given twice',
  InvalidEscapeDirective: 'The escape directive names neither a backslash nor a backtick',
  InvalidCheckOption: 'The check directive has an option that BuildKit does not know',
  UnterminatedHeredoc: 'The closing line of a heredoc is missing',
  JsonArrayNotStrings: 'A JSON array holds something other than strings',
  MissingEquals: 'A word of ENV or LABEL has no equals sign',
  MissingValue: 'ENV or LABEL names a variable without a value',
  // Instructions
  UnknownInstruction: 'The keyword is no Dockerfile instruction',
  NoBuildStage: 'An instruction other than ARG stands before the first FROM',
  NoStages: 'The file has no FROM',
  MissingArguments: 'An instruction has too few arguments',
  BlankName: 'A variable or label has an empty name',
  BlankVolume: 'A volume path is empty',
  EmptyCommand: 'A command in JSON form has no words',
  ShellNotJson: 'SHELL is not in JSON form',
  HeredocDestination: 'A heredoc is the destination of COPY or ADD',
  // Flags
  UnknownFlag: 'The instruction does not have this flag',
  DuplicateFlag: 'A flag is given twice',
  MissingFlagValue: 'A flag needs a value',
  InvalidFlagBoolean: 'A flag wants true or false',
  // FROM
  InvalidFrom: 'FROM takes an image, or an image, AS and a name',
  InvalidStageName: 'A stage name has characters that are not allowed',
  // HEALTHCHECK
  UnknownHealthcheckType: 'HEALTHCHECK is neither CMD nor NONE',
  HealthcheckNoneArguments: 'HEALTHCHECK NONE has arguments',
  InvalidDuration: 'A duration is malformed or below one millisecond',
  InvalidRetries: 'The number of retries is malformed or negative',
  // ONBUILD
  InvalidOnbuild: 'ONBUILD triggers an instruction that is not allowed there',
  // RUN
  InvalidNetwork: 'The network mode of RUN is unknown',
  InvalidSecurity: 'The security mode of RUN is unknown',
  InvalidDevice: 'A device of RUN is malformed',
  InvalidMount: 'A mount of RUN is malformed',
  // What only expansion and the stages show
  InvalidExpansion: 'A word cannot be expanded',
  RequiredVariable: 'A variable that has to be set is not',
  BlankBaseName: 'The base image is empty after expansion',
  InvalidImageReference: 'The name of an image is malformed',
  InvalidPlatform: 'A platform is malformed',
  VariableInFrom: 'COPY --from does not expand variables',
  InvalidStageIndex: 'There is no stage with this number',
  LaterStage: 'A stage is used before it is defined',
  CircularDependency: 'A stage uses itself',
  UnknownTarget: 'The target stage does not exist',
  InvalidChmod: 'A file mode is malformed',
  InvalidPort: 'A port is malformed',
  InvalidSignal: 'A signal is unknown',
  InvalidChecksum: 'A checksum is malformed or does not fit the source',
  InvalidGitSource: 'The query of a git source is malformed or contradicts itself',
  UrlInCopy: 'COPY cannot fetch URLs',
  InvalidSourceDateEpoch: 'SOURCE_DATE_EPOCH is no time',
} as const satisfies Readonly<Record<string, string>>;

export type SyntaxCode = keyof typeof syntaxCodes;
