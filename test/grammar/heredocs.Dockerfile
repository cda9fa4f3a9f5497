# SYNTAX TEST "source.dockerfile" "heredocs: scripts, files, several, quoted, chomped"
RUN <<EOF
#   ^^ keyword.operator.heredoc.dockerfile
#     ^^^ entity.name.label.heredoc.dockerfile
apt-get update && echo "two
#^^^^^^ meta.embedded.block.shellscript entity.name.function.command.shell
FROM lines"
#<---- - keyword
cat <<INNER > /x
#   ^^ keyword.operator.heredoc.shell
#     ^^^^^ entity.name.label.heredoc.shell
FROM text
#<---- string.unquoted.heredoc.shell
INNER
#<----- entity.name.label.heredoc.shell
EOF
#<--- entity.name.label.heredoc.dockerfile
COPY --chmod=755 <<-"EOF" /entrypoint.sh
#                ^^^ keyword.operator.heredoc.dockerfile
#                    ^^^ entity.name.label.heredoc.dockerfile
#                         ^^^^^^^^^^^^^^ string.unquoted.dockerfile
	echo $HOME
# ^^^^^^^^^ string.unquoted.heredoc.dockerfile - variable
	EOF
#<---- entity.name.label.heredoc.dockerfile
COPY <<'run' <<settings.ini <<c /etc/
#       ^^^ entity.name.label.heredoc.dockerfile
#            ^^ keyword.operator.heredoc.dockerfile
#              ^^^^^^^^^^^^ entity.name.label.heredoc.dockerfile
#                             ^ entity.name.label.heredoc.dockerfile
#!/bin/bash
#<----------- comment.line.shebang.dockerfile
exec app
#<---- support.function.builtin.shell
run
#<--- entity.name.label.heredoc.dockerfile
name=$NAME
#<---- string.unquoted.heredoc.dockerfile
#     ^^^^ variable.other.dockerfile
settings.ini
#<------------ entity.name.label.heredoc.dockerfile
c is not alone here
#<- - entity
c
#<- entity.name.label.heredoc.dockerfile
RUN --mount=type=cache,target=/x \
    <<EOF
#     ^^^ entity.name.label.heredoc.dockerfile
	EOF
exit 0
#<---- meta.embedded.block.shellscript support.function.builtin.shell
EOF
#<--- entity.name.label.heredoc.dockerfile
RUN make \
 && cat <<EOF > /x && echo "<<NO"
#   ^^^ entity.name.function.command.shell
#         ^^^ entity.name.label.heredoc.dockerfile
#                          ^^^^ string.quoted.double.shell
${X}
#<-- punctuation.definition.variable.begin.dockerfile
EOF
#<--- entity.name.label.heredoc.dockerfile
RUN bash -e <<EOF
set -x
#<--- meta.embedded.block.shellscript support.function.builtin.shell
EOF
RUN python3 <<EOF
import os
#<------ meta.embedded.block.python
EOF
RUN <<'EOF' python3
import os
#<------ meta.embedded.block.python
EOF
RUN cat<<EOF && echo "<<EOF" $((1<<3)) <<<word
CMD ["app"]
#<--- keyword.other.special-method.dockerfile
