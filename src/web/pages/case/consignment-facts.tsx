/** What was declared of a consignment. */
import { modeName } from '../../../domain/mode.ts';
import type { CaseDetail } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatNumber, formatUsd } from '../../format/format-quantity.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { MomentText } from '../../ui/moment-text.tsx';

type Consignment = CaseDetail['consignment'];

/** What is shown of an item; a score of each where it is known. */
type ShownItem = Omit<Consignment['items'][number], 'riskScore'> & { readonly riskScore?: number | null };

const itemColumns: readonly Column<ShownItem>[] = [
  { title: 'Item', cell: ({ itemNumber }) => itemNumber },
  {
    title: 'Goods',
    cell: ({ description, brand }) => (
      <>
        {description ?? <span className="muted">not described</span>}
        {brand !== null && <span className="tag">{brand}</span>}
      </>
    ),
  },
  { title: 'HS', cell: ({ hsCode }) => hsCode ?? '–' },
  { title: 'Origin', cell: ({ originCountry }) => originCountry ?? '–' },
  {
    title: 'Quantity',
    isNumber: true,
    cell: ({ quantity, unitCode }) => (quantity === null ? '–' : `${formatNumber(quantity)} ${unitCode ?? ''}`),
  },
  {
    title: 'Net mass',
    isNumber: true,
    cell: ({ netMassKg }) => (netMassKg === null ? '–' : `${formatNumber(netMassKg)} kg`),
  },
  { title: 'Value', isNumber: true, cell: ({ valueUsd }) => (valueUsd === null ? '–' : formatUsd(valueUsd)) },
];

const scoreColumn: Column<ShownItem> = {
  title: 'Score',
  isNumber: true,
  cell: ({ riskScore }) => (typeof riskScore === 'number' ? `${riskScore}%` : '–'),
};

/** Goods items, with the score of each where scores of items are known; the one that the score is about is marked. */
export function ItemTable({
  items,
  scoredItem,
}: {
  readonly items: readonly ShownItem[];
  readonly scoredItem: number | undefined;
}) {
  const hasScores = items.some(({ riskScore }) => riskScore !== undefined);
  return (
    <DataTable
      label="Goods items"
      columns={hasScores ? [...itemColumns, scoreColumn] : itemColumns}
      rows={items}
      keyOf={({ itemNumber }) => itemNumber}
      isMarked={({ itemNumber }) => itemNumber === scoredItem}
    />
  );
}

/** Parties in their roles. */
export function PartyList({ parties }: { readonly parties: Consignment['parties'] }) {
  if (parties.length === 0) return <p className="muted">No party is known.</p>;
  return (
    <ul className="parties">
      {parties.map((party) => (
        <li key={`${party.role} ${party.name} ${party.identifier}`}>
          <span className="small muted block">{wordsOf(party.role)}</span>
          <strong>{party.name ?? 'name not known'}</strong>
          {party.kind !== 'unknown' && (
            <span className="tag">
              {party.kind === 'natural' ? 'private person' : wordsOf(party.kind).toLowerCase()}
            </span>
          )}
          <span className="block">
            {[party.address, party.country].filter((part) => part !== null).join(', ') || 'no address'}
          </span>
          {party.identifier !== null && <span className="block small muted">{party.identifier}</span>}
        </li>
      ))}
    </ul>
  );
}

/** A code in words; what is none stays as it is. */
function modeOf(mode: string | null): string | null {
  return mode === null ? null : (modeName(mode) ?? mode);
}

/** What is shown of a movement, by a case or by a consignment. */
type Movement = Pick<
  Consignment,
  | 'stage'
  | 'direction'
  | 'procedure'
  | 'mode'
  | 'channel'
  | 'departureCountry'
  | 'transitCountries'
  | 'destinationCountry'
  | 'containers'
  | 'references'
  | 'times'
> & {
  readonly handling: { readonly ownerAgency: string; readonly tlp?: string; readonly markings: readonly string[] };
};

/** References, route, times and handling. */
export function MovementFacts({ consignment }: { readonly consignment: Movement }) {
  const route = [consignment.departureCountry, ...consignment.transitCountries, consignment.destinationCountry].filter(
    (country) => country !== null,
  );
  const { handling } = consignment;
  const facts: readonly (readonly [string, string])[] = [
    ['Stage', wordsOf(consignment.stage)],
    ['Direction', wordsOf(consignment.direction)],
    ['Procedure', consignment.procedure ?? '–'],
    ['Mode', [modeOf(consignment.mode), consignment.channel].filter((part) => part !== null).join(', ') || '–'],
    ['Route', route.join(' → ') || '–'],
    ['Containers', consignment.containers.join(', ') || '–'],
    ...consignment.references.map(({ kind, reference }) => [wordsOf(kind), reference] as const),
    ['Owner', handling.ownerAgency],
    ['Handling', [...new Set([handling.tlp ?? [], ...handling.markings].flat())].join(' ') || '–'],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={`${name} ${value}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {consignment.times.map(({ kind, atMs }) => (
        <div key={`${kind} ${atMs}`}>
          <dt>{wordsOf(kind)}</dt>
          <dd>
            <MomentText atMs={atMs} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
