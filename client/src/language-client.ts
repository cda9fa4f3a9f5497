import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, type Middleware, TransportKind } from 'vscode-languageclient/node';
import {
  type ImageInfoParams,
  type InitializationOptions,
  imageInfoRequest,
  imagesChangedNotification,
  loadTagsCommand,
  localImagesRequest,
  type RegistryTagsParams,
  registryTagsRequest,
} from '../../server/src/protocol';
import type { ImageAnswers } from './image-answers';
import { rulePages } from './rule-pages';
import type { TagAnswers } from './tag-answers';

const languages = ['dockerfile', 'dockerignore'];

/**
 * Starts the language server when the first Dockerfile or .dockerignore is open; until then nothing of it is loaded.
 * `onStart` is called then.
 */
export function startWithFirstDockerfile(
  context: vscode.ExtensionContext,
  images: ImageAnswers,
  tags: TagAnswers,
  onStart: () => void,
): void {
  let client: LanguageClient | undefined;
  const startFor = ({ languageId }: vscode.TextDocument) => {
    if (languages.includes(languageId) && !client) {
      client = start(context, images, tags);
      onStart();
    }
  };
  vscode.workspace.textDocuments.forEach(startFor);
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(startFor),
    { dispose: images.onChange(() => void client?.sendNotification(imagesChangedNotification).catch(() => {})) },
    { dispose: () => void client?.stop().catch(() => {}) },
  );
}

function start(context: vscode.ExtensionContext, images: ImageAnswers, tags: TagAnswers): LanguageClient {
  const module = join(context.extensionPath, 'dist', 'server.js');
  const initializationOptions: InitializationOptions = {
    images: true,
    registryTags: true,
    commands: true,
    triggersSuggest: true,
  };
  const client = new LanguageClient(
    'quayside',
    'Quayside Language Server',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    {
      documentSelector: languages.map((language) => ({ language })),
      initializationOptions,
      middleware: { ...linksToPages(context.asAbsolutePath('docs')), executeCommand },
    },
  );
  client.onRequest(localImagesRequest, () => images.local());
  client.onRequest(registryTagsRequest, (image: RegistryTagsParams) => tags(image));
  client.onRequest(imageInfoRequest, ({ reference }: ImageInfoParams) => images.info(reference));
  void client.start();
  return client;
}

/** Shows the tags that the user has asked for as soon as they are there. */
const executeCommand: NonNullable<Middleware['executeCommand']> = async (command, args, next) => {
  const answer: unknown = await next(command, args);
  if (command === loadTagsCommand && answer === true) {
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
  }
  return answer;
};

/** Lets the codes of findings lead to the pages of the rules in `docs`, which are there without a network, too. */
function linksToPages(docs: string): Middleware {
  const pages = rulePages(docs);
  const link = ({ code }: vscode.Diagnostic) => {
    const page = typeof code === 'object' ? pages.get(String(code.value)) : undefined;
    if (typeof code === 'object' && page !== undefined) {
      code.target = vscode.Uri.file(page);
    }
  };
  return {
    handleDiagnostics: (uri, diagnostics, next) => {
      diagnostics.forEach(link);
      next(uri, diagnostics);
    },
    provideDiagnostics: async (document, previousResultId, token, next) => {
      const report = await next(document, previousResultId, token);
      if (report?.kind === 'full') {
        report.items.forEach(link);
      }
      return report;
    },
  };
}
