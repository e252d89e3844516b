/** How a version differs from another. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListVersion, OperationShown } from '../../api/contract.ts';
import { readDifferences } from '../../api/operations-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { Failure, Loading } from '../../ui/states.tsx';

const namesAtMost = 30;

/** Names of targets, the first of many. */
function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  const more = names.length - namesAtMost;
  return (
    <p>
      <strong>{title}: </strong>
      {names.slice(0, namesAtMost).join(', ')}
      {more > 0 && ` and ${formatCount(more)} more`}
    </p>
  );
}

function Differences({
  operationId,
  version,
  from,
}: {
  readonly operationId: number;
  readonly version: number;
  readonly from: number;
}) {
  const { data, error } = useQuery({
    queryKey: ['operations', operationId, 'lists', version, 'from', from],
    queryFn: () => readDifferences(operationId, version, from),
  });
  if (data === undefined) return error === null ? <Loading what="the differences" /> : <Failure error={error} />;
  return (
    <>
      <p>
        {formatCount(data.added.length)} added, {formatCount(data.removed.length)} removed,{' '}
        {formatCount(data.changed.length)} changed, {formatCount(data.unchanged)} as they were
      </p>
      <Names title="Added" names={data.added.map(({ reference }) => reference)} />
      <Names title="Removed" names={data.removed.map(({ reference }) => reference)} />
      <Names
        title="Changed"
        names={data.changed.map(
          ({ reference, changes }) =>
            `${reference} (${changes.map(({ field, from: was, to }) => `${wordsOf(field).toLowerCase()} ${was ?? 'none'} → ${to ?? 'none'}`).join('; ')})`,
        )}
      />
    </>
  );
}

/** Compares with an earlier version, once it is opened. */
export function DifferencesCard({
  operation,
  list,
  versions,
}: {
  readonly operation: OperationShown;
  readonly list: ListVersion;
  readonly versions: readonly ListVersion[];
}) {
  const others = versions.filter(({ version }) => version !== list.version);
  const [from, setFrom] = useState(others.find(({ version }) => version < list.version)?.version ?? others[0]!.version);
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Differences from another version</summary>
      <label className="inline-label">
        Compare with version{' '}
        <select value={from} onChange={(event) => setFrom(Number(event.target.value))}>
          {others.map(({ version }) => (
            <option key={version}>{version}</option>
          ))}
        </select>
      </label>
      {isOpen && <Differences operationId={operation.id} version={list.version} from={from} />}
    </details>
  );
}
