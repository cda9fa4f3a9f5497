import type { ClientCapabilities } from 'vscode-languageserver';
import type { InitializationOptions } from './protocol';

/** What the client can do, as it said at `initialize`. */
export interface ClientAbilities {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly hasConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersFileWatchers: boolean;
  readonly takesSnippets: boolean;
  readonly takesVersionedEdits: boolean;
  /** Edits may create files. */
  readonly createsFiles: boolean;
  readonly takesLinks: boolean;
  readonly takesSymbolTrees: boolean;
  readonly options: InitializationOptions;
}

/** Before `initialize`. */
export const noAbilities: ClientAbilities = {
  pullsDiagnostics: false,
  refreshesDiagnostics: false,
  hasConfiguration: false,
  registersConfiguration: false,
  registersFileWatchers: false,
  takesSnippets: false,
  takesVersionedEdits: false,
  createsFiles: false,
  takesLinks: false,
  takesSymbolTrees: false,
  options: {},
};

/** Reads them off the parameters of `initialize`. */
export function abilitiesOf(capabilities: ClientCapabilities, options: InitializationOptions): ClientAbilities {
  return {
    pullsDiagnostics: capabilities.textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: capabilities.workspace?.diagnostics?.refreshSupport === true,
    hasConfiguration: capabilities.workspace?.configuration === true,
    registersConfiguration: capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersFileWatchers: capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    takesSnippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
    takesVersionedEdits: capabilities.workspace?.workspaceEdit?.documentChanges === true,
    createsFiles: capabilities.workspace?.workspaceEdit?.resourceOperations?.includes('create') === true,
    takesLinks: capabilities.textDocument?.definition?.linkSupport === true,
    takesSymbolTrees: capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    options,
  };
}
