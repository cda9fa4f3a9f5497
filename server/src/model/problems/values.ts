import type { Report } from '../../syntax/report';
import { parseChmod } from '../../syntax/values/chmod';
import { parsePort } from '../../syntax/values/port';
import { digestError } from '../../syntax/values/reference';
import { parseSignal, signalNames } from '../../syntax/values/signal';
import { suggestInCase } from '../../syntax/values/suggest';
import type { ExpandedWord } from '../dockerfile';
import type { Step } from '../scope';
import { settled } from './expansion';
import { checkGitSources } from './git-sources';
import { isPlaceholder } from './placeholder';
import { isGitSource, isHttpSource } from './sources';

/** Values that are checked after expansion: ports, signals, modes, volumes, sources and checksums. */
export function checkValues(words: readonly ExpandedWord[], step: Step, report: Report): void {
  for (const expanded of words) {
    if (expanded.word.role === 'port') checkPorts(expanded, step, report);
    const text = settled(expanded);
    if (text === undefined) continue;
    checkValue(text, expanded, step, report);
  }
  if (step.instruction.name !== 'ADD') return;
  checkChecksum(words, step, report);
  checkGitSources(words, step, report);
}

function checkValue(text: string, { word }: ExpandedWord, step: Step, report: Report): void {
  switch (word.role) {
    case 'signal': {
      const signal = parseSignal(text);
      if (!signal.ok) {
        report.add('InvalidSignal', word, `Invalid signal: ${text}.`, suggestInCase(text, signalNames));
      }
      break;
    }
    case 'chmod': {
      const mode = text === '' ? undefined : parseChmod(text);
      if (mode && !mode.ok) report.add('InvalidChmod', word, chmodMessage(text, mode.reason));
      break;
    }
    case 'volume':
      if (text.trim() === '' && word.raw.trim() !== '') {
        report.add('BlankVolume', word, `VOLUME specified can not be an empty string: ${word.raw} is empty here.`);
      }
      break;
    case 'source':
      if (step.instruction.name !== 'COPY') break;
      if (isHttpSource(text)) report.add('UrlInCopy', word, "Source can't be a URL for COPY: use ADD.");
      else if (isGitSource(text)) report.add('UrlInCopy', word, "Source can't be a git ref for COPY: use ADD.");
      break;
    default:
  }
}

function chmodMessage(text: string, reason: string): string {
  if (reason !== 'invalid syntax') return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  return `Invalid chmod parameter: '${text}'. Write an octal number between 0 and 07777, or clauses like u=rwX,go=rX.`;
}

function checkPorts({ word, expansion }: ExpandedWord, { instruction }: Step, report: Report): void {
  if (expansion.error || expansion.certainty !== 'certain' || isPlaceholder(instruction.rest.text)) return;
  for (const spec of expansion.words) {
    const port = parsePort(spec);
    if (!port.ok) report.add('InvalidPort', word, `${port.reason.charAt(0).toUpperCase()}${port.reason.slice(1)}.`);
  }
}

function checkChecksum(words: readonly ExpandedWord[], step: Step, report: Report): void {
  const checksum = words.find(({ word }) => word.role === 'checksum');
  const text = checksum && settled(checksum);
  if (!checksum || !text) return;
  const sources = words.filter(({ word }) => word.role === 'source');
  const [source] = sources;
  if (sources.length !== 1 || !source) {
    report.add('InvalidChecksum', checksum.word, "Checksum can't be specified for multiple sources.");
    return;
  }
  const address = settled(source);
  if (address === undefined) return;
  if (isGitSource(address)) return;
  if (!isHttpSource(address)) {
    report.add('InvalidChecksum', checksum.word, 'Checksum requires HTTP(S) or Git sources.');
    return;
  }
  const problem = digestError(text);
  if (problem) {
    const reason = problem === 'invalid reference format' ? 'invalid checksum digest format' : problem;
    report.add('InvalidChecksum', checksum.word, `Checksum "${text}" of ${step.instruction.name}: ${reason}.`);
  }
}
