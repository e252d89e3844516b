/** What is looked out for. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { LookOut } from '../../api/contract.ts';
import { listLookOuts, withdrawLookOut } from '../../api/look-outs-api.ts';
import { timeLeft } from '../../format/time-left.ts';
import { usePermission } from '../../shell/session-context.ts';
import type { Column } from '../../ui/data-table.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { useNow } from '../../ui/use-now.ts';
import { usePages } from '../../ui/use-pages.ts';
import { LookOutMark } from './look-out-mark.tsx';

const everyMs = 20_000;

function End({
  lookOut: { expiresAtMs, withdrawnAtMs },
  nowMs,
}: {
  readonly lookOut: LookOut;
  readonly nowMs: number;
}) {
  if (withdrawnAtMs !== null)
    return (
      <>
        withdrawn <MomentText atMs={withdrawnAtMs} nowMs={nowMs} />
      </>
    );
  const { text, nearness } = timeLeft(expiresAtMs, nowMs);
  return (
    <>
      {nearness === 'past' ? text : `${text} left`}
      <span className="small muted block">
        <MomentText atMs={expiresAtMs} nowMs={nowMs} />
      </span>
    </>
  );
}

/** Lists look-outs with their end; those of the own agency can be withdrawn. */
export function LookOutList({ hasEnded }: { readonly hasEnded: boolean }) {
  const client = useQueryClient();
  const notify = useNotify();
  const canWithdraw = usePermission('suppress-cases');
  const nowMs = useNow(everyMs);
  const [chosen, setChosen] = useState<LookOut>();
  const pages = usePages(['look-outs', hasEnded], (cursor) =>
    listLookOuts({ holding: String(!hasEnded), cursor, limit: 100 }),
  );
  const columns: readonly Column<LookOut>[] = [
    { title: 'Looks for', cell: (lookOut) => <LookOutMark lookOut={lookOut} /> },
    { title: 'Made of', cell: ({ source }) => source ?? <span className="muted">not shared</span> },
    { title: 'Since', cell: ({ madeAtMs }) => <MomentText atMs={madeAtMs} nowMs={nowMs} /> },
    { title: 'Ends', cell: (lookOut) => <End lookOut={lookOut} nowMs={nowMs} /> },
    {
      title: 'Change',
      cell: (lookOut) =>
        canWithdraw &&
        lookOut.isOwn &&
        lookOut.withdrawnAtMs === null &&
        lookOut.expiresAtMs > nowMs && (
          <button
            type="button"
            className="button-small"
            aria-label={`Withdraw the look-out for ${lookOut.subject ?? lookOut.id}`}
            onClick={() => setChosen(lookOut)}
          >
            Withdraw …
          </button>
        ),
    },
  ];
  return (
    <>
      <PagedTable
        pages={pages}
        noun="look-outs"
        columns={columns}
        keyOf={({ id }) => id}
        empty="Nothing is looked out for. A confirmed find makes look-outs by itself."
      />
      {chosen !== undefined && (
        <ReasonDialog
          title={`Withdraw the look-out for ${chosen.subject ?? 'it'}`}
          consequence="It matches nothing from now on, and its alerts end. What it led to stays."
          confirm="Withdraw"
          onConfirm={async (reason) => {
            await withdrawLookOut(chosen.id, reason);
            notify({ text: 'The look-out is withdrawn.', tone: 'good' });
            await client.invalidateQueries({ queryKey: ['look-outs'] });
            await client.invalidateQueries({ queryKey: ['alerts'] });
          }}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
