import { expect, test } from 'vitest';
import { signatureHelp } from '../../../server/src/features/signature-help';
import { instructions } from '../../../server/src/instructions/registry';
import { atCursor } from '../../support/cursor';

/** The signature in force and the part of it that is being written. */
function at(marked: string): { label: string; parameter: string } | undefined {
  const { file, position } = atCursor(marked);
  const help = signatureHelp(file, position);
  const signature = help?.signatures[help.activeSignature ?? 0];
  const parameter = signature?.parameters?.[help?.activeParameter ?? 0];
  return signature && { label: signature.label, parameter: String(parameter?.label) };
}

const head = 'FROM alpine:3.22\n';

test.each(instructions.map(({ keyword, signatures }) => [keyword, signatures[0]?.label]))(
  '%s has help',
  (keyword, label) => {
    const { file, position } = atCursor(`${keyword === 'FROM' ? '' : head}${keyword} ‸`);
    expect(signatureHelp(file, position)?.signatures.map((signature) => signature.label)).toContain(label);
  },
);

test.each([
  ['FROM ‸', '<image>'],
  ['FROM --platform=‸', '<os>/<arch>[/<variant>]'],
  [`${head}COPY --chown=‸`, '<user>[:<group>]'],
  [`${head}COPY --link=‸`, '<boolean>'],
  ['FROM alpine ‸', 'AS'],
  ['FROM alpine AS ‸', '<name>'],
  ['FROM alpine AS na‸me', '<name>'],
  [`${head}COPY ‸`, '<src>...'],
  [`${head}COPY a ‸`, '<dest>'],
  [`${head}COPY a b‸ c`, '<src>...'],
  [`${head}COPY a b c‸`, '<dest>'],
  [`${head}COPY --link a ‸`, '<dest>'],
  [`${head}COPY ["a", ‸`, '"<src>", ...'],
  [`${head}CMD ["a‸"]`, '"executable"'],
  [`${head}CMD ["a", "b‸"]`, '"arg", ...'],
  [`${head}CMD run‸`, 'command'],
  [`${head}HEALTHCHECK ‸`, 'CMD'],
  [`${head}HEALTHCHECK NO‸`, 'NONE'],
  [`${head}EXPOSE 80 ‸`, '<port>[/<protocol>]...'],
  [`${head}RUN a \\\n  b ‸`, '<command>'],
  [`${head}ONBUILD COPY a ‸`, '<dest>'],
  [`${head}COPY --from=‸`, '<stage|image|context>'],
  [`${head}HEALTHCHECK --interval=‸`, '<duration>'],
  [`${head}RUN --mount=type=cache,sharing=‸`, 'sharing=<sharing>'],
  [`${head}RUN --mount=type=cache,dst=‸`, 'target=<path>'],
])('in %s the part is %s', (marked, parameter) => {
  expect(at(marked)?.parameter).toBe(parameter);
});

test.each(['‸', `${head}CO‸`, '# syntax=‸', `${head}RUN <<EOF\n‸\nEOF`, `${head}COPY --nothing=‸`])(
  '%j has no help',
  (marked) => {
    expect(at(marked)).toBeUndefined();
  },
);
