import { type DockerfileLanguageService, DockerfileLanguageServiceFactory } from 'dockerfile-language-service';
import { MarkupKind, type Position } from 'vscode-languageserver-types';
import { completion } from '../../server/src/features/completion';
import { format } from '../../server/src/features/format';
import { defaultFormatStyle } from '../../server/src/features/format/style';
import { hover } from '../../server/src/features/hover';
import { semanticTokens } from '../../server/src/features/semantic-tokens';
import { documentSymbols } from '../../server/src/features/symbols';
import { analyze } from '../../server/src/model/analyze';
import type { Dockerfile } from '../../server/src/model/dockerfile';
import { parse } from '../../server/src/parser/parse';
import { lint } from '../../server/src/rules/lint';
import { defaultLintOptions } from '../../server/src/rules/options';
import { random, realisticDockerfile, realisticFiles } from './generate';
import { median, ms, percentile, type Row, timed } from './stats';

interface Feature {
  readonly name: string;
  ours(file: Dockerfile, position: Position): unknown;
  peer(service: DockerfileLanguageService, text: string, position: Position): unknown;
  /** How many times as fast as the peer a file of 5,000 lines must be; 1 where absent. */
  readonly large?: number;
}

const imageInfo = () => undefined;
const formatting = { insertSpaces: true, tabSize: 4 };

const features: readonly Feature[] = [
  {
    name: 'completion',
    ours: (file, position) =>
      completion(file, position, { trigger: undefined, snippets: true, retrigger: true, images: [], imageInfo }),
    peer: (service, text, position) => service.computeCompletionItems(text, position),
  },
  {
    name: 'hover',
    ours: (file, position) => hover(file, position, { state: true, imageInfo }),
    peer: (service, text, position) => service.computeHover(text, position),
  },
  {
    name: 'semantic tokens',
    ours: (file) => semanticTokens(file),
    peer: (service, text) => service.computeSemanticTokens(text),
    large: 3,
  },
  {
    name: 'document symbols',
    ours: (file) => documentSymbols(file),
    peer: (service, text) => service.computeSymbols({ uri: 'file:///Dockerfile' }, text),
  },
  {
    name: 'formatting',
    ours: (file) => format(file, { ...defaultFormatStyle, indentContinuedLines: true }),
    peer: (service, text) => service.format(text, formatting),
    large: 3,
  },
];

/**
 * Requests of the editor on files of up to 500 lines and on one of 5,000. Each side does what its server does: ours answers
 * from the model of the document's version, which the check of that version has made and used before; the peer's parses the
 * text for every request. Every answer of ours is the first of its kind for a version, so that nothing is measured that
 * only a repeated request would find ready.
 */
export function editing(rounds = 8): Row[] {
  const service = peerService();
  const files = [...realisticFiles(40, 5), ...[200, 300, 400, 480].map((lines) => realisticDockerfile(lines, lines))];
  const large = [realisticDockerfile(11, 5000)];
  return features.flatMap((feature) => {
    const small = compare(feature, service, files, rounds);
    const big = compare(feature, service, large, 3);
    const wanted = feature.large ?? 1;
    return [
      {
        what: `${feature.name}: files up to 500 lines, p50`,
        ours: ms(median(small.ours)),
        peer: ms(median(small.peer)),
        ratio: median(small.peer) / median(small.ours),
        wanted: { ratio: 1, text: 'not slower' },
      },
      {
        what: `${feature.name}: files up to 500 lines, p99`,
        ours: ms(percentile(small.ours, 0.99)),
        peer: ms(percentile(small.peer, 0.99)),
        ratio: percentile(small.peer, 0.99) / percentile(small.ours, 0.99),
        wanted: { holds: percentile(small.ours, 0.99) < 5, text: 'under 5 ms' },
      },
      {
        what: `${feature.name}: a file of 5,000 lines`,
        ours: ms(median(big.ours)),
        peer: ms(median(big.peer)),
        ratio: median(big.peer) / median(big.ours),
        wanted: { ratio: wanted, text: wanted === 1 ? 'not slower' : `at least ${wanted} times` },
      },
    ];
  });
}

function peerService(): DockerfileLanguageService {
  const service = DockerfileLanguageServiceFactory.createLanguageService();
  service.setCapabilities({
    completion: { completionItem: { snippetSupport: true, documentationFormat: [MarkupKind.Markdown] } },
    hover: { contentFormat: [MarkupKind.Markdown] },
  });
  return service;
}

function compare(feature: Feature, service: DockerfileLanguageService, files: readonly string[], rounds: number) {
  const times = { ours: [] as number[], peer: [] as number[] };
  const next = random(3);
  for (let round = -2; round < rounds; round += 1) {
    for (const text of files) {
      const position = somewhere(text, next);
      const file = analyze(parse(text));
      lint(file, defaultLintOptions);
      const ours = timed(() => feature.ours(file, position));
      const peer = timed(() => feature.peer(service, text, position));
      if (round < 0) continue;
      times.ours.push(ours);
      times.peer.push(peer);
    }
  }
  return times;
}

/** A place in a file; not in a FROM, where the peer would ask a registry on the network for tags. */
function somewhere(text: string, next: () => number): Position {
  const lines = text.split('\n');
  for (;;) {
    const line = Math.floor(next() * lines.length);
    const content = lines[line] ?? '';
    if (!content.startsWith('FROM')) return { line, character: Math.floor(next() * (content.length + 1)) };
  }
}
