/** How often selections find something. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HitRates } from '../../api/contract.ts';
import { readHitRates } from '../../api/selectivity-api.ts';
import { laneWords, wordsOf } from '../../format/code-words.ts';
import { formatCount, formatShare, formatShares } from '../../format/format-quantity.ts';
import { Field } from '../../ui/field.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

type Rate = HitRates['sources'][number]['pools'][number];

const sourceWords: Readonly<Record<HitRates['sources'][number]['source'], string>> = {
  'random': 'Random slice',
  'model': 'Model',
  'rule': 'Rules',
  'look-out': 'Look-outs',
  'manual': 'Officers',
};
const heads = ['Selected', 'Held', 'Examined', 'Found', 'Carried out', 'Rate', '95%', 'If none or all of the rest'];

function RateCells({ rate }: { readonly rate: Omit<Rate, 'from' | 'to'> }) {
  const { selected, held, examined, found, interval } = rate;
  const isBound = found === 0 && interval !== null;
  return (
    <>
      {[selected, held, examined, found].map((count, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns do not change
        <td key={index} className="number">
          {formatCount(count)}
        </td>
      ))}
      <td className="number">{formatShare(rate.execution)}</td>
      <td className="number">
        {rate.rate === null ? 'too few' : formatShare(rate.rate)}
        {rate.isUnbiased && <span className="tag">unbiased</span>}
      </td>
      <td className="number">{isBound ? `at most ${formatShare(interval[1])}` : formatShares(interval)}</td>
      <td className="number">{formatShares(rate.bounds)}</td>
    </>
  );
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly more?: string;
  readonly rate: Omit<Rate, 'from' | 'to'>;
}

function RateTable({
  label,
  first,
  more,
  rows,
}: {
  readonly label: string;
  readonly first: string;
  readonly more?: string;
  readonly rows: readonly Row[];
}) {
  return (
    <TableScroll label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="number">
                {head}
              </th>
            ))}
            {more !== undefined && <th scope="col">{more}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              <RateCells rate={row.rate} />
              {more !== undefined && <td>{row.more}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

const openText = ({ pending, undetermined }: { readonly pending: number; readonly undetermined: number }): string =>
  `${formatCount(pending)} still to come, ${formatCount(undetermined)} without a final result`;

function Rates({ rates }: { readonly rates: HitRates }) {
  const { sources, rules, reroutes } = rates;
  const months = sources.flatMap(({ source, pools }) =>
    pools.map((pool) => ({
      key: `${source} ${pool.from}`,
      name: `${sourceWords[source]}, ${pool.from === pool.to ? pool.from : `${pool.from} to ${pool.to}`}`,
      rate: pool,
    })),
  );
  return (
    <>
      <section className="card">
        <h2>By source</h2>
        <RateTable
          label="Hit rates by source"
          first="Source"
          more="Open"
          rows={sources.map((one) => ({
            key: one.source,
            name: sourceWords[one.source],
            more: openText(one),
            rate: one,
          }))}
        />
        <p className="small muted">{rates.protocol}.</p>
      </section>
      {rules.length > 0 && (
        <section className="card">
          <h2>Rule by rule</h2>
          <RateTable
            label="Hit rates by rule"
            first="Rule"
            more="State and floor"
            rows={rules.map((one) => ({
              key: String(one.versionId),
              name: `${one.code} version ${one.version}`,
              more: `${one.state}, floor ${formatShare(one.precisionFloor)}${one.isBelowFloor ? ': BELOW' : ''}`,
              rate: one,
            }))}
          />
        </section>
      )}
      {months.length > 0 && (
        <section className="card">
          <h2>By months</h2>
          <RateTable label="Hit rates by months" first="Source and months" rows={months} />
        </section>
      )}
      <section className="card">
        <h2>Moved to another lane by officers</h2>
        {reroutes.length === 0 ? (
          <p className="muted">None.</p>
        ) : (
          <ul>
            {reroutes.map(({ from, to, count }) => (
              <li key={`${from} ${to}`}>
                From {laneWords[from].toLowerCase()} to {laneWords[to].toLowerCase()}: {formatCount(count)}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

/** Rates by source, from the random slice up. */
export function HitRatesPage() {
  const [days, setDays] = useState('180');
  const [countFrom, setCountFrom] = useState('confirmed');
  const { data, error, refetch } = useQuery({
    queryKey: ['hit-rates', days, countFrom],
    queryFn: () => readHitRates({ days, countFrom }),
  });
  return (
    <div className="page">
      <PageTitle title="Hit rates" />
      <section className="card form form-row" aria-label="What is counted">
        <Field label="Cases of the last">
          {(control) => (
            <select {...control} value={days} onChange={(event) => setDays(event.target.value)}>
              {['30', '90', '180', '365', '1095'].map((each) => (
                <option key={each} value={each}>
                  {each} days
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="A find counts from the state">
          {(control) => (
            <select {...control} value={countFrom} onChange={(event) => setCountFrom(event.target.value)}>
              {['suspected', 'detained', 'confirmed'].map((each) => (
                <option key={each} value={each}>
                  {wordsOf(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </section>
      {data === undefined ? (
        error === null ? (
          <Loading what="the hit rates" />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <Rates rates={data} />
      )}
    </div>
  );
}
