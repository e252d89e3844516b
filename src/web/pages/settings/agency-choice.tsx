/** Which agency is meant. */
import { useQuery } from '@tanstack/react-query';
import { listAgencies } from '../../api/users-api.ts';
import { useSession } from '../../shell/session-context.ts';
import { SelectField } from '../../ui/select-field.tsx';

/** Codes of the agencies that the person may change things of: the own one, or all for those of the installation. */
export function useAgencyCodes(): readonly string[] {
  const { agency } = useSession().user;
  const { data } = useQuery({ queryKey: ['agencies'], queryFn: listAgencies, enabled: agency === '' });
  return agency === '' ? (data?.items ?? []).map(({ code }) => code) : [agency];
}

/** Asks for one of several agencies; nothing where there is but one. */
export function AgencyChoice({
  codes,
  value,
  onChange,
}: {
  readonly codes: readonly string[];
  readonly value: string;
  readonly onChange: (code: string) => void;
}) {
  if (codes.length < 2) return null;
  return (
    <SelectField
      label="Agency"
      options={codes.map((code) => [code, code] as const)}
      value={value}
      onChange={onChange}
    />
  );
}
