/** Proposing an agreement. */
import { useState } from 'react';
import {
  type FieldGroup,
  fieldGroups,
  type GivenLabel,
  givenLabels,
  type OnwardSharing,
  onwardSharings,
  type SharedKind,
  sharedKinds,
} from '../../../domain/agreement.ts';
import { type Purpose, purposes } from '../../../domain/purposes.ts';
import type { AgreementProposal } from '../../api/contract.ts';
import { fieldGroupWords, sharedKindWords, wordsOf } from '../../format/code-words.ts';
import { useSession } from '../../shell/session-context.ts';
import { Checks } from '../../ui/checks.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { inputToMs, msToInput } from '../../ui/moment-input.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';

const purposeOptions = (Object.entries(purposes) as [Purpose, string][]).map(
  ([code, text]) => [code, text.charAt(0).toUpperCase() + text.slice(1)] as const,
);

/** Asks for the terms; proposing signs nothing. */
export function ProposeDialog({
  onPropose,
  onClose,
}: {
  readonly onPropose: (body: AgreementProposal) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const { agency } = useSession().user;
  const [direction, setDirection] = useState<'gives' | 'takes'>('gives');
  const [partner, setPartner] = useState('');
  const [kinds, setKinds] = useState<readonly SharedKind[]>([]);
  const [fields, setFields] = useState<readonly FieldGroup[]>([]);
  const [chosenPurposes, setPurposes] = useState<readonly Purpose[]>([]);
  const [gateway, setGateway] = useState('');
  const [maximumTlp, setMaximumTlp] = useState<GivenLabel>('TLP:AMBER');
  const [onwardSharing, setOnwardSharing] = useState<OnwardSharing>('no');
  const [from, setFrom] = useState(() => msToInput(Date.now()));
  const [to, setTo] = useState('');
  const [retentionDays, setRetentionDays] = useState('30');
  const propose = (): Promise<unknown> =>
    onPropose({
      giver: direction === 'gives' ? agency : partner.trim(),
      taker: direction === 'gives' ? partner.trim() : agency,
      kinds: [...kinds],
      fields: [...fields],
      purposes: [...chosenPurposes],
      ...(gateway.trim() === '' ? {} : { gateway: gateway.trim() }),
      maximumTlp,
      onwardSharing,
      fromMs: inputToMs(from),
      ...(to === '' ? {} : { toMs: inputToMs(to) }),
      retentionDays: Number(retentionDays),
    });
  return (
    <FormDialog title="Propose an agreement" confirm="Propose" onSubmit={propose} onClose={onClose} isWide>
      <div className="criteria">
        <SelectField
          label={`${agency} …`}
          options={[
            ['gives', 'gives'],
            ['takes', 'takes'],
          ]}
          value={direction}
          onChange={setDirection}
        />
        <TextField
          label={direction === 'gives' ? 'Taker' : 'Giver'}
          hint="Code of the other agency."
          required
          maxLength={40}
          autoCapitalize="characters"
          spellCheck={false}
          isFirstFocused
          value={partner}
          onChange={setPartner}
        />
      </div>
      <Checks
        legend="What is given"
        options={sharedKinds.map((kind) => [kind, ...sharedKindWords[kind]] as const)}
        chosen={kinds}
        onChange={setKinds}
      />
      <Checks
        legend="Groups of fields"
        options={fieldGroups.map((group) => [group, ...fieldGroupWords[group]] as const)}
        chosen={fields}
        onChange={setFields}
      />
      <Checks
        legend="For what the taker may use it"
        options={purposeOptions}
        chosen={chosenPurposes}
        onChange={setPurposes}
      />
      <div className="criteria">
        <TextField
          label="Gateway"
          hint="Law or arrangement; needed between customs, police and IP offices."
          isOptional
          maxLength={200}
          value={gateway}
          onChange={setGateway}
        />
        <SelectField
          label="Strictest label"
          options={givenLabels.map((label) => [label, label] as const)}
          value={maximumTlp}
          onChange={setMaximumTlp}
        />
        <SelectField
          label="Handing on"
          options={onwardSharings.map((code) => [code, wordsOf(code)] as const)}
          value={onwardSharing}
          onChange={setOnwardSharing}
        />
        <TextField label="From" type="datetime-local" required value={from} onChange={setFrom} />
        <TextField label="Until" type="datetime-local" isOptional value={to} onChange={setTo} />
        <TextField
          label="Kept after the end, days"
          type="number"
          min={0}
          max={3650}
          required
          value={retentionDays}
          onChange={setRetentionDays}
        />
      </div>
    </FormDialog>
  );
}
