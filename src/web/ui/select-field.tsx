/** A field for one of several. */
import { Field } from './field.tsx';

/** A list to choose from, with its label. */
export function SelectField<T extends string>({
  label,
  hint,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value as T)}>
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
