import type { Choice, Ui } from '../ui';

/** One line of a form. Text fields are asked for with an input box, the others are switched through their values. */
export type Field<V> = {
  readonly [K in keyof V]: {
    readonly key: K;
    readonly label: string;
    readonly icon?: string;
    /** Shown for an empty value. */
    readonly empty: string;
    readonly prompt: string;
  } & (V[K] extends boolean
    ? { readonly kind: 'switch' }
    :
        | { readonly kind: 'text'; validate?(value: string): string | undefined }
        | { readonly kind: 'choice'; readonly choices: readonly Choice<V[K]>[] });
}[keyof V];

export interface Form<V> {
  readonly title: string;
  /** What accepts the form, such as "Run". */
  readonly actions: readonly string[];
  readonly fields: readonly Field<V>[];
}

type Values = Readonly<Record<string, string | boolean>>;

/** Asks for values: the first action is in focus each time, so that Enter takes what is there. Resolves to undefined when cancelled. */
export async function askForm<V extends Values>(
  ui: Ui,
  form: Form<V>,
  initial: V,
): Promise<{ readonly action: string; readonly values: V } | undefined> {
  const [first = ''] = form.actions;
  let values = initial;
  for (;;) {
    const choices: Choice<number>[] = [
      ...form.actions.map((action, index) => ({ label: action, icon: index === 0 ? 'play' : 'copy', value: index })),
      ...form.fields.map((field, index) => ({
        label: field.label,
        description: shown(field, values[field.key]),
        ...(field.icon ? { icon: field.icon } : {}),
        value: form.actions.length + index,
      })),
    ];
    const chosen = await ui.pick(
      { title: form.title, placeholder: `Press Enter to ${first.toLowerCase()}, or choose a line to change it` },
      choices,
    );
    const action = chosen === undefined ? undefined : form.actions[chosen];
    if (chosen === undefined || action !== undefined) {
      return action === undefined ? undefined : { action, values };
    }
    const field = form.fields[chosen - form.actions.length];
    if (field) {
      values = { ...values, [field.key]: await askField(ui, form.title, field, values[field.key]) };
    }
  }
}

async function askField<V extends Values>(
  ui: Ui,
  title: string,
  field: Field<V>,
  value: string | boolean | undefined,
): Promise<string | boolean | undefined> {
  if (field.kind === 'switch') {
    return !value;
  }
  if (field.kind === 'choice') {
    return (
      (await ui.pick(
        { title: `${title}: ${field.label}`, placeholder: field.prompt },
        field.choices as readonly Choice<string>[],
      )) ?? value
    );
  }
  const answer = await ui.input({
    title: `${title}: ${field.label}`,
    prompt: field.prompt,
    value: String(value ?? ''),
    ...(field.validate ? { validate: field.validate } : {}),
  });
  return answer ?? value;
}

function shown<V extends Values>(field: Field<V>, value: string | boolean | undefined): string {
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  const chosen =
    field.kind === 'choice'
      ? (field.choices as readonly Choice<string>[]).find((choice) => choice.value === value)?.label
      : value;
  return chosen || field.empty;
}
