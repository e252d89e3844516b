/** Operators that are asked for holds. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Operator, OperatorInput } from '../../api/contract.ts';
import { addOperator, changeOperator, disableOperator, listOperators } from '../../api/holds-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { usePermission } from '../../shell/session-context.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { Read } from '../../ui/read.tsx';
import { Secret } from '../../ui/secret.tsx';
import { Empty } from '../../ui/states.tsx';
import { AgencyChoice, useAgencyCodes } from './agency-choice.tsx';
import { OperatorDialog } from './operator-dialog.tsx';

type OpenDialog = { readonly kind: 'add' } | { readonly kind: 'change' | 'disable'; readonly operator: Operator };

const columns: readonly Column<Operator>[] = [
  { title: 'Name', cell: ({ name }) => name },
  { title: 'Kind', cell: ({ kind }) => wordsOf(kind) },
  { title: 'Offices', cell: ({ offices }) => offices.join(', ') || 'any' },
  { title: 'Channels', cell: ({ channels }) => channels.join(', ') || 'any' },
  {
    title: 'Told by',
    cell: ({ webhookUrl }) =>
      webhookUrl === null ? 'asks by itself, or the hold list' : <code className="raw">{webhookUrl}</code>,
  },
  { title: 'State', cell: ({ disabledAtMs }) => (disabledAtMs === null ? 'asked' : 'ended') },
];

/** Lists operators; adds, changes and ends them. */
export function OperatorSettings() {
  const client = useQueryClient();
  const notify = useNotify();
  const canChange = usePermission('change-operators');
  const canSeeHolds = usePermission('see-holds');
  const codes = useAgencyCodes();
  const [chosen, setChosen] = useState('');
  const agency = chosen || codes[0];
  const query = useQuery({
    queryKey: ['operators', agency],
    queryFn: () => listOperators(agency),
    enabled: agency !== undefined,
  });
  const [dialog, setDialog] = useState<OpenDialog>();
  const [secret, setSecret] = useState<string>();
  const close = (): void => setDialog(undefined);
  const keep = async (body: OperatorInput): Promise<void> => {
    const kept =
      dialog?.kind === 'change' ? await changeOperator(agency, dialog.operator, body) : await addOperator(agency, body);
    setSecret(kept.webhookSecret ?? undefined);
    await client.invalidateQueries({ queryKey: ['operators'] });
  };
  const change: Column<Operator> = {
    title: 'Change',
    cell: (operator) =>
      operator.disabledAtMs === null && (
        <span className="action-buttons">
          <button
            type="button"
            className="button-small"
            aria-label={`Change ${operator.name}`}
            onClick={() => setDialog({ kind: 'change', operator })}
          >
            Change …
          </button>
          <button
            type="button"
            className="button-small"
            aria-label={`End ${operator.name}`}
            onClick={() => setDialog({ kind: 'disable', operator })}
          >
            End …
          </button>
        </span>
      ),
  };
  return (
    <section className="card">
      <div className="action-line">
        <AgencyChoice codes={codes} value={agency ?? ''} onChange={setChosen} />
        {canSeeHolds && <Link to="/holds">Their holds</Link>}
        {canChange && agency !== undefined && (
          <button type="button" className="button-primary" onClick={() => setDialog({ kind: 'add' })}>
            Add an operator …
          </button>
        )}
      </div>
      {secret !== undefined && <Secret what="Secret by which announcements are signed" text={secret} />}
      <Read query={query} what="the operators">
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="Nobody is asked for holds yet." />
          ) : (
            <DataTable
              label="Operators"
              columns={canChange ? [...columns, change] : columns}
              rows={items}
              keyOf={({ id }) => id}
            />
          )
        }
      </Read>
      {(dialog?.kind === 'add' || dialog?.kind === 'change') && (
        <OperatorDialog
          operator={dialog.kind === 'change' ? dialog.operator : undefined}
          onKeep={keep}
          onClose={close}
        />
      )}
      {dialog?.kind === 'disable' && (
        <ConfirmDialog
          title={`End ${dialog.operator.name}`}
          consequence="Nobody asks it for holds any more. What it was asked for stays."
          confirm="End"
          onConfirm={async () => {
            await disableOperator(agency, dialog.operator.id);
            notify({ text: `${dialog.operator.name} is asked no more.`, tone: 'good' });
            await client.invalidateQueries({ queryKey: ['operators'] });
          }}
          onClose={close}
        />
      )}
    </section>
  );
}
