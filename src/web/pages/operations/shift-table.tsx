/** Minutes of each shift of each office. */
import { wordsOf } from '../../format/code-words.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { type DraftShift, minuteKinds } from './operation-draft.ts';

/** Lets a planner leave shifts out and change their minutes. */
export function ShiftTable({
  shifts,
  onChange,
}: {
  readonly shifts: readonly DraftShift[];
  readonly onChange: (shifts: readonly DraftShift[]) => void;
}) {
  const changeAt = (index: number, changes: Partial<DraftShift>): void =>
    onChange(shifts.map((shift, place) => (place === index ? { ...shift, ...changes } : shift)));
  return (
    <TableScroll label="Offices and minutes">
      <table>
        <thead>
          <tr>
            <th scope="col">Office and shift</th>
            <th scope="col">Hours</th>
            {minuteKinds.map((kind) => (
              <th key={kind} scope="col">
                {wordsOf(kind)}, minutes
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shifts.map(({ office, shift, begins, ends, isUsed, minutes }, index) => (
            <tr key={`${office} ${shift}`}>
              <th scope="row">
                <label className="check">
                  <input
                    type="checkbox"
                    checked={isUsed}
                    onChange={(event) => changeAt(index, { isUsed: event.target.checked })}
                  />
                  <span>
                    {office} {shift}
                  </span>
                </label>
              </th>
              <td className="nowrap">
                {begins} to {ends}
              </td>
              {minuteKinds.map((kind) => (
                <td key={kind}>
                  <input
                    type="number"
                    className="minutes"
                    min={0}
                    max={1_000_000}
                    step={1}
                    required
                    disabled={!isUsed}
                    aria-label={`${office} ${shift}: ${kind} minutes`}
                    value={minutes[kind]}
                    onChange={(event) => changeAt(index, { minutes: { ...minutes, [kind]: event.target.value } })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
