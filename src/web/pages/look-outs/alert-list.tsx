/** Consignments that match a look-out. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Alert } from '../../api/contract.ts';
import { acknowledgeAlert, listAlerts } from '../../api/look-outs-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { usePermission } from '../../shell/session-context.ts';
import { ConsignmentLink } from '../../ui/consignment-link.tsx';
import { CutOff } from '../../ui/cut-off.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { useNow } from '../../ui/use-now.ts';
import { usePages } from '../../ui/use-pages.ts';
import { LookOutMark } from './look-out-mark.tsx';

const everyMs = 20_000;
/** Every reading of alerts stands in the audit, so they are not read more often. */
const againMs = 120_000;

function AcknowledgeDialog({
  alert,
  onAcknowledge,
  onClose,
}: {
  readonly alert: Alert;
  readonly onAcknowledge: (note: string | undefined) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={`Acknowledge ${alert.reference}`}
      confirm="Acknowledge"
      onSubmit={() => onAcknowledge(note.trim() || undefined)}
      onClose={onClose}
    >
      <p className="subject">
        <span>
          <LookOutMark lookOut={alert.lookOut} />
        </span>
      </p>
      <Field label="Note" hint="What you do about it." isOptional>
        {(control) => (
          <textarea
            {...control}
            rows={2}
            maxLength={4000}
            data-first-focus
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}

/** What is seen of an alert; the column of acknowledgement is last. */
function columnsAt(nowMs: number): readonly Column<Alert>[] {
  return [
    {
      title: 'Consignment',
      cell: ({ reference, caseId, stage, office }) => (
        <>
          <ConsignmentLink reference={reference} caseId={caseId} />
          <span className="small muted block">
            {[wordsOf(stage), office].filter((part) => part !== null).join(', ')}
          </span>
        </>
      ),
    },
    { title: 'Cut-off', cell: ({ releaseCutOffMs }) => <CutOff atMs={releaseCutOffMs} nowMs={nowMs} /> },
    { title: 'Matches', cell: ({ lookOut }) => <LookOutMark lookOut={lookOut} /> },
    { title: 'Since', cell: ({ matchedAtMs }) => <MomentText atMs={matchedAtMs} nowMs={nowMs} /> },
  ];
}

/** The nearest cut-off first; those that have passed, and those without one, last. */
function byCutOff(nowMs: number): (a: Alert, b: Alert) => number {
  const key = ({ releaseCutOffMs: atMs }: Alert): number =>
    atMs === null ? Number.MAX_SAFE_INTEGER - 1 : atMs > nowMs ? atMs : Number.MAX_SAFE_INTEGER;
  return (a, b) => key(a) - key(b) || b.id - a.id;
}

/** Lists alerts with the time that is left, and takes note of them. */
export function AlertList({ state, hasWeak }: { readonly state: 'open' | 'acknowledged'; readonly hasWeak: boolean }) {
  const client = useQueryClient();
  const notify = useNotify();
  const canAcknowledge = usePermission('acknowledge-alerts');
  const nowMs = useNow(everyMs);
  const [chosen, setChosen] = useState<Alert>();
  const pages = usePages(
    ['alerts', state, hasWeak],
    (cursor) => listAlerts({ state, weak: String(hasWeak), cursor, limit: 200 }),
    { againMs: () => againMs },
  );
  const acknowledged: Column<Alert> = {
    title: 'Acknowledged',
    cell: (alert) =>
      alert.acknowledged === null ? (
        canAcknowledge ? (
          <button
            type="button"
            className="button-small"
            aria-label={`Acknowledge ${alert.reference}, ${alert.lookOut.kind}`}
            onClick={() => setChosen(alert)}
          >
            Acknowledge …
          </button>
        ) : (
          <span className="muted">not yet</span>
        )
      ) : (
        <>
          {alert.acknowledged.by}, <MomentText atMs={alert.acknowledged.atMs} nowMs={nowMs} />
          {alert.acknowledged.note !== null && <span className="small block">{alert.acknowledged.note}</span>}
        </>
      ),
  };
  return (
    <>
      <PagedTable
        pages={pages}
        noun="alerts"
        columns={[...columnsAt(nowMs), acknowledged]}
        keyOf={({ id }) => id}
        order={byCutOff(nowMs)}
        empty={state === 'open' ? 'No alert waits. New ones appear here by themselves.' : 'None was acknowledged yet.'}
      />
      {chosen !== undefined && (
        <AcknowledgeDialog
          alert={chosen}
          onAcknowledge={async (note) => {
            await acknowledgeAlert(chosen.id, note);
            notify({ text: `The alert on ${chosen.reference} is acknowledged.`, tone: 'good' });
            await client.invalidateQueries({ queryKey: ['alerts'] });
          }}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
