/**
 * The part of an image's config that a Dockerfile can set, with the engine's own key names
 * (`GET /images/{name}/json`, `Config`). `undefined` values are unset. `unknown` lists the keys that also depend
 * on a base image whose config is not known here.
 */
export interface ImageConfig {
  readonly Env: readonly string[];
  readonly User: string;
  readonly WorkingDir: string;
  readonly Entrypoint: readonly string[] | undefined;
  readonly Cmd: readonly string[] | undefined;
  readonly ExposedPorts: readonly string[];
  readonly Volumes: readonly string[];
  readonly Labels: Readonly<Record<string, string>>;
  readonly Shell: readonly string[] | undefined;
  readonly StopSignal: string | undefined;
  readonly Healthcheck: Healthcheck | undefined;
  readonly OnBuild: readonly string[];
  readonly unknown: readonly (keyof Omit<ImageConfig, 'unknown'>)[];
}

/** Config of an image that an engine has. */
export interface BaseImage extends ImageConfig {
  /** `linux/arm64/v8`. */
  readonly platform?: string;
}

/** Durations in nanoseconds, as the engine has them. */
export interface Healthcheck {
  readonly Test: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly StartInterval?: number;
  readonly Retries?: number;
}
