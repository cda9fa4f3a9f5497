import type { Directive, Span } from '../parser/nodes';
import type { Report } from './report';
import { parseGoBool } from './values/go-bool';
import { suggest } from './values/suggest';

const keys = ['skip', 'error', 'experimental'];

/**
 * The options of the `check` directive, which BuildKit reads before anything else: up to three `key=value` items. It cuts
 * the value at the first space.
 */
export function checkCheckDirective(directives: readonly Directive[], report: Report): void {
  const directive = directives.find(({ key, seenBy }) => key === 'check' && seenBy.prescan);
  if (directive === undefined) return;
  const [options = ''] = directive.value.split(' ', 1);
  if (options.trim() === '') return;
  let start = directive.valueSpan.start;
  const [first = '', second, ...rest] = options.split(';');
  for (const item of [first, second, rest.length > 0 ? rest.join(';') : undefined]) {
    if (item === undefined) break;
    const end = start + item.length;
    checkItem(item, item === '' ? directive.valueSpan : { start, end }, report);
    start = end + 1;
  }
}

function checkItem(item: string, span: Span, report: Report): void {
  const equals = item.indexOf('=');
  const key = (equals < 0 ? item : item.slice(0, equals)).trim();
  const value = item.slice(equals + 1).trim();
  if (equals < 0) {
    const message = `Invalid check option "${item}": write skip=<rules>, error=true or experimental=<rules>, separated by ; without spaces.`;
    report.add('InvalidCheckOption', span, message);
  } else if (!keys.includes(key)) {
    const start = span.start + item.indexOf(key);
    const keySpan = key === '' ? span : { start, end: start + key.length };
    report.add(
      'InvalidCheckOption',
      keySpan,
      `Invalid check option "${key}": use skip, error or experimental.`,
      suggest(key, keys),
    );
  } else if (key === 'error' && parseGoBool(value) === undefined) {
    report.add('InvalidCheckOption', span, `Failed to parse check option "${item}": write error=true or error=false.`);
  }
}
