/** Packs records of an agency for a partner at another installation. */
import type { Agreement, FieldGroup } from '../../domain/agreement.ts';
import type { Handling } from '../../domain/handling.ts';
import { AppError } from '../../errors.ts';
import type { ExchangeCard } from '../../formats/exchange/exchange-card.ts';
import { type ExchangeManifest, manifestHandling } from '../../formats/exchange/exchange-manifest.ts';
import { handlingOf, type SharedRecord, writeSharedRows } from '../../formats/exchange/shared-rows.ts';
import { canonicalJson } from '../../util/canonical-json.ts';
import type { Ports } from '../ports.ts';
import type { Store } from '../store-ports.ts';
import { collectSharedRecords, type SharedRecordsInput } from './collect-shared-records.ts';
import { findAgreement, findPartner, purposeOf } from './find-partnership.ts';
import { type FileToSend, sealPackage } from './seal-package.ts';

/** What is packed. */
export interface PackExchangeInput {
  readonly agreementId: number;
  readonly kind: SharedRecordsInput['kind'];
  readonly card: ExchangeCard;
  /** Needed where the agreement is for several. */
  readonly purpose: string | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Days for which it may be taken in. */
  readonly days: number;
  readonly out: string;
}

/** What was packed. */
export interface PackExchangeReport {
  readonly manifest: ExchangeManifest;
  readonly records: number;
  /** Records of the kind and time that handling or agreement keep back. */
  readonly withheld: number;
}

/**
 * Packs what an agreement gives its taker, signed and encrypted for the taker's installation.
 * @throws `refused` where keys, agreement or kind do not fit, `not-found`, `not-enough-data` where nothing may be sent, `too-large`.
 */
export async function packExchange(
  ports: Pick<Ports, 'files' | 'exchangeKeys' | 'clock' | 'secrets'>,
  store: Pick<Store, 'exchange' | 'asAgency' | 'audit'>,
  { agreementId, kind, card, purpose: asked, fromMs, toMs, days, out }: PackExchangeInput,
): Promise<PackExchangeReport> {
  const nowMs = ports.clock.nowMs();
  const partner = await findPartner(store, card);
  const agreement = await findAgreement(store, agreementId, nowMs);
  if (agreement.taker !== partner.agency) {
    throw new AppError('refused', {
      reason: `agreement ${agreementId} gives to ${agreement.taker}, and these keys speak for ${partner.agency}`,
    });
  }
  const purpose = purposeOf(agreement, asked);
  const { records, withheld } = await collectSharedRecords(store, { agreement, kind, purpose, fromMs, toMs, nowMs });
  if (records.length === 0) {
    throw new AppError('not-enough-data', {
      reason: `there are no ${kind} to send; ${withheld} are withheld by their handling`,
    });
  }
  const files = filesOf(records, agreement, fieldsFor(kind, agreement));
  const toSend = { kind, partner, agreement, from: agreement.giver, purpose, days, files };
  const manifest = await sealPackage(ports, store, toSend, out);
  return { manifest, records: records.length, withheld };
}

/** A look-out travels as the find that it was made of; what else is known of the find goes along only where results are given too, and then says the same as they do. */
function fieldsFor(kind: PackExchangeInput['kind'], { kinds, fields }: Agreement): readonly FieldGroup[] {
  if (kind !== 'look-outs' || kinds.includes('results')) return fields;
  return fields.filter((group) => group === 'parties' || group === 'goods');
}

/** One file for each handling, since what stands together is handled alike. */
function filesOf(records: readonly SharedRecord[], agreement: Agreement, fields: readonly FieldGroup[]): FileToSend[] {
  const groups = new Map<string, { readonly handling: Handling; readonly records: SharedRecord[] }>();
  for (const record of records) {
    const own = handlingOf(record);
    // The taker may use it for what record and agreement both allow.
    const handling = { ...own, purposes: own.purposes.filter((purpose) => agreement.purposes.includes(purpose)) };
    const name = canonicalJson(handling);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { handling, records: [record] });
    else group.records.push(record);
  }
  return [...groups.values()].map((group, index) => ({
    name: `records-${index + 1}.csv`,
    handling: manifestHandling(group.handling),
    rows: group.records.length,
    bytes: Buffer.from(writeSharedRows(group.records, fields), 'utf8'),
  }));
}
