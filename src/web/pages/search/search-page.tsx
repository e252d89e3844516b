/** Searching consignments. */
import { useRef } from 'react';
import { searchConsignments } from '../../api/consignments-api.ts';
import type { FoundConsignment } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatUsd } from '../../format/format-quantity.ts';
import { useKeyCommands } from '../../keyboard/use-key-commands.ts';
import { ConsignmentLink } from '../../ui/consignment-link.tsx';
import { CutOff } from '../../ui/cut-off.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { ScoreMark } from '../../ui/score-mark.tsx';
import { Empty } from '../../ui/states.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { useMedia } from '../../ui/use-media.ts';
import { useNow } from '../../ui/use-now.ts';
import { usePages } from '../../ui/use-pages.ts';
import { criteriaNames, criteriaRequest, hasCriteria, parseCriteria } from './search-criteria.ts';
import { SearchForm } from './search-form.tsx';

const everyMs = 20_000;

/** What stands in the place of a value that is not shown. */
function withheldOr(one: FoundConsignment, group: FoundConsignment['withheld'][number], value: string | null) {
  if (value !== null) return value;
  return <span className="muted">{one.withheld.includes(group) ? 'not shared' : 'not known'}</span>;
}

function columnsAt(nowMs: number, purpose: string): readonly Column<FoundConsignment>[] {
  return [
    {
      title: 'Consignment',
      cell: ({ reference, caseId, handling, stage }) => (
        <>
          <ConsignmentLink reference={reference} caseId={caseId} purpose={purpose} />
          <span className="small muted block">
            {[wordsOf(stage), ...handling.markings].join(', ')}
            {caseId !== null && ', in the queue'}
          </span>
        </>
      ),
    },
    { title: 'Score', cell: ({ riskScore }) => <ScoreMark score={riskScore} /> },
    {
      title: 'Goods',
      cell: (one) => (
        <>
          {withheldOr(one, 'goods', one.goods)}
          {one.hsCodes.length > 0 && <span className="small muted block">HS {one.hsCodes.join(', ')}</span>}
        </>
      ),
    },
    { title: 'Party', cell: (one) => withheldOr(one, 'parties', one.party) },
    {
      title: 'Route',
      cell: ({ departureCountry, destinationCountry, originCountries, channel, office }) => (
        <>
          {departureCountry ?? '?'} → {destinationCountry ?? '?'}
          <span className="small muted block">
            {[originCountries.length === 0 ? null : `origin ${originCountries.join(', ')}`, channel, office]
              .filter((part) => part !== null)
              .join(', ')}
          </span>
        </>
      ),
    },
    {
      title: 'Value',
      isNumber: true,
      cell: (one) => withheldOr(one, 'prices', one.valueUsd === null ? null : formatUsd(one.valueUsd)),
    },
    { title: 'Cut-off', cell: ({ releaseCutOffMs }) => <CutOff atMs={releaseCutOffMs} nowMs={nowMs} /> },
    { title: 'Known', cell: ({ knownAtMs }) => <MomentText atMs={knownAtMs} /> },
  ];
}

/** Finds consignments of the own agency and those that others give, wherever they are in their life. */
export function SearchPage() {
  const [query, change] = useAddress();
  const criteria = parseCriteria(query);
  const purpose = query.get('purpose') ?? '';
  const first = useRef<HTMLInputElement>(null);
  const nowMs = useNow(everyMs);
  const isWide = useMedia('(min-width: 40em)');
  const isAsked = hasCriteria(criteria);
  const request = criteriaRequest(criteria);
  const pages = usePages(
    ['search', request, purpose],
    (cursor) => searchConsignments({ ...request, cursor, limit: 50 }, purpose || undefined),
    { isEnabled: isAsked },
  );
  useKeyCommands(({ kind }) => {
    if (kind !== 'search') return false;
    first.current?.focus();
    return true;
  });
  const clear = (): void => change({ ...Object.fromEntries(criteriaNames.map((name) => [name, ''])), purpose: '' });
  const form = (
    <SearchForm
      criteria={criteria}
      purpose={purpose}
      first={first}
      onSearch={(typed, chosen) => change({ ...typed, purpose: chosen })}
      onClear={clear}
    />
  );
  return (
    <div className="page">
      <PageTitle title="Search" />
      {isWide ? (
        form
      ) : (
        <details open={!isAsked}>
          <summary>Criteria</summary>
          {form}
        </details>
      )}
      {isAsked ? (
        <PagedTable
          pages={pages}
          noun="consignments"
          columns={columnsAt(nowMs, purpose)}
          keyOf={({ consignmentId }) => consignmentId}
          empty="No consignment that you may see fits all of this."
        />
      ) : (
        <Empty title="Say what you look for. Everything that you name must hold.">
          <p>Every search is logged with its purpose.</p>
        </Empty>
      )}
    </div>
  );
}
