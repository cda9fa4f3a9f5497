/** What a page runs to tell whether the state of its editors that VS Code has written to the browser's database mentions a text. */
export function hasWritten(text: string): string {
  return `(async () => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name } of await indexedDB.databases()) {
      if (!name.startsWith('vscode-web-state-db-')) continue;
      const database = await done(indexedDB.open(name));
      try {
        const store = database.transaction('ItemTable').objectStore('ItemTable');
        const state = await done(store.get('memento/workbench.parts.editor'));
        if (state !== undefined && JSON.stringify(state).includes(${JSON.stringify(text)})) return true;
      } finally {
        database.close();
      }
    }
    return false;
  })()`;
}
