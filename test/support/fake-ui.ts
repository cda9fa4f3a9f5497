import type { ConnectPanel, FromPage, PanelKind, PanelState, ToPage } from '../../client/src/panels/messages';
import type { Choice, TerminalScreen, TerminalSession, Ui } from '../../client/src/ui';

/** One thing that the user was asked or shown. */
export interface Shown {
  readonly kind:
    | 'confirm'
    | 'pick'
    | 'pickMany'
    | 'input'
    | 'info'
    | 'warn'
    | 'error'
    | 'document'
    | 'copy'
    | 'url'
    | 'path'
    | 'file'
    | 'page'
    | 'terminal';
  readonly message: string;
  readonly detail?: string;
  /** Labels of choices, or names of buttons. */
  readonly choices?: readonly string[];
}

type Answer = string | readonly string[] | undefined;

/**
 * A user who answers questions in the order given: the name of a button, the label of a choice, labels of ticked choices, or a text.
 * `undefined` cancels; so does having no answer left. Everything that was shown is in `shown`.
 */
export class FakeUi implements Ui {
  readonly shown: Shown[] = [];
  /** Folders that are open. */
  folders: readonly string[] = [];
  readonly #answers: Answer[];
  readonly cancel = new AbortController();
  /** Called with what tasks report. */
  onProgress: (text: string) => void = () => {};

  constructor(...answers: readonly Answer[]) {
    this.#answers = [...answers];
  }

  /** The last thing of a kind that was shown. */
  last(kind: Shown['kind']): Shown {
    const found = this.shown.findLast((shown) => shown.kind === kind);
    if (!found) {
      throw new Error(`Nothing of kind ${kind} was shown`);
    }
    return found;
  }

  async confirm({ message, detail, actions }: Parameters<Ui['confirm']>[0]): Promise<string | undefined> {
    this.shown.push({ kind: 'confirm', message, choices: actions, ...(detail === undefined ? {} : { detail }) });
    return this.#oneOf(actions);
  }

  async pick<T>({ title }: { readonly title: string }, choices: readonly Choice<T>[]): Promise<T | undefined> {
    this.shown.push({ kind: 'pick', message: title, choices: choices.map(line) });
    const label = this.#oneOf(choices.map((choice) => choice.label));
    return choices.find((choice) => choice.label === label)?.value;
  }

  async pickMany<T>(
    { title }: { readonly title: string | ((ticked: readonly T[]) => string) },
    choices: readonly Choice<T>[],
  ): Promise<readonly T[] | undefined> {
    const ticked = choices.filter(({ picked }) => picked).map(({ value }) => value);
    const message = typeof title === 'string' ? title : title(ticked);
    this.shown.push({ kind: 'pickMany', message, choices: choices.map(line) });
    const answer = this.#answers.shift();
    if (answer === undefined) {
      return undefined;
    }
    return answer === 'OK' ? ticked : choices.filter(({ label }) => answer.includes(label)).map(({ value }) => value);
  }

  async input({ title, validate }: Parameters<Ui['input']>[0]): Promise<string | undefined> {
    this.shown.push({ kind: 'input', message: title });
    const answer = this.#answers.shift();
    const problem = typeof answer === 'string' ? validate?.(answer) : undefined;
    if (problem !== undefined) {
      throw new Error(`The input was refused: ${problem}`);
    }
    return typeof answer === 'string' ? answer : undefined;
  }

  async suggest(
    question: Parameters<Ui['suggest']>[0],
    choices: Parameters<Ui['suggest']>[1],
  ): Promise<string | undefined> {
    const answer = await this.input(question);
    this.shown.push({ kind: 'pick', message: question.title, choices: choices(answer ?? '').map(line) });
    return answer;
  }

  info(message: string): void {
    this.shown.push({ kind: 'info', message });
  }

  async warn(message: string, ...actions: readonly string[]): Promise<string | undefined> {
    this.shown.push({ kind: 'warn', message, choices: actions });
    return actions.length > 0 ? this.#oneOf(actions) : undefined;
  }

  async error(message: string, ...actions: readonly string[]): Promise<string | undefined> {
    this.shown.push({ kind: 'error', message, choices: actions });
    return actions.length > 0 ? this.#oneOf(actions) : undefined;
  }

  progress<T>(_title: string, task: (signal: AbortSignal, report: (text: string) => void) => Promise<T>): Promise<T> {
    return task(this.cancel.signal, (text) => this.onProgress(text));
  }

  async showDocument(name: string, content: string): Promise<void> {
    this.shown.push({ kind: 'document', message: name, detail: content });
  }

  async copy(text: string): Promise<void> {
    this.shown.push({ kind: 'copy', message: text });
  }

  async openUrl(url: string): Promise<void> {
    this.shown.push({ kind: 'url', message: url });
  }

  async askSavePath({ title }: Parameters<Ui['askSavePath']>[0]): Promise<string | undefined> {
    this.shown.push({ kind: 'path', message: title });
    const answer = this.#answers.shift();
    return typeof answer === 'string' ? answer : undefined;
  }

  async askOpenPath({ title }: Parameters<Ui['askOpenPath']>[0]): Promise<string | undefined> {
    return this.askSavePath({ title, name: '' });
  }

  /** The answer is a list of paths. */
  async askPaths({ title }: Parameters<Ui['askPaths']>[0]): Promise<readonly string[]> {
    this.shown.push({ kind: 'path', message: title });
    const answer = this.#answers.shift();
    return answer === undefined ? [] : typeof answer === 'string' ? [answer] : answer;
  }

  async openAddress(address: string): Promise<void> {
    this.shown.push({ kind: 'url', message: address });
  }

  addFolder(address: string, name: string): void {
    this.shown.push({ kind: 'url', message: address, detail: name });
  }

  /** Terminals that were opened: what they show, and their session. */
  readonly terminals: {
    readonly name: string;
    output: string;
    ended: boolean;
    /** What was said at its end, if it stays open. */
    farewell: string | undefined;
    session: Promise<TerminalSession>;
  }[] = [];

  /** Panels that were opened, with pages that were ready at once: what they were told, and how they answer. */
  readonly panels: {
    readonly kind: PanelKind;
    readonly title: string;
    readonly state: PanelState<PanelKind>;
    readonly told: readonly ToPage<PanelKind>[];
    answer(message: FromPage<PanelKind>): void;
    close(): void;
  }[] = [];

  openPanel<K extends PanelKind>(kind: K, title: string, state: PanelState<K>, connect: ConnectPanel<K>): void {
    const told: ToPage<K>[] = [];
    const session = connect((message) => told.push(structuredClone(message)));
    session.receive({ type: 'ready' });
    const answer = (message: FromPage<PanelKind>) => session.receive(message as FromPage<K>);
    this.panels.push({ kind, title, state, told, answer, close: () => session.close() });
  }

  openTerminal(name: string, connect: Parameters<Ui['openTerminal']>[1]): void {
    this.shown.push({ kind: 'terminal', message: name });
    const screen: TerminalScreen = {
      show: (text) => {
        terminal.output += text;
      },
      end: (message) => {
        terminal.ended = true;
        terminal.farewell = message;
      },
    };
    const terminal: FakeUi['terminals'][number] = {
      name,
      output: '',
      ended: false,
      farewell: undefined,
      session: undefined as unknown as Promise<TerminalSession>,
    };
    terminal.session = connect(screen, { columns: 80, rows: 24 });
    this.terminals.push(terminal);
  }

  showLog(): void {}

  async tell(message: string, ...actions: readonly string[]): Promise<string | undefined> {
    this.shown.push({ kind: 'info', message, choices: actions });
    return this.#oneOf(actions);
  }

  pathOf(given: unknown): string | undefined {
    return typeof given === 'string' ? given.replace(/^file:\/\//, '') : undefined;
  }

  /** Problems that are marked, by file. */
  readonly problems = new Map<string, readonly { readonly line: number; readonly message: string }[]>();

  async dockerfiles(): ReturnType<Ui['dockerfiles']> {
    return { active: undefined, all: [] };
  }

  workspaceFolders(): readonly string[] {
    return this.folders;
  }

  async showPage(path: string): Promise<void> {
    this.shown.push({ kind: 'page', message: path });
  }

  async openFile(path: string, line?: number): Promise<void> {
    this.shown.push({ kind: 'file', message: path, ...(line === undefined ? {} : { detail: String(line) }) });
  }

  async saveFile(): Promise<void> {}

  showProblems(path: string, problems: Parameters<Ui['showProblems']>[1]): void {
    this.problems.set(path, problems);
  }

  #oneOf(names: readonly string[]): string | undefined {
    const answer = this.#answers.shift();
    if (answer !== undefined && !names.includes(String(answer))) {
      throw new Error(`"${answer}" was not offered: ${names.join(' | ')}`);
    }
    return answer === undefined ? undefined : String(answer);
  }
}

function line<T>({ label, description }: Choice<T>): string {
  return description ? `${label} (${description})` : label;
}
