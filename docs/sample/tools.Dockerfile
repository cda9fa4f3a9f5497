# syntax=docker/dockerfile:1

FROM alpine:3.20
RUN apk add --no-cache curl=8.9.1-r2
USER nobody
HEALTHCHECK --interval=30s --timeout=3s CMD curl --fail http://localhost:8080/ || exit 1
ENTRYPOINT ["curl"]
CMD ["--version"]
