# SYNTAX TEST "source.dockerfile" "parser directives stop at the first other line"
# syntax = docker/dockerfile:1
# ^^^^^^ keyword.control.directive.dockerfile
#        ^ keyword.operator.assignment.dockerfile
#          ^^^^^^^^^^^^^^^^^^^ string.unquoted.directive.dockerfile
# check=skip=all;error=true
# ^^^^^ keyword.control.directive.dockerfile
# plain
# ^^^^^ comment.line.number-sign.dockerfile
# escape=`
# ^^^^^^ comment.line.number-sign.dockerfile - keyword
FROM scratch
COPY a `
#      ^ string.unquoted.dockerfile - constant
CMD x
#<--- keyword.other.special-method.dockerfile
