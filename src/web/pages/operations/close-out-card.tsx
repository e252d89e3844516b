/** What the list expected, and what was found. */
import { useQuery } from '@tanstack/react-query';
import type { CloseOut, OperationShown } from '../../api/contract.ts';
import { readCloseOut } from '../../api/operations-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatCount, formatNumber } from '../../format/format-quantity.ts';
import { Failure, Loading } from '../../ui/states.tsx';

const verdictWords = {
  within: 'What was found lies within what was expected.',
  below: 'Less was found than was expected.',
  above: 'More was found than was expected.',
} as const;

function ListResult({ list }: { readonly list: NonNullable<CloseOut['list']> }) {
  const figures = [
    [
      'Expected finds, if all are carried out',
      `${formatNumber(list.expectedFinds)} (${list.findsLow} to ${list.findsHigh})`,
    ],
    ['Found', `${formatCount(list.found)}, of them ${formatCount(list.confirmed)} confirmed`],
    ['Selected', formatCount(list.selected)],
    ['Held', formatCount(list.held)],
    ['Examined', `${formatCount(list.examined)}, of them ${formatCount(list.checked)} checked for infringements`],
  ] as const;
  const notExamined = Object.entries(list.notExamined);
  return (
    <>
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {notExamined.length > 0 && (
        <p>
          Not examined:{' '}
          {notExamined.map(([reason, count]) => `${formatCount(count)} ${wordsOf(reason).toLowerCase()}`).join(', ')}.
        </p>
      )}
      <p>
        {list.verdict === null
          ? 'Not everything was examined, so what was found cannot be held against what was expected.'
          : verdictWords[list.verdict]}
      </p>
    </>
  );
}

/** Shows the close-out as it stands, or as it was when the operation was closed. */
export function CloseOutCard({ operation }: { readonly operation: OperationShown }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['operations', operation.id, 'close-out'],
    queryFn: () => readCloseOut(operation.id),
  });
  if (data === undefined)
    return error === null ? <Loading what="the results" /> : <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <section className="card">
      <h2>{data.isFinal ? 'Close-out' : 'Results so far'}</h2>
      {data.list === null ? <p className="muted">No list of yours is in force.</p> : <ListResult list={data.list} />}
      <p className="muted">
        Final reports of all: {formatCount(data.reported.examined)} examined, {formatCount(data.reported.found)} found,{' '}
        {formatCount(data.reported.articles)} articles, {formatCount(data.reported.arrests)} arrests.
      </p>
    </section>
  );
}
