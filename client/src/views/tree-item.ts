import * as vscode from 'vscode';
import { canOpen } from './diff';
import type { Details, Row } from './view';

/** A row as VS Code takes it, but for its tooltip. */
export function treeItem(row: Row, { fileUri }: Pick<Details, 'fileUri'>): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, collapsibleState(row));
  item.id = row.id;
  if (row.description !== undefined) {
    item.description = row.description;
  }
  if (row.icon) {
    const { name, color } = row.icon;
    item.iconPath = new vscode.ThemeIcon(name, color ? new vscode.ThemeColor(color) : undefined);
  }
  if (row.target?.kind === 'file') {
    // With it icons are those of the file icon theme.
    item.resourceUri = vscode.Uri.parse(fileUri(row.target.item.place));
    if (row.target.item.kind === 'file') {
      item.command = { command: 'vscode.open', title: 'Open', arguments: [item.resourceUri] };
    }
  }
  if (row.context !== undefined) {
    item.contextValue = row.context;
  }
  item.accessibilityInformation = { label: row.spoken ?? spoken(row) };
  return item;
}

/** VS Code itself has only the label read out. */
function spoken({ label, description }: Row): string {
  return description ? `${label}, ${description.replaceAll(' · ', ', ')}` : label;
}

function collapsibleState(row: Row): vscode.TreeItemCollapsibleState {
  if (!canOpen(row)) {
    return vscode.TreeItemCollapsibleState.None;
  }
  return row.expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}
