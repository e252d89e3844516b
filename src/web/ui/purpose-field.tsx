/** What personal data are read for. */
import { type Purpose, purposeOfRole, purposes } from '../../domain/purposes.ts';
import { useSession } from '../shell/session-context.ts';
import { SelectField } from './select-field.tsx';

const options = Object.entries(purposes).map(
  ([code, text]) => [code, text.charAt(0).toUpperCase() + text.slice(1)] as const,
);

/** Asks for the purpose, which is logged with the reading; the empty one is the usual one, of the role where none is named. */
export function PurposeField({
  value,
  onChange,
  usual,
}: {
  readonly value: string;
  readonly onChange: (purpose: string) => void;
  readonly usual?: Purpose;
}) {
  const { role } = useSession().user;
  const usualText = purposes[usual ?? purposeOfRole[role]];
  return (
    <SelectField
      label="Purpose"
      options={[['', `As usual: ${usualText}`], ...options]}
      value={value}
      onChange={onChange}
    />
  );
}
