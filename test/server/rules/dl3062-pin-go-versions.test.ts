import { expect, test } from 'vitest';
import { dl3062 } from '../../../server/src/rules/dl3062-pin-go-versions';
import { check } from '../../support/lint';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3062, {
  from: 'golang:1.25',
  onBuild: true,
  marks: [
    'RUN go install ⟦x.org/a@latest⟧ x.org/b@v1',
    'RUN go get -u -v ⟦x.org/a/...⟧ && go install -ldflags "-s" ⟦x.org/b⟧',
    'RUN go run -tags x ⟦x.org/a⟧ x.org/b',
    'RUN go get -tool ⟦x.org/a⟧',
    'RUN go run . x.org/a && go run main.go && go run ./cmd/x',
    'RUN go install ./... std cmd/vet tool /go/src/x $PACKAGE',
    'RUN go build x.org/a && go mod download x.org/a',
    'COPY . .\nRUN go install x.org/a && go run x.org/b',
    'COPY go.mod .\nRUN go get ⟦x.org/a⟧ && go install ⟦x.org/b@latest⟧',
    'RUN --mount=source=go.mod,target=go.mod go install x.org/a',
    'COPY --from=x /y /z\nRUN go install ⟦x.org/a⟧',
  ],
  fixes: [
    ['RUN go get x.org/a', 'RUN go get x.org/a@VERSION'],
    ['RUN go install "x.org/a@latest"', 'RUN go install "x.org/a@VERSION"'],
  ],
});

test('tells a version that moves from none', () => {
  const { diagnostics } = check('FROM golang:1.26\nRUN go install x.org/a@latest x.org/b\n', { rules: [dl3062] });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    '"x.org/a@latest" is another version with every release; name one.',
    '"x.org/b" has no version, so another build can take another one.',
  ]);
});
