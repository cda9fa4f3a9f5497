import { firstOf, foundIn, type Project } from './project';
import { exec, lines, packagesFirst, type Starter } from './starter';

const secondStage = '# The image that runs has the program, and not what it took to build it.';

export const go: Starter = {
  label: 'Go',
  marks: /^go\.mod$/,
  ignore: ['bin'],
  dockerfile: (project) =>
    lines(
      `FROM golang:${foundIn(project, 'go.mod', /^go (1\.\d+)/m) ?? '1'} AS build`,
      'WORKDIR /src',
      packagesFirst,
      `COPY go.mod ${firstOf(project, 'go.sum') ? 'go.sum ' : ''}./`,
      'RUN go mod download',
      'COPY . .',
      `RUN CGO_ENABLED=0 go build -o /out/app ${mainPackage(project)}`,
      '',
      secondStage,
      'FROM alpine:3.23',
      'COPY --from=build /out/app /usr/local/bin/app',
      'USER nobody',
      'EXPOSE 8080',
      exec('CMD', 'app'),
    ),
};

function mainPackage({ names }: Project): string {
  const command = names.find((name) => /^cmd\/[\w-]+$/.test(name));
  return names.includes('main.go') || !command ? '.' : `./${command}`;
}

export const rust: Starter = {
  label: 'Rust',
  marks: /^Cargo\.toml$/,
  ignore: ['target'],
  dockerfile: (project) => {
    const name = foundIn(project, 'Cargo.toml', /^\s*name\s*=\s*"([\w-]+)"/m) ?? 'app';
    return lines(
      'FROM rust:1-slim-bookworm AS build',
      'WORKDIR /src',
      'COPY . .',
      '# What cargo downloads and compiles is kept for the next build.',
      'RUN --mount=type=cache,target=/usr/local/cargo/registry \\',
      '    --mount=type=cache,target=/src/target \\',
      `    cargo build --release${firstOf(project, 'Cargo.lock') ? ' --locked' : ''} \\`,
      `    && cp target/release/${name} /usr/local/bin/`,
      '',
      secondStage,
      'FROM debian:bookworm-slim',
      `COPY --from=build /usr/local/bin/${name} /usr/local/bin/`,
      'USER nobody',
      'EXPOSE 8080',
      exec('CMD', name),
    );
  },
};

const javaRelease = /<(?:java\.version|maven\.compiler\.release|release)>(\d+)</;

/** The stage that runs the file that `copy` takes to `/app/app.jar`. */
function javaProgram(release: string, ...copy: readonly string[]): readonly string[] {
  return [
    secondStage,
    `FROM eclipse-temurin:${release}-jre`,
    ...copy,
    'USER nobody',
    'EXPOSE 8080',
    exec('CMD', 'java', '-jar', '/app/app.jar'),
  ];
}

export const maven: Starter = {
  label: 'Java with Maven',
  marks: /^pom\.xml$/,
  ignore: ['target'],
  dockerfile: (project) => {
    const release = foundIn(project, 'pom.xml', javaRelease) ?? '21';
    return lines(
      `FROM maven:3-eclipse-temurin-${release} AS build`,
      'WORKDIR /src',
      packagesFirst,
      'COPY pom.xml ./',
      'RUN mvn --batch-mode dependency:go-offline',
      'COPY src ./src',
      'RUN mvn --batch-mode package -DskipTests',
      '',
      ...javaProgram(release, 'COPY --from=build /src/target/*.jar /app/app.jar'),
    );
  },
};

export const gradle: Starter = {
  label: 'Java or Kotlin with Gradle',
  marks: /^build\.gradle(\.kts)?$/,
  ignore: ['.gradle', 'build'],
  dockerfile: () =>
    lines(
      'FROM gradle:8-jdk21 AS build',
      'WORKDIR /src',
      'COPY . .',
      '# What Gradle downloads is kept for the next build.',
      'RUN --mount=type=cache,target=/home/gradle/.gradle \\',
      '    gradle --no-daemon assemble',
      '',
      ...javaProgram(
        '21',
        '# Name the one file that runs if there are several.',
        'COPY --from=build /src/build/libs/*.jar /app/app.jar',
      ),
    ),
};

export const dotnet: Starter = {
  label: '.NET',
  marks: /^.+\.csproj$/,
  ignore: ['**/bin', '**/obj'],
  dockerfile: (project) => {
    const file = project.names.find((name) => /^[\w.-]+\.csproj$/.test(name)) ?? 'App.csproj';
    const release = foundIn(project, file, /<TargetFramework>net(\d+\.\d+)</) ?? '10.0';
    return lines(
      `FROM mcr.microsoft.com/dotnet/sdk:${release} AS build`,
      'WORKDIR /src',
      packagesFirst,
      `COPY ${file} ./`,
      'RUN dotnet restore',
      'COPY . .',
      'RUN dotnet publish --no-restore --configuration Release --output /out',
      '',
      secondStage,
      `FROM mcr.microsoft.com/dotnet/aspnet:${release}`,
      'WORKDIR /app',
      'COPY --from=build /out ./',
      'USER app',
      'EXPOSE 8080',
      exec('ENTRYPOINT', 'dotnet', file.replace('.csproj', '.dll')),
    );
  },
};
