# SYNTAX TEST "source.dockerfile" "heredocs: scripts, files, several, quoted, chomped"
RUN <<EOF
#   ^^ keyword.operator.heredoc.dockerfile
#     ^^^ keyword.control.heredoc-token.dockerfile
apt-get update && echo "two
#^^^^^^ meta.embedded.block.shellscript entity.name.function.command.shell
FROM lines"
#<---- - keyword
cat <<INNER > /x
#   ^^ keyword.operator.heredoc.shell
#     ^^^^^ keyword.control.heredoc-token.shell
FROM text
#<---- string.unquoted.heredoc.shell
INNER
#<----- keyword.control.heredoc-token.shell
EOF
#<--- keyword.control.heredoc-token.dockerfile
COPY --chmod=755 <<-"EOF" /entrypoint.sh
#                ^^^ keyword.operator.heredoc.dockerfile
#                    ^^^ keyword.control.heredoc-token.dockerfile
#                         ^^^^^^^^^^^^^^ string.unquoted.dockerfile
	echo $HOME
# ^^^^^^^^^ string.unquoted.heredoc.dockerfile - variable
	EOF
#<---- keyword.control.heredoc-token.dockerfile
COPY <<'run' <<settings.ini <<c /etc/
#       ^^^ keyword.control.heredoc-token.dockerfile
#            ^^ keyword.operator.heredoc.dockerfile
#              ^^^^^^^^^^^^ keyword.control.heredoc-token.dockerfile
#                             ^ keyword.control.heredoc-token.dockerfile
#!/bin/bash
#<----------- comment.line.shebang.dockerfile
exec app
#<---- support.function.builtin.shell
run
#<--- keyword.control.heredoc-token.dockerfile
name=$NAME
#<---- string.unquoted.heredoc.dockerfile
#     ^^^^ variable.other.dockerfile
settings.ini
#<------------ keyword.control.heredoc-token.dockerfile
c is not alone here
#<- - keyword
c
#<- keyword.control.heredoc-token.dockerfile
RUN --mount=type=cache,target=/x \
    <<EOF
#     ^^^ keyword.control.heredoc-token.dockerfile
	EOF
exit 0
#<---- meta.embedded.block.shellscript support.function.builtin.shell
EOF
#<--- keyword.control.heredoc-token.dockerfile
RUN make \
 && cat <<EOF > /x && echo "<<NO"
#   ^^^ entity.name.function.command.shell
#         ^^^ keyword.control.heredoc-token.dockerfile
#                          ^^^^ string.quoted.double.shell
${X}
#<-- punctuation.definition.variable.begin.dockerfile
EOF
#<--- keyword.control.heredoc-token.dockerfile
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
