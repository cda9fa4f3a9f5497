# SYNTAX TEST "source.dockerfile" "every instruction, flags, images, variables, pairs, JSON form"
ARG VERSION=1.2 OTHER
#<--- keyword.other.special-method.dockerfile
#   ^^^^^^^ variable.other.assignment.dockerfile
#          ^ keyword.operator.assignment.dockerfile
#           ^^^ constant.numeric.dockerfile
#               ^^^^^ variable.other.assignment.dockerfile
FROM --platform=$BUILDPLATFORM registry.example.com:5000/team/app:2-${VERSION}-slim@sha256:0a1b AS build
#<---- keyword.other.special-method.dockerfile
#    ^^ punctuation.definition.flag.dockerfile
#      ^^^^^^^^ entity.other.attribute-name.flag.dockerfile
#               ^^^^^^^^^^^^^^ meta.flag.dockerfile
#                ^^^^^^^^^^^^^ variable.other.dockerfile
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^ entity.name.namespace.registry.dockerfile
#                                                       ^ punctuation.separator.path.dockerfile
#                                                        ^^^^^^^^ entity.name.type.image.dockerfile
#                                                                ^ punctuation.separator.tag.dockerfile
#                                                                 ^^ constant.numeric.tag.dockerfile
#                                                                     ^^^^^^^ variable.other.dockerfile
#                                                                             ^^^^^ constant.numeric.tag.dockerfile
#                                                                                   ^^^^^^^^^^^ constant.numeric.digest.dockerfile
#                                                                                               ^^ keyword.other.special-method.as.dockerfile
#                                                                                                  ^^^^^ entity.name.type.stage.dockerfile
from localhost/app as other
#<---- keyword.other.special-method.dockerfile
#    ^^^^^^^^^ entity.name.namespace.registry.dockerfile
#              ^^^ entity.name.type.image.dockerfile
#                  ^^ keyword.other.special-method.as.dockerfile
ENV PLAIN=one QUOTED="two ${PLAIN:-none} \" three" SINGLE='$PLAIN' ESCAPED=a\ b
#   ^^^^^ variable.other.assignment.dockerfile
#         ^^^ string.unquoted.dockerfile
#             ^^^^^^ variable.other.assignment.dockerfile
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.quoted.double.dockerfile
#                         ^^ punctuation.definition.variable.begin.dockerfile
#                           ^^^^^ variable.other.dockerfile
#                                ^^ keyword.operator.expansion.dockerfile
#                                      ^ punctuation.definition.variable.end.dockerfile
#                                        ^^ constant.character.escape.dockerfile
#                                                         ^^^^^^^^ string.quoted.single.dockerfile - variable
#                                                                           ^^ constant.character.escape.dockerfile
ENV LEGACY some $VALUE
#   ^^^^^^ variable.other.assignment.dockerfile
#          ^^^^ string.unquoted.dockerfile
#                ^^^^^ variable.other.dockerfile
LABEL "org.example.name"="x y" org.example.version=1.0
#     ^ punctuation.definition.string.begin.dockerfile
#      ^^^^^^^^^^^^^^^^ variable.other.assignment.dockerfile
#                        ^^^^^ string.quoted.double.dockerfile
#                              ^^^^^^^^^^^^^^^^^^^ variable.other.assignment.dockerfile
COPY --from=build --chown=app:app --link ["a b", "/dst/${PLAIN#o}"]
#    ^^ punctuation.definition.flag.dockerfile
#           ^^^^^ entity.name.type.stage.dockerfile
#                         ^^^^^^^ string.unquoted.flag-value.dockerfile
#                                   ^^^^ entity.other.attribute-name.flag.dockerfile
#                                        ^ punctuation.definition.array.begin.dockerfile
#                                         ^^^^^ string.quoted.double.dockerfile
#                                              ^ punctuation.separator.array.dockerfile
#                                                        ^^^^^ variable.other.dockerfile
#                                                             ^ keyword.operator.expansion.dockerfile
#                                                                 ^ punctuation.definition.array.end.dockerfile
ADD --checksum=sha256:0a https://example.com/a.tar.gz /opt/$PLAIN/
#     ^^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ string.unquoted.dockerfile
#                                                           ^^^^^ variable.other.dockerfile
RUN --mount=type=cache,target=/root/.cache,readonly=true --network=none make
#     ^^^^^ entity.other.attribute-name.flag.dockerfile
#           ^^^^ variable.parameter.option.dockerfile
#                ^^^^^ string.unquoted.flag-value.dockerfile
#                     ^ punctuation.separator.option.dockerfile
#                      ^^^^^^ variable.parameter.option.dockerfile
#                             ^^^^^^^^^^^^ string.unquoted.flag-value.dockerfile
#                                                   ^^^^ constant.language.boolean.dockerfile
#                                                                       ^^^^ entity.name.function.command.shell
HEALTHCHECK --interval=1m30s --retries=3 CMD ["curl", "-f\n"]
#             ^^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                                      ^ constant.numeric.dockerfile
#                                        ^^^ keyword.other.special-method.dockerfile
#                                            ^ punctuation.definition.array.begin.dockerfile
#                                                        ^^ constant.character.escape.dockerfile
HEALTHCHECK NONE
#           ^^^^ constant.language.none.dockerfile
EXPOSE 80/tcp 9000-9010/udp $PORT
#      ^^ constant.numeric.port.dockerfile
#         ^^^ constant.language.protocol.dockerfile
#                 ^ keyword.operator.range.dockerfile
#                            ^^^^ variable.other.dockerfile
USER app:1000
#    ^^^ string.unquoted.user.dockerfile
#       ^ punctuation.separator.group.dockerfile
#        ^^^^ constant.numeric.id.dockerfile
WORKDIR /srv/$PLAIN
#       ^^^^^ string.unquoted.dockerfile
#             ^^^^^ variable.other.dockerfile
STOPSIGNAL SIGTERM
#          ^^^^^^^ constant.language.signal.dockerfile
VOLUME /data
#<------ keyword.other.special-method.dockerfile
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
#     ^ punctuation.definition.array.begin.dockerfile
MAINTAINER Somebody <a@example.com>
#          ^^^^^^^^^^^^^^^^^^^^^^^^ string.unquoted.dockerfile
ONBUILD COPY . /app
#<------- keyword.other.special-method.dockerfile
#       ^^^^ keyword.other.special-method.dockerfile
#            ^ string.unquoted.dockerfile
ONBUILD RUN echo hi
#       ^^^ keyword.other.special-method.dockerfile
#           ^^^^ support.function.builtin.shell
CMD ["node", "server.js"]
#<--- keyword.other.special-method.dockerfile
#    ^^^^^^ string.quoted.double.dockerfile
ENTRYPOINT [ "$x" = y ] && exec app
#          ^ support.function.builtin.shell - meta.structure.array
