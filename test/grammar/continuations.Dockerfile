# SYNTAX TEST "source.dockerfile" "continuation lines, comments inside, constructs left open"
# an ordinary comment
#<- punctuation.definition.comment.dockerfile
# ^^^^^^^^^^^^^^^^^^^ comment.line.number-sign.dockerfile
RUN apt-get update \
#                  ^ constant.character.escape.line-continuation.dockerfile
  # RUN is only a comment here \
  && apt-get install -y "curl
#    ^^^^^^^ entity.name.function.command.shell
#                    ^^ constant.other.option.shell
#                       ^^^^^ string.quoted.double.shell
EXPOSE 80
#<------ keyword.other.special-method.dockerfile - string
ENV A=1 \

    B=2
#   ^ variable.other.assignment.dockerfile
RUN echo $(date
CMD echo `date
#<--- keyword.other.special-method.dockerfile
COPY don't.txt .
#<---- keyword.other.special-method.dockerfile
ARG A="${B
#<--- keyword.other.special-method.dockerfile
RUN case x in a) if
#<--- keyword.other.special-method.dockerfile
UNKNOWN words \
RUN belongs to the line above
#<--- - keyword
RUN echo a # hides what follows \
#          ^ punctuation.definition.comment.shell
  && echo b
# ^^^^^^^^^ comment.line.number-sign.shell
LABEL a=b\\
RUN echo "a\
b"
#<-- string.quoted.double.shell
FROM scratch
#<---- keyword.other.special-method.dockerfile
