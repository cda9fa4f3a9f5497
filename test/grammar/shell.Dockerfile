# SYNTAX TEST "source.dockerfile" "shell code in RUN, CMD and ENTRYPOINT"
RUN FOO=1 curl -fsSL "https://$HOST/x" | tar -xz 2>/dev/null && cd /src; make || exit 1
#   ^^^ variable.other.assignment.shell
#      ^ keyword.operator.assignment.shell
#         ^^^^ entity.name.function.command.shell
#              ^^^^^ constant.other.option.shell
#                    ^^^^^^^^^^^^^^^^^ string.quoted.double.shell
#                              ^^^^ variable.other.dockerfile
#                                      ^ keyword.operator.pipe.shell
#                                        ^^^ entity.name.function.command.shell
#                                                ^^ keyword.operator.redirect.shell
#                                                            ^^ keyword.operator.logical.shell
#                                                               ^^ support.function.builtin.shell
#                                                                      ^ keyword.operator.list.shell
#                                                                        ^^^^ entity.name.function.command.shell
#                                                                             ^^ keyword.operator.logical.shell
RUN if [ -z "$A" ]; then echo 'no $A'; else for f in *.c; do rm "$f"; done; fi
#   ^^ keyword.control.shell
#      ^ support.function.builtin.shell
#                   ^^^^ keyword.control.shell
#                             ^^^^^^^ string.quoted.single.shell - variable
#                                      ^^^^ keyword.control.shell
#                                           ^^^ keyword.control.shell
#                                               ^ variable.other.loop.shell
#                                                 ^^ keyword.control.shell
#                                                         ^^ keyword.control.shell
#                                                                     ^^^^ keyword.control.shell
#                                                                           ^^ keyword.control.shell
RUN case "$(uname -m)" in x86_64|amd64) A=amd64 ;; *) exit 1 ;; esac && echo $((1 + 2)) `id -u`
#   ^^^^ keyword.control.shell
#         ^^ punctuation.section.embedded.begin.shell
#           ^^^^^ entity.name.function.command.shell
#                      ^^ keyword.control.shell
#                         ^^^^^^^^^^^^ string.unquoted.pattern.shell
#                                       ^ variable.other.assignment.shell
#                                               ^^ keyword.operator.list.shell
#                                                               ^^^^ keyword.control.shell
#                                                                               ^ constant.numeric.shell
#                                                                                        ^^ entity.name.function.command.shell
CMD exec app --port ${PORT:-80} & wait
#<--- keyword.other.special-method.dockerfile
#   ^^^^ support.function.builtin.shell
#            ^^^^^^ constant.other.option.shell
#                     ^^^^ variable.other.dockerfile
#                               ^ keyword.operator.list.shell
#                                 ^^^^ support.function.builtin.shell
