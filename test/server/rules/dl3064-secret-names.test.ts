import { dl3064 } from '../../../server/src/rules/dl3064-secret-names';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3064, {
  marks: [
    'ENV ⟦DB_USERNAME⟧=a',
    'ARG ⟦PRIVATE_REGISTRY⟧',
    'ENV ⟦TOKENIZER⟧=a',
    'ENV PASSWORD=a',
    'ENV A=b\nARG API_TOKEN',
    'ARG ⟦api_token⟧\nFROM a:1',
    'ENV LANG=C',
    '# no base yet\nENV ⟦PASSWORD⟧=a ⟦x_token⟧=b c=d',
    'ONBUILD ARG ⟦API_TOKEN⟧',
  ],
});
