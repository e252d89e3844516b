/** Reads a consignment as far as a reader may see it. */
import type { FieldGroup } from '../domain/agreement.ts';
import type { GoodsItem } from '../domain/goods-item.ts';
import { combineHandling } from '../domain/handling.ts';
import type { Sight } from '../domain/may-see.ts';
import { formatMoment } from '../domain/moment.ts';
import { AppError } from '../errors.ts';
import type { AgreementPort } from './agreement-ports.ts';
import type { SealedPort } from './case-ports.ts';
import type { ConsignmentViewPort, ViewedConsignment } from './consignment-view-ports.ts';
import { describeReasons, type Explanation } from './describe-reasons.ts';
import type { LoadedModel } from './model-store.ts';
import { type SearchReader, sealedFrom, sightsOf } from './search-consignments.ts';

/** What a reader sees of a consignment. */
export interface ReadConsignment {
  /** Its items and parties hold only what may be shown. */
  readonly consignment: ViewedConsignment;
  readonly sight: Sight;
  /** Undefined where it has no score, or one whose features are gone. */
  readonly explanation: Explanation | undefined;
}

/** Gives a model by `NAME@VERSION`; undefined where its files are gone. */
export type ModelByName = (name: string) => Promise<LoadedModel | undefined>;

/**
 * Reads the latest stage of a consignment, by `AGENCY/REFERENCE`.
 * @throws `not-found`, in the same words for what is not there and for what may not be seen.
 */
export async function readConsignment(
  view: {
    readonly consignments: ConsignmentViewPort;
    readonly agreements: Pick<AgreementPort, 'taking'>;
    readonly sealed: Pick<SealedPort, 'among'>;
  },
  reader: SearchReader,
  reference: string,
  modelOf: ModelByName,
): Promise<ReadConsignment> {
  const agreements = await view.agreements.taking();
  const found = await view.consignments.latest(reference);
  const sight =
    found &&
    sightsOf(
      reader,
      agreements,
    )({
      agency: found.agency,
      handling: found.items.map(({ record }) => record.consignment.handling).reduce(combineHandling),
    });
  if (found === undefined || sight?.maySee !== true) {
    throw new AppError('not-found', { what: 'consignment', name: reference });
  }
  const isSealed = (await sealedFrom(view, reader, [found])).has(reference);
  const score = isSealed ? undefined : found.score;
  const shownSight = isSealed ? { ...sight, fields: [] } : sight;
  const model = score === undefined ? undefined : await modelOf(score.model);
  const explanation =
    model === undefined || score?.features === undefined || score.occurredAt === undefined
      ? undefined
      : describeReasons(model.artefact, score.features, formatMoment(score.occurredAt));
  return {
    consignment: { ...found, score, items: shownItems(found, shownSight.fields) },
    sight: shownSight,
    explanation,
  };
}

function shownItems({ items }: ViewedConsignment, fields: readonly FieldGroup[]): ViewedConsignment['items'] {
  return items.map(({ factId, record }) => ({
    factId,
    record: {
      ...record,
      consignment: fields.includes('parties')
        ? record.consignment
        : { ...record.consignment, parties: noParties as typeof record.consignment.parties },
      item: shownItem(record.item, fields),
      result: fields.includes('results') ? record.result : undefined,
    },
  }));
}

const noParties = {};

function shownItem(item: GoodsItem, fields: readonly FieldGroup[]): GoodsItem {
  let shown = item;
  if (!fields.includes('goods')) {
    shown = {
      ...shown,
      hsCode: undefined,
      description: undefined,
      originCountry: undefined,
      originMarking: undefined,
      brand: undefined,
      netMassKg: undefined,
      grossMassKg: undefined,
      quantity: undefined,
      unitCode: undefined,
    };
  }
  if (fields.includes('prices')) return shown;
  return {
    ...shown,
    valueAmount: undefined,
    currency: undefined,
    valueUsd: undefined,
    dutyRatePercent: undefined,
    dutyType: undefined,
  };
}
