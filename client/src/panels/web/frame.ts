import type { FromPage, PanelKind, RememberMessage, ToPage } from '../messages';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void; setState(state: unknown): void };

/** Listens to the extension and says that the page is ready; the returned function answers it. */
export function connect<K extends PanelKind>(show: (message: ToPage<K>) => void): (message: FromPage<K>) => void {
  const api = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<ToPage<K> | RememberMessage<K>>) => {
    if (data.type === 'remember') {
      api.setState(data.state);
    } else {
      show(data);
    }
  });
  const post = (message: FromPage<K>) => api.postMessage(message);
  post({ type: 'ready' });
  return post;
}

interface Attributes {
  readonly class?: string;
  readonly [attribute: string]: string | undefined;
}

/** An element with text and elements in it. What engines say goes through here: as text, it can hold no markup. */
export function element<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...content);
  return made;
}

/** Where the page goes. */
export function pageElement(): HTMLElement {
  return document.getElementById('page') ?? document.body;
}

/** The value of a property of the styles, for what is drawn on a canvas. */
export function styleColor(property: string): string {
  return getComputedStyle(document.body).getPropertyValue(property).trim() || 'gray';
}

/** True in a dark or light theme for high contrast. */
export function isHighContrast(): boolean {
  return document.body.classList.contains('vscode-high-contrast');
}

/** Calls `redraw` when the user changes the colour theme. */
export function onThemeChange(redraw: () => void): void {
  new MutationObserver(redraw).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
