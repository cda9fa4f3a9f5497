import type { BuildOptions } from './builder';
import { Random } from './random';

export interface ConfigCase extends BuildOptions {
  readonly text: string;
}

const plain = (text: string): ConfigCase => ({ text });

/** Dockerfiles that only set metadata, on the empty image. */
const handWritten: readonly ConfigCase[] = [
  ...[
    // ENV and ARG
    'ENV a=1 b=2\nENV a=3',
    'ENV a 1 2  3',
    'ENV a="x y" b=\'$c\' c=d\\ e f="\\"\\$\\\\" g=',
    'ENV PATH=/opt/bin:$PATH',
    'ENV a=1\nENV a=2 b=$a c=${a}x',
    'ENV a=${b:-none} c=${b:+some}\nENV b=\nENV d=${b:-none} e=${b:+some}',
    'ENV a=$b$c-${d}-$',
    'ARG a\nENV b=[$a]',
    'ARG a=1\nENV b=$a',
    'ARG a=1 \nARG b=$a\nENV c=$b',
    'ENV a=env\nARG a=arg\nENV b=$a',
    'ARG a=arg\nENV a=env\nENV b=$a',
    'ENV "quoted name"=1 k\\ l=2',
    'ENV a=\\\n1 \\\n# comment\n  b=2',
    'ENV tab="a\tb" uni=ü',
    // LABEL
    'LABEL a=1 "b c"="d e" f=g',
    'LABEL a b c',
    'ENV v=1\nLABEL "v$v"=$v w="${v}2"',
    'LABEL a=1\nLABEL a=2',
    'LABEL a="multi \\\nline"',
    // EXPOSE, VOLUME
    'EXPOSE 80 81/udp 80/tcp',
    'EXPOSE 8000-8002',
    'EXPOSE 90/UDP',
    'ENV p="80 81"\nEXPOSE $p 82',
    'EXPOSE $nothing 1',
    'EXPOSE 127.0.0.1:80:8080 9000:90',
    'VOLUME /a /b\nVOLUME ["/c d", "/a"]',
    'ENV v=/data\nVOLUME $v/x [a',
    // USER, WORKDIR, STOPSIGNAL, SHELL
    'USER 1000:1000\nUSER app',
    'ENV u=me\nUSER $u',
    'WORKDIR /a\nWORKDIR b/../c\nWORKDIR ./d/',
    'WORKDIR a',
    'WORKDIR ../..',
    'ENV d=/srv\nWORKDIR $d/app',
    'WORKDIR "/with blank/x"',
    'WORKDIR /trailing blank ',
    'STOPSIGNAL SIGINT',
    'STOPSIGNAL 9',
    'ENV s=QUIT\nSTOPSIGNAL SIG$s',
    'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCMD a | b',
    // CMD, ENTRYPOINT, HEALTHCHECK
    'CMD ["a", "b c"]',
    'CMD a "b c" $d',
    'CMD a \\\n  b   c',
    "CMD ['a']",
    'ENTRYPOINT ["e"]\nCMD ["c"]',
    'CMD ["c"]\nENTRYPOINT ["e"]',
    'ENTRYPOINT e $x',
    'ENTRYPOINT ["a"]\nENTRYPOINT ["b"]',
    'CMD a\nSHELL ["s", "-x"]\nENTRYPOINT b',
    'HEALTHCHECK NONE',
    'HEALTHCHECK CMD a "b c"',
    'HEALTHCHECK --interval=1m30s --timeout=1.5s --start-period=2s --retries=4 CMD ["a", "b"]',
    'SHELL ["s"]\nHEALTHCHECK CMD x',
    'HEALTHCHECK --interval=5s CMD a\nHEALTHCHECK CMD b',
    // ONBUILD
    'ONBUILD ENV a=1\nONBUILD CMD ["x"]\nENV b=1',
    'ONBUILD COPY --chown=1:1 . /x',
    'onbuild env a=1',
    'ONBUILD RUN a \\\n  b',
    'MAINTAINER Ada',
    'env a=1\ncmd b',
  ].map((body) => plain(`FROM scratch\n${body}\n`)),
  ...[
    // Stages
    'FROM scratch AS a\nENV x=1\nCMD c\nFROM a\nENV y=$x\n',
    'FROM scratch AS a\nENV x=1\nCMD ["c"]\nFROM a\nENTRYPOINT ["e"]\n',
    'FROM scratch AS a\nENTRYPOINT ["e"]\nCMD ["c"]\nFROM a AS b\nENTRYPOINT ["f"]\nFROM b\nENV z=1\n',
    'FROM scratch AS a\nARG v=1\nFROM a\nENV w=[$v]\n',
    'FROM scratch AS a\nENV v=env\nARG v=arg\nENV w=$v\nFROM a\nENV x=$v\n',
    'FROM scratch AS a\nWORKDIR /a\nUSER 5\nLABEL l=1\nEXPOSE 1\nVOLUME /v\nFROM a\nWORKDIR b\nLABEL m=2\nEXPOSE 2\n',
    'FROM scratch AS a\nONBUILD ENV b=1\nONBUILD LABEL l=$b\nFROM a AS c\nENV d=$b\nFROM c\nENV e=$d\n',
    'FROM scratch AS a\nONBUILD ENTRYPOINT ["t"]\nCMD ["c"]\nFROM a\nENV d=1\n',
    'FROM scratch AS a\nSHELL ["s"]\nFROM a\nCMD x\n',
    'FROM scratch AS a\nHEALTHCHECK CMD x\nSTOPSIGNAL 3\nFROM a\nENV b=1\n',
    'ARG v=1\nFROM scratch\nENV a=[$v]\nARG v\nENV b=[$v]\n',
    'ARG v=1\nFROM scratch\nARG v=2\nENV b=[$v]\n',
    'ARG base=scratch\nARG name=${base}\nFROM $name\nENV a=1\n',
    'FROM scratch\nARG TARGETARCH\nARG TARGETPLATFORM\nENV a=$TARGETARCH b=$TARGETPLATFORM c=$TARGETOS\n',
    '# escape=`\nFROM scratch\nENV a=`$b c="`"x" d=\\n\nCMD a `\n  b\n',
  ].map(plain),
  // Build arguments and targets
  { text: 'FROM scratch\nARG v=1\nENV a=$v\n', buildArgs: { v: '2' } },
  { text: 'FROM scratch\nARG v\nENV a=$v\n', buildArgs: { v: 'x y' } },
  { text: 'FROM scratch\nENV a=[$v]\n', buildArgs: { v: '2' } },
  { text: 'ARG v=1\nFROM scratch\nARG v=3\nENV a=$v\n', buildArgs: { v: '2' } },
  { text: 'ARG v=1\nFROM scratch\nARG v\nENV a=$v\n', buildArgs: { v: '' } },
  { text: 'ARG b=no\nFROM $b\nENV a=1\n', buildArgs: { b: 'scratch' } },
  { text: 'FROM scratch\nENV a=$HTTP_PROXY\n', buildArgs: { HTTP_PROXY: 'http://p' } },
  { text: 'FROM scratch AS a\nENV a=1\nFROM scratch AS b\nENV b=1\n', target: 'a' },
  { text: 'FROM scratch AS Mixed\nENV a=1\nFROM scratch AS b\nENV b=1\n', target: 'mixed' },
];

const lines: readonly [string, ...string[]] = [
  'ENV A=1',
  'ENV A=$B B=${A:-b}',
  'ENV B="$A $C" C=\\$A',
  'ENV C ${A}${B} ${D:+d}',
  'ARG B=arg-$A',
  'ARG C',
  'LABEL l=$A "m n"="${B}"',
  'LABEL l=2 o=',
  'EXPOSE 80 81/udp',
  'EXPOSE 9$N',
  'VOLUME /v$A /x$B',
  'VOLUME ["/w", "/x $A"]',
  'USER 1$A',
  'USER 1:2',
  'WORKDIR w$A',
  'WORKDIR /w/x',
  'CMD ["c", "$A"]',
  'CMD c $A',
  'ENTRYPOINT ["e"]',
  'ENTRYPOINT e',
  'SHELL ["sh", "-e"]',
  'STOPSIGNAL 9',
  'STOPSIGNAL SIGHUP',
  'HEALTHCHECK NONE',
  'HEALTHCHECK --retries=2 CMD h $A',
  'ONBUILD ENV A=onbuild',
  'ONBUILD USER 3',
  'ONBUILD CMD ["t"]',
];

/** Hand-written and generated files, the generated ones with two stages, the second mostly FROM the first. */
export function configCases(): readonly ConfigCase[] {
  const random = new Random(7);
  const generated = Array.from({ length: 30 }, (): ConfigCase => {
    const second = random.pick(['first', 'first', 'first', 'scratch']);
    const body = ['ARG N=0', 'FROM scratch AS first', ...random.some(lines, 2, 7), `FROM ${second}`, 'ARG N'];
    const text = `${[...body, 'ENV END=$A', ...random.some(lines, 1, 5)].join('\n')}\n`;
    return random.below(3) === 0 ? { text, buildArgs: { C: 'given', N: '1' } } : { text };
  });
  return [...handWritten, ...generated];
}
