/** What an operator is. */
import { useState } from 'react';
import { type Channel, channels } from '../../../domain/consignment.ts';
import { operatorKinds } from '../../../domain/hold.ts';
import type { Operator, OperatorInput } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { Checks } from '../../ui/checks.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Asks for name, kind, and which offices and channels it serves. */
export function OperatorDialog({
  operator,
  onKeep,
  onClose,
}: {
  /** Undefined adds one. */
  readonly operator: Operator | undefined;
  readonly onKeep: (body: OperatorInput) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(operator?.name ?? '');
  const [kind, setKind] = useState(operator?.kind ?? operatorKinds[0]);
  const [offices, setOffices] = useState(operator?.offices.join(', ') ?? '');
  const [served, setServed] = useState((operator?.channels ?? []) as readonly Channel[]);
  const [webhookUrl, setWebhookUrl] = useState(operator?.webhookUrl ?? '');
  return (
    <FormDialog
      title={operator === undefined ? 'Add an operator' : `Change ${operator.name}`}
      confirm="Keep"
      onSubmit={() =>
        onKeep({
          name: name.trim(),
          kind,
          offices: offices.split(',').flatMap((office) => office.trim() || []),
          channels: [...served],
          ...(webhookUrl.trim() === '' ? {} : { webhookUrl: webhookUrl.trim() }),
        })
      }
      onClose={onClose}
    >
      <TextField label="Name" required maxLength={200} isFirstFocused value={name} onChange={setName} />
      <SelectField
        label="Kind"
        options={operatorKinds.map((each) => [each, wordsOf(each)] as const)}
        value={kind}
        onChange={setKind}
      />
      <TextField
        label="Offices"
        hint="Codes, by commas; none means any."
        isOptional
        value={offices}
        onChange={setOffices}
      />
      <Checks
        legend="Channels (none means any)"
        options={channels.map((each) => [each, wordsOf(each)] as const)}
        chosen={served}
        onChange={setServed}
      />
      <TextField
        label="Webhook"
        hint="Where holds are announced: an https:// address. Another one gets another secret."
        isOptional
        type="url"
        maxLength={1000}
        value={webhookUrl}
        onChange={setWebhookUrl}
      />
    </FormDialog>
  );
}
