import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { launchBrowser } from '../../scripts/host/browser.mjs';
import { Editor } from '../../scripts/host/editor.mjs';
import { PrivateEngine } from '../../scripts/host/engine.mjs';
import type { ImageSpec } from '../../scripts/host/images.mjs';
import { until } from '../../scripts/host/processes.mjs';
import { hasWritten } from './written-state';

/** Playwright waits this long for a condition before it gives up, in milliseconds. Machines may be slow and busy. */
const patience = 60_000;

const sideBarButton = '.activitybar .action-label[aria-label^="Quayside"]';

/** In pixels of the page. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Runs in the page, whose types this project does not load. */
const findWord = `(word) => {
  const walker = document.createTreeWalker(document.querySelector('.editor-instance .view-lines'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const start = walker.currentNode.nodeValue.indexOf(word);
    if (start < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, start);
    range.setEnd(walker.currentNode, start + word.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x, y, width, height };
  }
}`;

/** A user at a VS Code with Quayside and an engine. Elements are found as people find them: by what is on screen. */
export class Workbench {
  page!: Page;
  readonly engine = new PrivateEngine();
  readonly editor: Editor;
  readonly workspace: string;
  #browser: Browser | undefined;
  #context!: BrowserContext;
  #messages: string[] = [];

  /** `others` are ids of extensions that are installed too, with nothing in them. */
  constructor(
    private readonly images: readonly ImageSpec[],
    others: readonly string[] = [],
  ) {
    const data = join(inject('runFolder'), `${process.pid}-${Date.now()}`);
    this.workspace = join(data, 'workspace');
    this.editor = new Editor({
      codeServer: inject('codeServer'),
      extensions: others.length > 0 ? withOthers(join(data, 'extensions'), others) : inject('extensions'),
      data,
      // A page that is gone does not come back: its extension host need not wait for it for hours.
      // Drawn with the GPU, terminals would have no text on the page.
      settings: { 'terminal.integrated.gpuAcceleration': 'off', 'window.autoDetectColorScheme': true },
      env: { DOCKER_HOST: this.engine.host, CODE_SERVER_RECONNECTION_GRACE_TIME: '5' },
    });
  }

  async start(): Promise<void> {
    await Promise.all([this.engine.start(), this.editor.start()]);
    this.#browser = await launchBrowser();
    this.#context = await this.#browser.newContext({ viewport: { width: 1400, height: 900 }, colorScheme: 'light' });
    await this.#context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: this.editor.origin });
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    await this.editor.stop();
    await this.engine.dispose();
  }

  /** A fresh page on a fresh folder, and an engine that holds nothing but the images. */
  async open(files: Readonly<Record<string, string>>): Promise<void> {
    if (!this.engine.running) await this.engine.start();
    await this.engine.empty();
    if (this.images.length > 0) await this.engine.load(this.images);
    rmSync(this.workspace, { recursive: true, force: true });
    mkdirSync(this.workspace, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.workspace, name), text);
    this.page = await this.#context.newPage();
    // A new user, except for the browser's cache: what VS Code remembers of its last page is in these.
    const devtools = await this.#context.newCDPSession(this.page);
    const storageTypes = 'cookies,indexeddb,local_storage';
    await devtools.send('Storage.clearDataForOrigin', { origin: this.editor.origin, storageTypes });
    this.page.setDefaultTimeout(patience);
    this.#messages = [];
    this.page.on('console', (event) => {
      if (event.type() === 'error') this.#messages.push(event.text());
    });
    this.page.on('pageerror', (error) => this.#messages.push(error.message));
    await this.page.goto(this.editor.url(this.workspace), { timeout: 120_000 });
    await this.#ready();
  }

  /**
   * Loads the page anew, as a user does who comes back. VS Code in a browser writes what is open every few seconds, and not when it ends:
   * `keeping` is something that it has to have written before.
   */
  async reload(keeping?: string): Promise<void> {
    if (keeping !== undefined) {
      const { page } = this;
      await until(`VS Code to write ${keeping}`, () => page.evaluate(hasWritten(keeping)));
    }
    await this.page.reload({ timeout: 120_000 });
    await this.#ready();
  }

  async #ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 120_000 });
    // What extensions contribute comes after the workbench itself.
    await this.page.locator(sideBarButton).waitFor();
  }

  async close(): Promise<void> {
    await this.page?.close({ runBeforeUnload: false });
  }

  /** What helps to understand a failure: the screen, the page's errors, the ends of the logs. */
  async explain(name: string): Promise<void> {
    await this.screenshot(`FAILED ${name}`).catch(() => {});
    console.error(
      [
        `--- Page errors of "${name}"`,
        ...this.#messages.slice(-20),
        this.editor.log(),
        '--- The engine',
        this.engine.log(20),
      ].join('\n'),
    );
  }

  async screenshot(name: string): Promise<void> {
    const folder = join(import.meta.dirname, '..', '..', 'out', 'screenshots');
    mkdirSync(folder, { recursive: true });
    const file = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.png`;
    await this.page.screenshot({ path: join(folder, file), animations: 'disabled' });
  }

  /** As `screenshot`, in a light theme and in a dark one. */
  async screenshots(name: string): Promise<void> {
    for (const [scheme, theme] of [
      ['dark', '.vs-dark'],
      ['light', '.vs'],
    ] as const) {
      await this.page.emulateMedia({ colorScheme: scheme });
      await this.page.locator(`.monaco-workbench${theme}`).waitFor();
      await this.screenshot(`${name}, ${scheme}`);
    }
  }

  /** Types into the command palette and runs the command with this label. */
  async command(text: string, label: string): Promise<void> {
    const rows = await this.palette(text, label);
    await rows.filter({ hasText: label }).first().click();
  }

  /** Types into the command palette; answers its rows once one of them shows `expected`. */
  async palette(text: string, expected: string): Promise<Locator> {
    await this.#quickInput('F1');
    await this.page.keyboard.type(text);
    const rows = this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
    await rows.filter({ hasText: expected }).first().waitFor();
    return rows;
  }

  /** Answers an input box. */
  async answer(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:has(.quick-input-message:visible) input');
    await input.waitFor();
    await input.fill(text);
    await this.page.keyboard.press('Enter');
  }

  async #quickInput(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    await this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row').first().waitFor();
  }

  /** Opens a file of the workspace and waits until its text is on screen. */
  async openFile(name: string): Promise<void> {
    const row = this.page.locator('.quick-input-widget .monaco-list-row', { hasText: name }).first();
    // A file that was made a moment ago may not be found yet, and VS Code does not look again by itself.
    await until(`${name} to be found`, async () => {
      await this.page.keyboard.press('Control+P');
      await this.page.locator('.quick-input-widget input').first().waitFor();
      await this.page.keyboard.type(name);
      const found = await row.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      );
      await this.page.keyboard.press(found ? 'Enter' : 'Escape');
      return found;
    });
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
  }

  /** Brings Quayside's side bar to the front. */
  async openSideBar(): Promise<void> {
    await this.page.locator(sideBarButton).click();
    await this.pane('Containers').waitFor();
  }

  pane(name: string): Locator {
    return this.page.locator(`.pane:has(.pane-header[aria-label^="${name}"])`);
  }

  row(pane: string, text: string | RegExp): Locator {
    return this.pane(pane).locator('.monaco-list-row', { hasText: text });
  }

  /** Presses a row's button. */
  async rowAction(row: Locator, label: string): Promise<void> {
    await row.hover();
    await row.locator(`.actions .action-label[aria-label^="${label}"]`).click();
  }

  /** Chooses from a row's context menu. */
  async menu(row: Locator, item: string | RegExp): Promise<void> {
    await row.click({ button: 'right' });
    const menu = this.page.locator('.context-view .monaco-menu');
    // A menu takes no click in its first 100 ms, and closes with the click that it takes.
    await until(`the menu to take ${item}`, async () => {
      // Beside the label there may be a key.
      const label = menu.locator('.action-label', { hasText: item }).first();
      await label.click({ timeout: 5_000 });
      await menu.waitFor({ state: 'detached', timeout: 1_000 });
      return true;
    });
  }

  /** A line of the editor; `index` counts the lines on screen from 0. */
  line(text: string | RegExp, index?: number): Locator {
    // The editor draws blanks as no-break spaces.
    const pattern = typeof text === 'string' ? text.replaceAll(/[^\w ]/g, '\\$&') : text.source;
    const lines = this.page.locator('.editor-instance .view-line');
    return (index === undefined ? lines : lines.nth(index)).filter({
      hasText: new RegExp(pattern.replaceAll(' ', '[ \\u00a0]')),
    });
  }

  /** Text of the terminal in front. */
  terminal(text: string | RegExp): Locator {
    const pattern = typeof text === 'string' ? text.replaceAll(/[^\w ]/g, '\\$&') : text.source;
    return this.page.locator('.terminal-wrapper.active .xterm-rows', {
      hasText: new RegExp(pattern.replaceAll(' ', '[ \\u00a0]')),
    });
  }

  suggestion(label: string): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
  }

  /** Where a word of the editor is on screen. */
  async wordBox(word: string): Promise<Box> {
    const box = await this.page.evaluate<Box | undefined>(`(${findWord})(${JSON.stringify(word)})`);
    if (!box) throw new Error(`"${word}" is not on screen`);
    return box;
  }

  /** Puts the cursor into a word. Lines move when code lenses arrive: a click that lands beside it is repeated. */
  async clickWord(word: string): Promise<void> {
    await until(`the cursor in ${word}`, async () => {
      const { x, y, width, height } = await this.wordBox(word);
      await this.page.mouse.click(x + width / 2, y + height / 2);
      const cursor = await this.page.locator('.cursors-layer .cursor').first().boundingBox({ timeout: 5_000 });
      const box = await this.wordBox(word);
      return cursor !== null && Math.abs(cursor.y - box.y) < box.height / 2 && within(cursor.x, box);
    });
  }

  /**
   * Rests the mouse on a word until its hover shows `expected`. The editor hides a hover when colours or problems arrive just then:
   * like a user, move away and come back.
   */
  async hoverWord(word: string, expected: string): Promise<Locator> {
    const hover = this.page.locator('.monaco-hover:visible', { hasText: expected }).first();
    await until(`the hover of ${word}`, async () => {
      await this.page.mouse.move(700, 800);
      const { x, y, width, height } = await this.wordBox(word);
      await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
      await hover.waitFor({ timeout: 5_000 });
      return true;
    });
    return hover;
  }

  /**
   * Asks for code actions until one is on screen. The editor closes their list when colours or problems arrive just then: like a
   * user, ask again.
   */
  async codeAction(title: string): Promise<Locator> {
    const action = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await until(`the code action ${title}`, async () => {
      await this.page.keyboard.press('Control+.');
      await action.waitFor({ timeout: 5_000 });
      return true;
    });
    return action;
  }

  /** Presses a button of the dialog on screen. */
  async dialog(button: string | RegExp): Promise<void> {
    await this.page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).first().click();
  }
}

function within(x: number, box: Box): boolean {
  return x >= box.x - 2 && x <= box.x + box.width + 2;
}

/** The packaged extension in a folder of its own, with empty ones beside it. */
function withOthers(folder: string, ids: readonly string[]): string {
  cpSync(inject('extensions'), folder, { recursive: true });
  const list = join(folder, 'extensions.json');
  const installed: unknown[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const id of ids) {
    const [publisher, name] = id.split('.');
    const relativeLocation = `${id}-1.0.0`;
    const path = join(folder, relativeLocation);
    mkdirSync(path);
    writeFileSync(
      join(path, 'package.json'),
      JSON.stringify({ publisher, name, version: '1.0.0', engines: { vscode: '*' } }),
    );
    installed.push({
      identifier: { id },
      version: '1.0.0',
      location: { $mid: 1, path, scheme: 'file' },
      relativeLocation,
    });
  }
  writeFileSync(list, JSON.stringify(installed));
  return folder;
}

/** A workbench for a file of flows: one editor, engine and browser; each flow, and each second try, gets a fresh page. */
export function useWorkbench({
  images = [],
  files = {},
  others = [],
}: {
  images?: readonly ImageSpec[];
  files?: Readonly<Record<string, string>>;
  others?: readonly string[];
}): Workbench {
  const workbench = new Workbench(images, others);
  beforeAll(() => workbench.start());
  afterAll(() => workbench.stop());
  beforeEach(() => workbench.open(files));
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await workbench.explain(task.name);
    await workbench.close();
  });
  return workbench;
}
