import { plural } from './format';
import type { Row } from './view';

/**
 * Rows under the row of their group, groups in alphabetical order and those without a group last. Rows whose group is undefined are not
 * grouped at all.
 */
export function grouped(
  rows: readonly { readonly row: Row; readonly group: string | undefined }[],
  view: string,
): readonly Row[] {
  const groups = new Map<string, Row[]>();
  const loose: Row[] = [];
  for (const { row, group } of rows) {
    if (group === undefined) {
      loose.push(row);
    } else {
      groups.set(group, [...(groups.get(group) ?? []), row]);
    }
  }
  const named = [...groups].sort(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b));
  return [...loose, ...named.map(([name, members]) => groupRow(view, name, members))];
}

function groupRow(view: string, name: string, members: readonly Row[]): Row {
  return {
    id: `${view}/group/${name}`,
    label: name || 'Others',
    description: String(members.length),
    icon: { name: 'folder-library' },
    context: `group:${view}`,
    children: members,
    expanded: true,
    spoken: `${name || 'Others'}, ${plural(members.length, 'item')}`,
  };
}

/** True when every word of the filter is part of one of the texts, in any case. */
export function matches(filter: string, ...texts: readonly string[]): boolean {
  if (filter === '') {
    return true;
  }
  const all = texts.join('\n').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
