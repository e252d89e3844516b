/** Some of several. */

/** A group of checkboxes; `notes` says more about one. */
export function Checks<T extends string>({
  legend,
  options,
  chosen,
  onChange,
}: {
  readonly legend: string;
  readonly options: readonly (readonly [value: T, label: string, note?: string])[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
}) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      <div className="choices-list">
        {options.map(([option, label, note]) => (
          <label key={option} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(option)}
              onChange={() =>
                onChange(chosen.includes(option) ? chosen.filter((each) => each !== option) : [...chosen, option])
              }
            />
            <span>
              {label}
              {note !== undefined && <span className="small muted block">{note}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
