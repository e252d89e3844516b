/** Entering an instruction under seal. */
import { useState } from 'react';
import type { SealedInput } from '../../api/contract.ts';
import { Choices } from '../../ui/choices.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { inputToMs, msToInput, tomorrowMs } from '../../ui/moment-input.ts';
import { noParty, PartyField, partyText } from '../../ui/party-field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Asks what it is about, what is to happen, who ordered it and until when. */
export function SealDialog({
  onSeal,
  onClose,
}: {
  readonly onSeal: (body: SealedInput) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const [subjectKind, setSubjectKind] = useState<SealedInput['subjectKind']>('consignment');
  const [reference, setReference] = useState('');
  const [party, setParty] = useState(noParty);
  const [instruction, setInstruction] = useState<SealedInput['instruction']>('refer');
  const [authority, setAuthority] = useState('');
  const [note, setNote] = useState('');
  const [until, setUntil] = useState(() => msToInput(tomorrowMs()));
  return (
    <FormDialog
      title="Enter an instruction under seal"
      confirm="Enter"
      onSubmit={() =>
        onSeal({
          subjectKind,
          subject: subjectKind === 'party' ? partyText(party) : reference.trim(),
          instruction,
          authority: authority.trim(),
          ...(note.trim() === '' ? {} : { note: note.trim() }),
          expiresAtMs: inputToMs(until),
        })
      }
      onClose={onClose}
    >
      <Segments
        legend="What it is about"
        options={[
          ['consignment', 'A consignment'],
          ['party', 'A party'],
        ]}
        value={subjectKind}
        onChange={setSubjectKind}
      />
      {subjectKind === 'party' ? (
        <PartyField party={party} onChange={setParty} />
      ) : (
        <TextField
          label="Reference"
          hint="As lists show it, with the agency in front."
          required
          maxLength={200}
          isFirstFocused
          value={reference}
          onChange={setReference}
        />
      )}
      <Choices
        legend="What officers are to do"
        options={[
          ['refer', 'Refer to duty supervisor'],
          ['suppress', 'Nothing: it stays off their lists'],
        ]}
        value={instruction}
        onChange={setInstruction}
      />
      <TextField label="Ordered by" required maxLength={200} value={authority} onChange={setAuthority} />
      <TextField label="Ends" type="datetime-local" required value={until} onChange={setUntil} />
      <TextField label="Note" isOptional maxLength={4000} value={note} onChange={setNote} />
    </FormDialog>
  );
}
