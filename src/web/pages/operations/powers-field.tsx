/** Legal powers, as boxes to tick. */
import { type LegalPower, legalPowers } from '../../../domain/joint-operation.ts';
import { wordsOf } from '../../format/code-words.ts';

/** Lets somebody say what an agency may do by its law. */
export function PowersField({
  powers,
  onChange,
}: {
  readonly powers: readonly LegalPower[];
  readonly onChange: (powers: LegalPower[]) => void;
}) {
  return (
    <fieldset className="choices">
      <legend>May, by its law</legend>
      <div className="choices-list choices-short">
        {legalPowers.map((power) => (
          <label key={power} className="choice">
            <input
              type="checkbox"
              checked={powers.includes(power)}
              onChange={({ target: { checked } }) =>
                onChange(legalPowers.filter((each) => (each === power ? checked : powers.includes(each))))
              }
            />
            <span>{wordsOf(power)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
