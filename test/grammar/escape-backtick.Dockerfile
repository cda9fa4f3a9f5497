# SYNTAX TEST "source.dockerfile" "the escape directive changes the continuation"
# escape=`
# ^^^^^^ keyword.control.directive.dockerfile
#       ^ keyword.operator.assignment.dockerfile
#        ^ string.unquoted.directive.dockerfile
# syntax=docker/dockerfile:1
# ^^^^^^ keyword.control.directive.dockerfile
FROM mcr.microsoft.com/windows/nanoserver:ltsc2022
COPY app.exe C:\
#            ^^^ string.unquoted.dockerfile
RUN dir C:\ `
#         ^^ - constant.character.escape.shell
#           ^ constant.character.escape.line-continuation.dockerfile
    # inside
    && echo done
#      ^^^^ support.function.builtin.shell
# escape=`
#<- comment.line.number-sign.dockerfile
CMD app
#<--- keyword.other.special-method.dockerfile
