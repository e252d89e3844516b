/** Making a key for a machine. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type KeyScope, keyScopes } from '../../../domain/roles.ts';
import type { NewMachineKey } from '../../api/contract.ts';
import { listOperators } from '../../api/holds-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { Checks } from '../../ui/checks.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AgencyChoice, useAgencyCodes } from './agency-choice.tsx';

/** Asks for name, scopes and end; for a key that answers holds, whose they are. */
export function KeyDialog({
  onMake,
  onClose,
}: {
  readonly onMake: (body: NewMachineKey) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const codes = useAgencyCodes();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState('');
  const [scopes, setScopes] = useState<readonly KeyScope[]>([]);
  const [operatorId, setOperatorId] = useState('');
  const [days, setDays] = useState('90');
  const agency = chosen || codes[0];
  const isOperators = scopes.includes('answer-holds');
  const operators = useQuery({
    queryKey: ['operators', agency],
    queryFn: () => listOperators(agency),
    enabled: isOperators && agency !== undefined,
  });
  const open = (operators.data?.items ?? []).filter(({ disabledAtMs }) => disabledAtMs === null);
  return (
    <FormDialog
      title="Make a key"
      confirm="Make the key"
      onSubmit={() =>
        onMake({
          name: name.trim(),
          ...(agency === undefined ? {} : { agency }),
          scopes: [...scopes],
          ...(isOperators && operatorId !== '' ? { operatorId: Number(operatorId) } : {}),
          days: Number(days),
        })
      }
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint="Which machine it is."
        required
        maxLength={200}
        isFirstFocused
        value={name}
        onChange={setName}
      />
      <AgencyChoice codes={codes} value={agency ?? ''} onChange={setChosen} />
      <Checks
        legend="What the machine may do"
        options={keyScopes.map((scope) => [scope, wordsOf(scope)] as const)}
        chosen={scopes}
        onChange={setScopes}
      />
      {isOperators && (
        <SelectField
          label="Operator"
          hint="Whose holds it answers."
          options={[['', 'choose'], ...open.map(({ id, name: operator }) => [String(id), operator] as const)]}
          value={operatorId}
          onChange={setOperatorId}
        />
      )}
      <TextField label="Days until it ends" type="number" min={1} max={366} required value={days} onChange={setDays} />
    </FormDialog>
  );
}
