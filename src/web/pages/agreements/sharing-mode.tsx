/** What the installation is. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeSharing, readSharing } from '../../api/agreements-api.ts';
import type { Sharing } from '../../api/contract.ts';
import { usePermission, useSession } from '../../shell/session-context.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

const modeWords: Readonly<Record<Sharing['mode'], string>> = {
  'command-centre':
    'The installation is a single command centre: look-outs reach the consignments of all agencies where their label lets them. All else needs an agreement.',
  'network': 'The installation is a network: look-outs, too, need an agreement.',
};

/** Says whether agencies are under one roof; whoever administers the installation changes it. */
export function SharingMode() {
  const client = useQueryClient();
  const { agency } = useSession().user;
  const canChange = usePermission('change-agencies') && agency === '';
  const { data } = useQuery({ queryKey: ['sharing'], queryFn: readSharing });
  const [isOpen, setOpen] = useState(false);
  if (data === undefined) return null;
  const other = data.mode === 'network' ? 'command-centre' : 'network';
  return (
    <div className="card">
      <p>{modeWords[data.mode]}</p>
      {canChange && (
        <p>
          <button type="button" onClick={() => setOpen(true)}>
            Make it a {other === 'network' ? 'network' : 'command centre'} …
          </button>
        </p>
      )}
      {isOpen && (
        <ConfirmDialog
          title="Change what the installation is"
          consequence={modeWords[other]}
          confirm="Change"
          onConfirm={async () => {
            await changeSharing({ mode: other });
            await client.invalidateQueries({ queryKey: ['sharing'] });
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
