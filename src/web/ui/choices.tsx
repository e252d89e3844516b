/** One of several, as large buttons. */
import { useId } from 'react';

/** A group of radio buttons that are easy to hit with a thumb or a glove; `digits` shows which key picks which. */
export function Choices<T extends string>({
  legend,
  options,
  value,
  onChange,
  isRequired = true,
  digits = false,
  isShort = false,
  isFirstFocused = false,
}: {
  readonly legend: string;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly value: T | undefined;
  readonly onChange: (value: T) => void;
  readonly isRequired?: boolean;
  readonly digits?: boolean;
  /** Whether the labels are so short that several stand beside each other. */
  readonly isShort?: boolean;
  readonly isFirstFocused?: boolean;
}) {
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>
        {legend}
        {!isRequired && <span className="muted"> (optional)</span>}
      </legend>
      <div className={isShort ? 'choices-list choices-short' : 'choices-list'}>
        {options.map(([option, label], index) => (
          <label key={option} className="choice">
            <input
              type="radio"
              name={name}
              value={option}
              required={isRequired}
              checked={value === option}
              data-first-focus={isFirstFocused && index === 0 ? true : undefined}
              onChange={() => onChange(option)}
            />
            {digits && (
              <span className="key" aria-hidden="true">
                {(index + 1) % 10}
              </span>
            )}
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
