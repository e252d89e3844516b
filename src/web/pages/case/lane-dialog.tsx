/** Moving a case to another lane. */
import { type FormEvent, useState } from 'react';
import type { Lane, QueueItem } from '../../api/contract.ts';
import { problemText } from '../../api/problem-text.ts';
import { laneWords } from '../../format/code-words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';

const controls: Readonly<Record<Lane, string>> = {
  red: 'physical examination',
  yellow: 'documentary check',
  blue: 'release, audit later',
  green: 'release',
};
const lanes = Object.keys(controls) as Lane[];

/** Asks for the lane and why; stays open with the refusal where it is refused. */
export function LaneDialog({
  item,
  onReroute,
  onClose,
}: {
  readonly item: QueueItem;
  readonly onReroute: (lane: Lane, reason: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const others = lanes.filter((lane) => lane !== item.lane);
  const [lane, setLane] = useState<Lane>(others[0]!);
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await onReroute(lane, reason.trim());
      onClose();
    } catch (error) {
      setRefusal(problemText(error));
    }
  };
  return (
    <Dialog title={`Another lane for ${item.reference}`} onClose={onClose}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <p>It is in the lane {laneWords[item.lane].toLowerCase()}. Rankings leave it where you put it.</p>
        <Field label="Lane">
          {(control) => (
            <select
              {...control}
              data-first-focus
              value={lane}
              onChange={(event) => setLane(event.target.value as Lane)}
            >
              {others.map((other) => (
                <option key={other} value={other}>
                  {laneWords[other]}: {controls[other]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Reason" hint="It is kept, and counted in the statistics.">
          {(control) => (
            <input
              {...control}
              required
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div role="alert">{refusal !== undefined && <p className="form-error">{refusal}</p>}</div>
        <div className="dialog-foot">
          <span className="toolbar-end">
            <button type="button" onClick={onClose}>
              Cancel
            </button>
            <button type="submit" className="button-primary">
              Move
            </button>
          </span>
        </div>
      </form>
    </Dialog>
  );
}
