import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ClientAbilities } from './client-abilities';
import { fixAllKind } from './features/quick-fixes';
import { tokenLegend } from './features/semantic-tokens';
import { loadTagsCommand } from './protocol';

/** What the server offers to a client. */
export function serverCapabilities(client: ClientAbilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: { identifier: 'quayside', interFileDependencies: false, workspaceDiagnostics: false },
    }),
    hoverProvider: true,
    completionProvider: {
      triggerCharacters: [' ', '-', '=', ',', '$', '{', ':', '/', '"', '<', '#'],
      resolveProvider: true,
    },
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorRewrite,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorInline,
        fixAllKind,
      ],
    },
    signatureHelpProvider: { triggerCharacters: [' ', '=', ',', '[', '"'] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    ...(client.options.registryTags && { executeCommandProvider: { commands: [loadTagsCommand] } }),
    ...(client.options.commands && { codeLensProvider: {} }),
    semanticTokensProvider: { legend: tokenLegend, full: { delta: true }, range: true },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
  };
}
