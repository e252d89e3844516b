/** Records that name a person. */
import { useState } from 'react';
import type { PersonExtract } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { ValueView } from '../../ui/value-view.tsx';
import { RectifyDialog } from './rectify-dialog.tsx';

/** As much of an extracted record as the table shows (`src/services/extract-person.ts`). */
interface ShownRecord {
  readonly name: string;
  readonly factId: number;
  readonly kind: string;
  readonly ownerAgency: string;
  readonly isCurrent: boolean;
  readonly knownAtMs: number;
  readonly mayBeTold: boolean;
  readonly markings: readonly string[];
}

/** The consignment of an item, or the result itself: what can be rectified. */
function referenceOf({ name }: ShownRecord): string {
  return name.replace(/#\d+$/, '');
}

/** Lists versions of records; those that are current can be chosen and rectified. */
export function RecordList({
  extract,
  onRectified,
}: {
  readonly extract: PersonExtract;
  readonly onRectified: () => void;
}) {
  const records = extract.facts.records as readonly ShownRecord[];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isOpen, setOpen] = useState(false);
  const toggle = (reference: string): void =>
    setChosen((all) => {
      const next = new Set(all);
      if (!next.delete(reference)) next.add(reference);
      return next;
    });
  if (records.length === 0) return <p className="muted">No record that you may see names this party.</p>;
  const columns: readonly Column<ShownRecord>[] = [
    {
      title: 'Record',
      cell: (record) =>
        record.isCurrent ? (
          <label className="check">
            <input
              type="checkbox"
              checked={chosen.has(referenceOf(record))}
              onChange={() => toggle(referenceOf(record))}
            />
            {record.name}
          </label>
        ) : (
          record.name
        ),
    },
    { title: 'Kind', cell: ({ kind, isCurrent }) => `${wordsOf(kind)}${isCurrent ? '' : ', replaced'}` },
    {
      title: 'Owner',
      cell: ({ ownerAgency, markings }) => (
        <>
          {ownerAgency}
          <span className="small muted block">{markings.join(', ')}</span>
        </>
      ),
    },
    { title: 'Known', cell: ({ knownAtMs }) => <MomentText atMs={knownAtMs} /> },
    { title: 'May be told', cell: ({ mayBeTold }) => (mayBeTold ? 'yes' : <strong>no, by its marking</strong>) },
    {
      title: 'What it says',
      cell: (record) => (
        <details>
          <summary>Show</summary>
          <ValueView value={record} />
        </details>
      ),
    },
  ];
  return (
    <>
      <DataTable label="Records" columns={columns} rows={records} keyOf={({ factId }) => factId} />
      <div className="action-buttons">
        <button type="button" disabled={chosen.size === 0} onClick={() => setOpen(true)}>
          Rectify {chosen.size === 0 ? 'chosen records' : `${chosen.size} chosen`} …
        </button>
      </div>
      {isOpen && (
        <RectifyDialog
          party={extract.party}
          records={[...chosen]}
          onRectified={onRectified}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
