/** Where a tool keeps its downloads when root runs it. */
export interface ToolCache {
  readonly commands: readonly string[];
  /** What makes a command one that fills the cache; any when absent. */
  readonly verb?: RegExp;
  readonly folders: readonly string[];
  /** Set where two builds must not write at the same time. */
  readonly locked?: true;
}

/** Folders for cache mounts, by tool (each tool's own documentation). */
export const toolCaches: readonly ToolCache[] = [
  { commands: ['npm'], verb: /^(ci|i|install|add)$/, folders: ['/root/.npm'] },
  { commands: ['yarn'], folders: ['/usr/local/share/.cache/yarn'] },
  { commands: ['pnpm'], verb: /^(i|install|add|fetch)$/, folders: ['/root/.local/share/pnpm/store'] },
  { commands: ['pip', 'pip3'], verb: /^(install|wheel|download)$/, folders: ['/root/.cache/pip'] },
  { commands: ['uv'], verb: /^(sync|pip|add)$/, folders: ['/root/.cache/uv'] },
  { commands: ['poetry'], verb: /^(install|add|update)$/, folders: ['/root/.cache/pypoetry'] },
  { commands: ['go'], verb: /^(build|install|mod|test|get)$/, folders: ['/go/pkg/mod', '/root/.cache/go-build'] },
  { commands: ['cargo'], verb: /^(build|install|test|fetch)$/, folders: ['/usr/local/cargo/registry'] },
  { commands: ['mvn', 'mvnw'], folders: ['/root/.m2'] },
  { commands: ['gradle', 'gradlew'], folders: ['/root/.gradle'] },
  { commands: ['composer'], verb: /^(install|update|require)$/, folders: ['/tmp/cache'] },
  { commands: ['dotnet'], verb: /^(restore|build|publish)$/, folders: ['/root/.nuget/packages'] },
  {
    commands: ['apt-get', 'apt'],
    verb: /^(install|update|upgrade|dist-upgrade)$/,
    folders: ['/var/cache/apt', '/var/lib/apt'],
    locked: true,
  },
  { commands: ['apk'], verb: /^(add|update|upgrade)$/, folders: ['/var/cache/apk'], locked: true },
];
