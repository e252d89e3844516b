/** Agencies of the installation. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Regime, regimes } from '../../../domain/agency.ts';
import type { Agency } from '../../api/contract.ts';
import { createAgency, disableAgency, enableAgency, listAgencies } from '../../api/users-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { usePermission, useSession } from '../../shell/session-context.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { usePages } from '../../ui/use-pages.ts';

function NewAgencyDialog({
  onMake,
  onClose,
}: {
  readonly onMake: (agency: Pick<Agency, 'code' | 'name' | 'regime'>) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [regime, setRegime] = useState<Regime>('customs');
  return (
    <FormDialog
      title="Make an agency"
      confirm="Make the agency"
      onSubmit={() => onMake({ code: code.trim(), name: name.trim(), regime })}
      onClose={onClose}
    >
      <TextField
        label="Code"
        hint="As mapping profiles name it."
        required
        maxLength={40}
        spellCheck={false}
        isFirstFocused
        value={code}
        onChange={setCode}
      />
      <TextField label="Name" required maxLength={200} value={name} onChange={setName} />
      <SelectField
        label="Legal regime"
        options={regimes.map((each) => [each, wordsOf(each)] as const)}
        value={regime}
        onChange={setRegime}
      />
    </FormDialog>
  );
}

/** Lists agencies; those of the installation make, disable and enable them. */
export function AgencySettings() {
  const client = useQueryClient();
  const notify = useNotify();
  const isInstallation = useSession().user.agency === '';
  const canChange = usePermission('change-agencies') && isInstallation;
  const pages = usePages(['agencies', 'list'], listAgencies);
  const [isOpen, setOpen] = useState(false);
  const [changing, setChanging] = useState<Agency>();
  const done = async (text: string): Promise<void> => {
    notify({ text, tone: 'good' });
    await client.invalidateQueries({ queryKey: ['agencies'] });
  };
  const columns: readonly Column<Agency>[] = [
    { title: 'Code', cell: ({ code }) => code },
    { title: 'Name', cell: ({ name }) => name },
    { title: 'Regime', cell: ({ regime }) => wordsOf(regime) },
    { title: 'Capacity', cell: ({ hasCapacity }) => (hasCapacity ? 'its own' : 'the usual one') },
    { title: 'State', cell: ({ disabledAtMs }) => (disabledAtMs === null ? 'open' : 'disabled') },
    { title: 'Made', cell: ({ createdAtMs }) => <MomentText atMs={createdAtMs} /> },
  ];
  const change: Column<Agency> = {
    title: 'Change',
    cell: (agency) => (
      <button
        type="button"
        className="button-small"
        aria-label={`${agency.disabledAtMs === null ? 'Disable' : 'Enable'} ${agency.code}`}
        onClick={() => setChanging(agency)}
      >
        {agency.disabledAtMs === null ? 'Disable …' : 'Enable …'}
      </button>
    ),
  };
  const isEnabling = changing?.disabledAtMs !== null;
  return (
    <section className="card">
      {canChange && (
        <p>
          <button type="button" className="button-primary" onClick={() => setOpen(true)}>
            Make an agency …
          </button>
        </p>
      )}
      <PagedTable
        pages={pages}
        noun="agencies"
        columns={canChange ? [...columns, change] : columns}
        keyOf={({ code }) => code}
        empty="There is no agency yet."
      />
      {isOpen && (
        <NewAgencyDialog
          onMake={async (agency) => {
            await createAgency(agency);
            await done(`${agency.code} is made. It needs people, and a capacity.`);
          }}
          onClose={() => setOpen(false)}
        />
      )}
      {changing !== undefined && (
        <ConfirmDialog
          title={`${isEnabling ? 'Enable' : 'Disable'} ${changing.code}`}
          consequence={
            isEnabling
              ? 'Its people sign in again and its keys work, but for those that were disabled or revoked by themselves.'
              : 'Its people are signed out at once and its keys open nothing. Its records stay.'
          }
          confirm={isEnabling ? 'Enable' : 'Disable'}
          onConfirm={async () => {
            await (isEnabling ? enableAgency(changing.code) : disableAgency(changing.code));
            await done(`${changing.code} is ${isEnabling ? 'enabled' : 'disabled'}.`);
          }}
          onClose={() => setChanging(undefined)}
        />
      )}
    </section>
  );
}
