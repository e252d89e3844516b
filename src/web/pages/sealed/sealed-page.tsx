/** Instructions under seal. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SealedInstruction } from '../../api/contract.ts';
import { listSealed, sealInstruction, unsealInstruction } from '../../api/sealed-api.ts';
import { timeLeft } from '../../format/time-left.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Read } from '../../ui/read.tsx';
import { Empty } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { SealDialog } from './seal-dialog.tsx';

const everyMs = 20_000;

/** Words for what an instruction does. */
const instructionWords = { refer: 'Refer to duty supervisor', suppress: 'Keep off the lists' } as const;

/** Lists instructions that hold; enters and ends them. Only duty supervisors see any of it. */
export function SealedPage() {
  const client = useQueryClient();
  const notify = useNotify();
  const nowMs = useNow(everyMs);
  // Every reading is logged, so it is read when the page is opened, and after a change.
  const query = useQuery({ queryKey: ['sealed'], queryFn: listSealed, refetchOnWindowFocus: false });
  const [isOpen, setOpen] = useState(false);
  const [ending, setEnding] = useState<SealedInstruction>();
  const done = async (text: string): Promise<void> => {
    notify({ text, tone: 'good' });
    await client.invalidateQueries({ queryKey: ['sealed'] });
  };
  const columns: readonly Column<SealedInstruction>[] = [
    {
      title: 'About',
      cell: ({ subject, subjectKind }) => (
        <>
          {subject}
          <span className="small muted block">{subjectKind}</span>
        </>
      ),
    },
    { title: 'Instruction', cell: ({ instruction }) => instructionWords[instruction] },
    {
      title: 'Ordered by',
      cell: ({ authority, note }) => (
        <>
          {authority}
          {note !== null && <span className="small muted block">{note}</span>}
        </>
      ),
    },
    { title: 'Entered', cell: ({ madeAtMs }) => <MomentText atMs={madeAtMs} nowMs={nowMs} /> },
    {
      title: 'Ends',
      cell: ({ expiresAtMs }) => (
        <>
          {timeLeft(expiresAtMs, nowMs).text} left
          <span className="small muted block">
            <MomentText atMs={expiresAtMs} nowMs={nowMs} />
          </span>
        </>
      ),
    },
    {
      title: 'Change',
      cell: (one) => (
        <button
          type="button"
          className="button-small"
          aria-label={`End the instruction about ${one.subject}`}
          onClick={() => setEnding(one)}
        >
          End …
        </button>
      ),
    },
  ];
  return (
    <div className="page">
      <PageTitle
        title="Under seal"
        beside={
          <button type="button" className="button-primary" onClick={() => setOpen(true)}>
            Enter an instruction …
          </button>
        }
      />
      <p className="muted">
        Officers see “Refer to duty supervisor” and nothing else. Reading this page is logged. An instruction ends by
        itself.
      </p>
      <Read query={query} what="the instructions">
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No instruction holds." />
          ) : (
            <DataTable label="Instructions under seal" columns={columns} rows={items} keyOf={({ id }) => id} />
          )
        }
      </Read>
      {isOpen && (
        <SealDialog
          onSeal={async (body) => {
            await sealInstruction(body);
            await done('It holds. The queue follows within seconds.');
          }}
          onClose={() => setOpen(false)}
        />
      )}
      {ending !== undefined && (
        <ConfirmDialog
          title="End the instruction"
          consequence={`${ending.subject} is treated like any other from now on. The queue follows within seconds.`}
          confirm="End"
          onConfirm={async () => {
            await unsealInstruction(ending.id);
            await done('It has ended.');
          }}
          onClose={() => setEnding(undefined)}
        />
      )}
    </div>
  );
}
