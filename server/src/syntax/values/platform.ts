import { fail, ok, type Result } from './result';

/** A platform, normalised: lower case, `x86_64` as `amd64` and so on. Parts that are not given are undefined. */
export interface Platform {
  readonly os: string | undefined;
  readonly architecture: string | undefined;
  readonly variant: string | undefined;
}

const systems = new Set(
  'aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos'.split(
    ' ',
  ),
);

const architectures = new Set(
  '386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc riscv riscv64 s390 s390x sparc sparc64 wasm'.split(
    ' ',
  ),
);

const osPattern = '^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.-]*(?:\\+[A-Za-z0-9_.-]+)*)\\))?$';
const partPattern = '^[A-Za-z0-9_.-]+$';
const osRegex = new RegExp(osPattern);
const partRegex = new RegExp(partPattern);

/** Parses `os`, `arch`, `os/arch` or `os/arch/variant` as containerd's platforms package does. */
export function parsePlatform(text: string): Result<Platform> {
  if (text.includes('*')) return fail(`"${text}": wildcards not yet supported: invalid argument`);
  const parts = text.split('/');
  const [first = '', second, third] = parts;
  const osMatch = osRegex.exec(first);
  for (const [index, part] of parts.slice(0, 4).entries()) {
    if (index === 0 ? osMatch === null : !partRegex.test(part)) {
      const pattern = index === 0 ? osPattern : partPattern;
      return fail(
        `"${part}" is an invalid component of "${text}": platform specifier component must match "${pattern}": invalid argument`,
      );
    }
  }
  const os = normalizeOs(osMatch?.[1] ?? '');
  if (parts.length === 1) {
    if (systems.has(os)) return ok({ os, architecture: undefined, variant: undefined });
    const arch = normalizeArchitecture(first, '');
    if (architectures.has(arch.architecture)) return ok({ os: undefined, ...arch });
    return fail(`"${text}": unknown operating system or architecture: invalid argument`);
  }
  if (parts.length > 3) return fail(`"${text}": cannot parse platform specifier: invalid argument`);
  return ok({ os, ...normalizeArchitecture(second ?? '', third ?? '') });
}

function normalizeOs(text: string): string {
  const os = text.toLowerCase();
  return os === 'macos' ? 'darwin' : os;
}

function normalizeArchitecture(
  arch: string,
  variantText: string,
): { architecture: string; variant: string | undefined } {
  const architecture = arch.toLowerCase();
  const variant = variantText.toLowerCase();
  switch (architecture) {
    case 'i386':
      return { architecture: '386', variant: undefined };
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return { architecture: 'amd64', variant: variant === 'v1' ? undefined : variant || undefined };
    case 'aarch64':
    case 'arm64':
      return { architecture: 'arm64', variant: variant === '8' || variant === 'v8' ? undefined : variant || undefined };
    case 'armhf':
      return { architecture: 'arm', variant: 'v7' };
    case 'armel':
      return { architecture: 'arm', variant: 'v6' };
    case 'arm':
      return { architecture, variant: /^[5-8]$/.test(variant) ? `v${variant}` : variant || 'v7' };
    default:
      return { architecture, variant: variant || undefined };
  }
}
