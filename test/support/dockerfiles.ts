/** Varied Dockerfiles for tests that go over every place of a file. Correct ones, by BuildKit's rules. */
export const sampleDockerfiles: readonly string[] = [
  `# syntax=docker/dockerfile:1
# check=skip=JSONArgsRecommended
ARG NODE_VERSION=22

# Dependencies
FROM --platform=$BUILDPLATFORM node:\${NODE_VERSION}-slim AS deps
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm,sharing=locked \\
    npm ci

FROM deps AS build
COPY . .
ARG COMMIT
ENV COMMIT=$COMMIT NODE_ENV="production"
RUN npm run build

FROM nginx:1.29-alpine
LABEL org.opencontainers.image.title="Shop" \\
      org.opencontainers.image.revision=$COMMIT
COPY --from=build --chown=nginx:nginx --chmod=644 /app/dist /usr/share/nginx/html
EXPOSE 80 443/udp
HEALTHCHECK --interval=30s --timeout=3s CMD wget -q -O /dev/null http://localhost/ || exit 1
STOPSIGNAL SIGQUIT
USER nginx
CMD ["nginx", "-g", "daemon off;"]
`,
  `from python:3.13-slim as base
env PIP_NO_CACHE_DIR=1 \\
    # a comment inside
    PATH="/opt/venv/bin:$PATH"

run <<EOF
set -e
python -m venv /opt/venv
pip install flask
EOF
copy <<"END" /etc/app.conf
key=$value
END
volume ["/data", "/cache"]
shell ["/bin/bash", "-o", "pipefail", "-c"]
run curl -fsSL https://example.com | tee /x
onbuild copy . /src
entrypoint ["python"]
cmd ["-m", "flask"]
`,
  `# escape=\`
FROM mcr.microsoft.com/windows/servercore:ltsc2022 AS win
SHELL ["powershell", "-Command"]
RUN Write-Host 'hello'; \`
    Get-ChildItem C:\\
COPY app.exe C:\\app\\
`,
  'FROM scratch\r\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/x /x\r\nADD root.tar.xz /\r\nMAINTAINER Ada\r\nONBUILD RUN echo \\\r\n  done\r\n',
];
