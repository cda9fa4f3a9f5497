import type { KnownValue } from './instruction';

/** Values that words of several instructions can take. */

/** Signals for STOPSIGNAL, the useful ones first (signal(7)). */
export const signals: readonly (KnownValue & { readonly number: number })[] = [
  { value: 'SIGTERM', number: 15, summary: 'Asks a program to end; the default' },
  { value: 'SIGINT', number: 2, summary: 'Interrupt, as Ctrl+C sends it' },
  { value: 'SIGQUIT', number: 3, summary: 'Graceful end of nginx and php-fpm; a core dump for others' },
  { value: 'SIGWINCH', number: 28, summary: 'Graceful end of Apache httpd' },
  { value: 'SIGUSR1', number: 10, summary: 'Its meaning is up to the program' },
  { value: 'SIGUSR2', number: 12, summary: 'Its meaning is up to the program' },
  { value: 'SIGHUP', number: 1, summary: 'Hang-up; many services read their configuration again' },
  { value: 'SIGRTMIN+3', number: 37, summary: 'Stops systemd as process 1' },
  { value: 'SIGKILL', number: 9, summary: 'Ends the process at once, without a chance to clean up' },
  { value: 'SIGABRT', number: 6, summary: 'Aborts with a core dump' },
];

/** Ports that images commonly listen on (IANA registry, and the makers' defaults). */
export const ports: readonly KnownValue[] = [
  { value: '80', summary: 'HTTP' },
  { value: '443', summary: 'HTTPS' },
  { value: '3000', summary: 'Node.js and Rails development servers, Grafana' },
  { value: '8080', summary: 'HTTP, alternative' },
  { value: '8000', summary: 'HTTP, alternative; Django, uvicorn' },
  { value: '5000', summary: 'Flask, image registries' },
  { value: '8443', summary: 'HTTPS, alternative' },
  { value: '5432', summary: 'PostgreSQL' },
  { value: '3306', summary: 'MySQL, MariaDB' },
  { value: '6379', summary: 'Redis, Valkey' },
  { value: '27017', summary: 'MongoDB' },
  { value: '9200', summary: 'Elasticsearch' },
  { value: '5672', summary: 'AMQP: RabbitMQ' },
  { value: '15672', summary: 'Management interface of RabbitMQ' },
  { value: '9092', summary: 'Kafka' },
  { value: '1883', summary: 'MQTT' },
  { value: '11211', summary: 'memcached' },
  { value: '9090', summary: 'Prometheus' },
  { value: '4317', summary: 'OpenTelemetry over gRPC' },
  { value: '4318', summary: 'OpenTelemetry over HTTP' },
  { value: '9229', summary: 'Debugger of Node.js' },
  { value: '5005', summary: 'Debugger of Java' },
  { value: '22', summary: 'SSH' },
  { value: '21', summary: 'FTP' },
  { value: '25', summary: 'SMTP' },
  { value: '53', summary: 'DNS' },
  { value: '389', summary: 'LDAP' },
  { value: '1433', summary: 'Microsoft SQL Server' },
  { value: '1521', summary: 'Oracle Database' },
  { value: '2375', summary: 'Docker Engine API, unprotected' },
  { value: '2376', summary: 'Docker Engine API over TLS' },
  { value: '2379', summary: 'etcd' },
  { value: '4222', summary: 'NATS' },
  { value: '7687', summary: 'Neo4j (Bolt)' },
  { value: '9000', summary: 'php-fpm, MinIO' },
  { value: '9042', summary: 'Cassandra' },
];

/** Predefined annotation keys of the OCI image specification (annotations.md). */
export const imageLabels: readonly KnownValue[] = [
  { value: 'org.opencontainers.image.title', summary: 'Name for people' },
  { value: 'org.opencontainers.image.description', summary: 'What the software is, for people' },
  { value: 'org.opencontainers.image.source', summary: 'Address of the source code' },
  { value: 'org.opencontainers.image.version', summary: 'Version of the software' },
  { value: 'org.opencontainers.image.revision', summary: 'Commit that it was built from' },
  { value: 'org.opencontainers.image.created', summary: 'Date and time of the build (RFC 3339)' },
  { value: 'org.opencontainers.image.licenses', summary: 'Licences, as an SPDX expression' },
  { value: 'org.opencontainers.image.authors', summary: 'Who answers for the image' },
  { value: 'org.opencontainers.image.vendor', summary: 'Organisation that distributes it' },
  { value: 'org.opencontainers.image.url', summary: 'Page with more about the image' },
  { value: 'org.opencontainers.image.documentation', summary: 'Address of the documentation' },
  { value: 'org.opencontainers.image.base.name', summary: 'Reference of the base image' },
  { value: 'org.opencontainers.image.base.digest', summary: 'Digest of the base image' },
];

/** Shells for SHELL, in JSON form. */
export const shells: readonly KnownValue[] = [
  { value: '["/bin/sh", "-c"]', summary: 'The default on Linux' },
  { value: '["/bin/bash", "-o", "pipefail", "-c"]', summary: 'Bash; a failing pipe fails the build' },
  { value: '["/bin/ash", "-o", "pipefail", "-c"]', summary: 'The shell of Alpine; a failing pipe fails the build' },
  { value: '["/bin/bash", "-euxo", "pipefail", "-c"]', summary: 'Bash, strict, printing each command' },
  { value: '["powershell", "-Command"]', summary: 'PowerShell on Windows' },
  { value: '["pwsh", "-Command"]', summary: 'PowerShell 7' },
  { value: '["cmd", "/S", "/C"]', summary: 'The default on Windows' },
];

/** What the predefined platform arguments hold (reference: automatic platform ARGs). */
export const platformArgs: readonly KnownValue[] = [
  { value: 'TARGETPLATFORM', summary: 'Platform that is built for, such as linux/amd64' },
  { value: 'TARGETOS', summary: 'Operating system part of TARGETPLATFORM' },
  { value: 'TARGETARCH', summary: 'Architecture part of TARGETPLATFORM' },
  { value: 'TARGETVARIANT', summary: 'Variant part of TARGETPLATFORM, such as v7' },
  { value: 'TARGETOSVERSION', summary: 'Version of the operating system that is built for' },
  { value: 'TARGETSTAGE', summary: 'Name of the stage that is built' },
  { value: 'BUILDPLATFORM', summary: 'Platform of the machine that builds' },
  { value: 'BUILDOS', summary: 'Operating system part of BUILDPLATFORM' },
  { value: 'BUILDARCH', summary: 'Architecture part of BUILDPLATFORM' },
  { value: 'BUILDVARIANT', summary: 'Variant part of BUILDPLATFORM' },
  { value: 'BUILDOSVERSION', summary: 'Version of the operating system that builds' },
];

/** Variables that runtimes and tools look at, for ENV (their own documentation). */
export const environmentNames: readonly KnownValue[] = [
  { value: 'NODE_ENV', summary: 'Node.js: production leaves out what only developers need' },
  { value: 'NODE_OPTIONS', summary: 'Node.js: options for each node process' },
  { value: 'PYTHONUNBUFFERED', summary: 'Python: 1 shows output at once in the logs' },
  { value: 'PYTHONDONTWRITEBYTECODE', summary: 'Python: 1 writes no .pyc files' },
  { value: 'PIP_NO_CACHE_DIR', summary: 'pip: 1 keeps no downloads' },
  { value: 'JAVA_TOOL_OPTIONS', summary: 'Java: options for each JVM' },
  { value: 'GOMEMLIMIT', summary: 'Go: soft memory limit, such as 512MiB' },
  { value: 'CGO_ENABLED', summary: 'Go: 0 builds without C' },
  { value: 'RUST_LOG', summary: 'Rust: what programs log, such as info' },
  { value: 'RAILS_ENV', summary: 'Rails: such as production' },
  { value: 'BUNDLE_WITHOUT', summary: 'Bundler: groups that are left out' },
  { value: 'ASPNETCORE_HTTP_PORTS', summary: 'ASP.NET Core: ports to listen on' },
  { value: 'COMPOSER_ALLOW_SUPERUSER', summary: 'Composer: 1 lets root run plug-ins without a warning' },
  { value: 'LANG', summary: 'Language and character set, such as C.UTF-8' },
  { value: 'TZ', summary: 'Time zone, such as Europe/Berlin' },
];
