/** Keys of machines. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MachineKey, NewMachineKey } from '../../api/contract.ts';
import { createKey, listKeys, revokeKey } from '../../api/settings-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { timeLeft } from '../../format/time-left.ts';
import { usePermission } from '../../shell/session-context.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Secret } from '../../ui/secret.tsx';
import { useNow } from '../../ui/use-now.ts';
import { usePages } from '../../ui/use-pages.ts';
import { KeyDialog } from './key-dialog.tsx';

const everyMs = 60_000;

function stateText({ revokedAtMs, expiresAtMs }: MachineKey, nowMs: number): string {
  if (revokedAtMs !== null) return 'revoked';
  return expiresAtMs <= nowMs ? 'expired' : `${timeLeft(expiresAtMs, nowMs).text} left`;
}

/** Lists keys, makes and revokes them; nothing of their secrets is seen again. */
export function KeySettings() {
  const client = useQueryClient();
  const notify = useNotify();
  const canChange = usePermission('change-users');
  const nowMs = useNow(everyMs);
  const pages = usePages(['keys'], listKeys);
  const [isOpen, setOpen] = useState(false);
  const [revoking, setRevoking] = useState<MachineKey>();
  const [secret, setSecret] = useState<string>();
  const columns: readonly Column<MachineKey>[] = [
    {
      title: 'Name',
      cell: ({ name, prefix, createdBy }) => (
        <>
          {name}
          <span className="small muted block">
            tsk_{prefix}_…, made by {createdBy}
          </span>
        </>
      ),
    },
    { title: 'Agency', cell: ({ agency }) => agency },
    {
      title: 'May',
      cell: ({ scopes, operatorId }) => (
        <>
          {scopes.map((scope) => wordsOf(scope).toLowerCase()).join(', ')}
          {operatorId !== null && <span className="small muted block">operator {operatorId}</span>}
        </>
      ),
    },
    {
      title: 'Ends',
      cell: (key) => (
        <>
          {stateText(key, nowMs)}
          <span className="small muted block">
            <MomentText atMs={key.revokedAtMs ?? key.expiresAtMs} nowMs={nowMs} />
          </span>
        </>
      ),
    },
    {
      title: 'Last used',
      cell: ({ lastUsedAtMs }) =>
        lastUsedAtMs === null ? <span className="muted">never</span> : <MomentText atMs={lastUsedAtMs} nowMs={nowMs} />,
    },
    {
      title: 'Change',
      cell: (key) =>
        canChange &&
        key.revokedAtMs === null &&
        key.expiresAtMs > nowMs && (
          <button
            type="button"
            className="button-small"
            aria-label={`Revoke ${key.name}`}
            onClick={() => setRevoking(key)}
          >
            Revoke …
          </button>
        ),
    },
  ];
  const make = async (body: NewMachineKey): Promise<void> => {
    const { key } = await createKey(body);
    setSecret(key);
    await client.invalidateQueries({ queryKey: ['keys'] });
  };
  return (
    <section className="card">
      {canChange && (
        <p>
          <button type="button" className="button-primary" onClick={() => setOpen(true)}>
            Make a key …
          </button>
        </p>
      )}
      {secret !== undefined && <Secret what="Key" text={secret} />}
      <PagedTable
        pages={pages}
        noun="keys"
        columns={columns}
        keyOf={({ id }) => id}
        empty="No machine has a key."
        order={(a, b) => Number(a.revokedAtMs !== null) - Number(b.revokedAtMs !== null) || b.id - a.id}
      />
      {isOpen && <KeyDialog onMake={make} onClose={() => setOpen(false)} />}
      {revoking !== undefined && (
        <ConfirmDialog
          title={`Revoke ${revoking.name}`}
          consequence="The key opens nothing from now on. The machine needs another one."
          confirm="Revoke"
          onConfirm={async () => {
            await revokeKey(revoking.id);
            notify({ text: `${revoking.name} opens nothing any more.`, tone: 'good' });
            await client.invalidateQueries({ queryKey: ['keys'] });
          }}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </section>
  );
}
