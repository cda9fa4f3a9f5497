import { invalidDefaultArgInFrom } from '../../../server/src/rules/invalid-default-arg-in-from';
import { ruleCases } from '../../support/rule-cases';

ruleCases(invalidDefaultArgInFrom, {
  marks: [
    'ARG v\nFROM ⟦a:$v⟧',
    'ARG v\nFROM ⟦$v⟧',
    'ARG v=1\nFROM a:$v',
    'ARG v\nFROM a${v}',
    'ARG v=A\nFROM ⟦$v⟧',
    'ARG v\nFROM a:${v:-1}',
    'ARG a=x\nARG b=$a:\nFROM ⟦$b⟧\nFROM $a',
    'FROM a',
    'ARG v="x\nFROM a:$v',
  ],
});
