/** A field for a text. */
import type { ComponentProps } from 'react';
import { Field } from './field.tsx';

/** An input with its label; whatever else an input takes is passed on. */
export function TextField({
  label,
  hint,
  isOptional,
  isFirstFocused = false,
  onChange,
  ...input
}: Omit<ComponentProps<'input'>, 'onChange' | 'id'> & {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isOptional?: boolean;
  readonly isFirstFocused?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Field label={label} hint={hint} {...(isOptional === undefined ? {} : { isOptional })}>
      {(control) => (
        <input
          {...input}
          {...control}
          data-first-focus={isFirstFocused ? true : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
