/** Finds the records that an agreement lets leave the installation. */
import type { Regime } from '../../domain/agency.ts';
import type { Agreement } from '../../domain/agreement.ts';
import { tlpLabels } from '../../domain/handling.ts';
import { maySee } from '../../domain/may-see.ts';
import { isGoodsItemRecord, type RecordKind } from '../../domain/record.ts';
import { AppError } from '../../errors.ts';
import type { ExchangeKind } from '../../formats/exchange/exchange-manifest.ts';
import { handlingOf, type SharedRecord } from '../../formats/exchange/shared-rows.ts';
import type { Store } from '../store-ports.ts';
import { sharedKindFor } from './find-partnership.ts';

/** Which records are wanted. */
export interface SharedRecordsInput {
  readonly agreement: Agreement;
  readonly kind: Exclude<ExchangeKind, 'history-cells'>;
  readonly purpose: string;
  /** Known from this moment on, and before that one. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly nowMs: number;
}

/** Records of the giver that may be sent, and how many more there are that may not. */
export interface SharedRecords {
  readonly records: readonly SharedRecord[];
  readonly withheld: number;
}

/** Records in one package at most. */
const mostRecords = 500_000;

const kinds: { readonly [kind in SharedRecordsInput['kind']]: readonly RecordKind[] } = {
  consignments: ['declaration', 'manifest'],
  measures: ['examination', 'measure'],
  'look-outs': ['measure'],
};

/**
 * Returns the giver's records that the taker may see by this agreement and that may leave the installation: the same law as inside it (`maySee`), for the taker as a reader and for the
 * giver as the one that exports. Of a consignment all of its items are sent, or none. Look-outs are sent as the measures that those which hold were made of.
 * @throws `refused` where the agreement does not give the kind, `too-large`.
 */
export async function collectSharedRecords(
  store: Pick<Store, 'asAgency' | 'exchange'>,
  input: SharedRecordsInput,
): Promise<SharedRecords> {
  const { agreement, kind, nowMs } = input;
  const { giver, id } = agreement;
  const given = sharedKindFor(kind)!;
  if (!agreement.kinds.includes(given)) {
    throw new AppError('refused', { reason: `agreement ${id} gives ${agreement.kinds.join(', ')}, not ${given}` });
  }
  const sources = kind === 'look-outs' ? new Set(await store.exchange.lookOutSources(giver, nowMs)) : undefined;
  return store.asAgency({ agency: giver, nowMs }, async (view) => {
    const maySend = lawOf(input, await view.agreements.regimes());
    const groups = new Map<string, { readonly records: SharedRecord[]; isHeld: boolean }>();
    let count = 0;
    for await (const batch of view.facts.currentRecords(kinds[kind])) {
      for (const record of batch as readonly SharedRecord[]) {
        if (!isWanted(record, input, sources)) continue;
        if (++count > mostRecords) {
          throw new AppError('too-large', {
            what: 'the package',
            limit: `${mostRecords} records: name a shorter time`,
          });
        }
        const name = isGoodsItemRecord(record) ? record.consignment.id : `#${record.id}`;
        const group = groups.get(name) ?? { records: [], isHeld: false };
        groups.set(name, group);
        group.records.push(record);
        group.isHeld ||= !maySend(record);
      }
    }
    const records = [...groups.values()].flatMap((group) => (group.isHeld ? [] : group.records));
    return { records, withheld: count - records.length };
  });
}

function isWanted(
  record: SharedRecord,
  { fromMs = 0, toMs = Number.POSITIVE_INFINITY }: SharedRecordsInput,
  sources: ReadonlySet<string> | undefined,
): boolean {
  const { epochMs } = (isGoodsItemRecord(record) ? record.consignment : record).knownAt;
  if (epochMs < fromMs || epochMs >= toMs) return false;
  return sources === undefined || isGoodsItemRecord(record) || sources.has(record.id);
}

/** Whether a record may be sent. */
function lawOf(
  { agreement, kind, purpose, nowMs }: SharedRecordsInput,
  regimes: ReadonlyMap<string, Regime>,
): (record: SharedRecord) => boolean {
  const { giver, taker, maximumTlp } = agreement;
  const regime = (agency: string): Regime => regimes.get(agency) ?? 'customs';
  const reader = { agency: taker, regime: regime(taker), role: undefined, purpose };
  const owner = { agency: giver, regime: regime(giver), role: undefined, purpose: undefined };
  return (record) => {
    const handling = handlingOf(record);
    if (tlpLabels.indexOf(handling.tlp) > tlpLabels.indexOf(maximumTlp)) return false;
    const asked = { kind: sharedKindFor(kind)!, handling, ownerRegime: regime(giver) };
    return maySee(reader, asked, [agreement], nowMs).maySee && maySee(owner, asked, [], nowMs).mayExport;
  };
}
