/** What was declared of a consignment. */
import { modeName } from '../../../domain/mode.ts';
import type { CaseDetail } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatNumber, formatUsd } from '../../format/format-quantity.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

type Consignment = CaseDetail['consignment'];

/** Goods items, with the score of each. */
export function ItemTable({
  items,
  scoredItem,
}: {
  readonly items: Consignment['items'];
  readonly scoredItem: number | undefined;
}) {
  return (
    <TableScroll label="Goods items">
      <table>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Goods</th>
            <th scope="col">HS</th>
            <th scope="col">Origin</th>
            <th scope="col" className="number">
              Quantity
            </th>
            <th scope="col" className="number">
              Net mass
            </th>
            <th scope="col" className="number">
              Value
            </th>
            <th scope="col" className="number">
              Score
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.itemNumber} className={item.itemNumber === scoredItem ? 'is-marked' : undefined}>
              <th scope="row">{item.itemNumber}</th>
              <td>
                {item.description ?? <span className="muted">not described</span>}
                {item.brand !== null && <span className="tag">{item.brand}</span>}
              </td>
              <td>{item.hsCode ?? '–'}</td>
              <td>{item.originCountry ?? '–'}</td>
              <td className="number">
                {item.quantity === null ? '–' : `${formatNumber(item.quantity)} ${item.unitCode ?? ''}`}
              </td>
              <td className="number">{item.netMassKg === null ? '–' : `${formatNumber(item.netMassKg)} kg`}</td>
              <td className="number">{item.valueUsd === null ? '–' : formatUsd(item.valueUsd)}</td>
              <td className="number">{item.riskScore === null ? '–' : `${item.riskScore}%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
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

/** References, route, times and handling. */
export function MovementFacts({ consignment }: { readonly consignment: Consignment }) {
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
    ['Handling', ['TLP:', handling.tlp, ...handling.markings].join(' ').replace('TLP: TLP:', 'TLP:')],
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
