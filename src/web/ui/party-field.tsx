/** A party by one thing that is known of it. */
import { SelectField } from './select-field.tsx';
import { TextField } from './text-field.tsx';

/** By what a party is named. */
const kinds = [
  ['name', 'Name'],
  ['id', 'Identifier'],
  ['address', 'Address'],
  ['phone', 'Telephone'],
  ['email', 'Mailbox'],
] as const;

/** What is typed of a party. */
export interface TypedParty {
  readonly kind: (typeof kinds)[number][0];
  readonly text: string;
  /** Scheme of an identifier, such as `EORI`; may be empty. */
  readonly scheme: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Nothing typed yet. */
export const noParty: TypedParty = { kind: 'name', text: '', scheme: '', country: '' };

/** Returns the party as the service reads it (`src/matching/parties/party-query.ts`). */
export function partyText({ kind, text, scheme, country }: TypedParty): string {
  if (kind === 'id') return `id:${scheme.trim()}:${text.trim()}`;
  const where = country.trim() === '' || kind === 'email' ? '' : `|${country.trim().toUpperCase()}`;
  return `${kind}:${text.trim()}${where}`;
}

/** Asks by what the party is known, and for that. */
export function PartyField({
  party,
  onChange,
}: {
  readonly party: TypedParty;
  readonly onChange: (party: TypedParty) => void;
}) {
  const { kind } = party;
  const label = kinds.find(([each]) => each === kind)![1];
  return (
    <div className="criteria">
      <SelectField
        label="Known by"
        options={kinds}
        value={kind}
        onChange={(next) => onChange({ ...party, kind: next })}
      />
      {kind === 'id' && (
        <TextField
          label="Scheme"
          hint="As EORI; empty for an agency’s own."
          isOptional
          maxLength={40}
          value={party.scheme}
          onChange={(scheme) => onChange({ ...party, scheme })}
        />
      )}
      <TextField
        label={label}
        required
        maxLength={200}
        isFirstFocused
        type={kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : 'text'}
        autoComplete="off"
        value={party.text}
        onChange={(text) => onChange({ ...party, text })}
      />
      {(kind === 'name' || kind === 'address' || kind === 'phone') && (
        <TextField
          label="Country"
          hint="Two letters."
          isOptional={kind !== 'name'}
          required={kind === 'name'}
          maxLength={2}
          pattern="[A-Za-z]{2}"
          value={party.country}
          onChange={(country) => onChange({ ...party, country })}
        />
      )}
    </div>
  );
}
