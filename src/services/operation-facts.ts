/** What an operation asks of a consignment, beside what ranking knows of it. */
import type { Consignment, ConsignmentReferences } from '../domain/consignment.ts';
import type { QueueCandidate } from './case-ports.ts';

/** Facts for scopes, caps and jurisdictions. */
export interface OperationFacts {
  /** What is opened at once: its container where there is just one, else the consignment itself. */
  readonly unit: string;
  readonly originCountries: readonly string[];
  readonly departureCountry: string | undefined;
  readonly destinationCountry: string | undefined;
  /** What names its goods on any list, as `s10:RB123456785CN`: the same goods may have another reference at another agency. */
  readonly keys: readonly string[];
}

/** Returns the facts of a consignment. */
export function operationFactsOf({
  reference,
  records,
}: Pick<QueueCandidate, 'reference' | 'records'>): OperationFacts {
  const { consignment } = records[0]!;
  const goods = goodsKeys(consignment);
  const boxes = goods.filter((key) => key.startsWith(container));
  return {
    unit: boxes.length === 1 ? boxes[0]! : reference,
    originCountries: [...new Set(records.flatMap(({ item }) => item.originCountry ?? []))],
    departureCountry: consignment.departureCountry,
    destinationCountry: consignment.destinationCountry,
    keys: [`reference:${reference}`, ...goods],
  };
}

const container = 'container:';

/** Returns what names goods on any record of any agency, as `s10:RB123456785CN`. */
export function goodsKeys({
  references,
  containers,
}: Pick<Consignment, 'containers'> & { readonly references: Partial<ConsignmentReferences> }): string[] {
  const named = (kind: string, text: string | undefined): string[] => {
    const bare = text === undefined ? '' : text.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');
    return bare === '' ? [] : [`${kind}${bare}`];
  };
  return [
    ...named('s10:', references.s10),
    ...named('house-bill:', references.houseBill),
    ...new Set(containers.flatMap((number) => named(container, number))),
  ];
}
