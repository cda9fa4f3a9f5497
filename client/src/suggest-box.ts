import * as vscode from 'vscode';
import type { Choice, SuggestQuestion } from './ui';

interface Item extends vscode.QuickPickItem {
  /** Empty for what can not be taken. */
  readonly value: string;
}

/** A list whose first line is what was typed, with suggestions below it, until one is taken or the list is closed. */
export function askWithSuggestions(
  { title, prompt, value = '', validate, more }: SuggestQuestion,
  choices: (typed: string) => readonly Choice<string>[],
  tell: (message: string) => void,
): Promise<string | undefined> {
  const list = vscode.window.createQuickPick<Item>();
  const closed = new AbortController();
  const button = { iconPath: new vscode.ThemeIcon(more.icon), tooltip: more.title };
  const itemOf = ({ label, icon, description, value: taken }: Choice<string>): Item => ({
    label: icon ? `$(${icon}) ${label}` : label,
    // The list is filtered by who suggests.
    alwaysShow: true,
    buttons: taken === '' ? [] : [button],
    value: taken,
    ...(description === undefined ? {} : { description }),
  });
  const update = () => {
    const typed = list.value.trim();
    const found = choices(typed);
    const problem = validate?.(typed);
    const own: Choice<string> =
      problem === undefined
        ? { label: typed, icon: 'arrow-right', value: typed }
        : { label: problem, icon: 'warning', value: '' };
    const isKnown = typed === '' || found.some((choice) => choice.value === typed);
    list.items = [...(isKnown ? [] : [own]), ...found].map(itemOf);
  };
  const findMore = async (from: string) => {
    list.busy = true;
    try {
      list.value = await more.find(from, closed.signal);
      update();
    } catch (error) {
      if (!closed.signal.aborted) {
        tell(error instanceof Error ? error.message : String(error));
      }
    } finally {
      list.busy = false;
    }
  };
  list.title = title;
  list.placeholder = prompt;
  list.value = value;
  list.ignoreFocusOut = true;
  update();
  list.onDidChangeValue(update);
  list.onDidTriggerItemButton(({ item }) => void findMore(item.value));
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      const taken = list.selectedItems[0]?.value;
      if (taken) {
        resolve(taken);
        list.hide();
      }
    });
    list.onDidHide(() => {
      resolve(undefined);
      closed.abort();
      list.dispose();
    });
    list.show();
  });
}
