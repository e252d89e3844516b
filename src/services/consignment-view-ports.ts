/** What the use cases need of single consignments in an agency's view. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { Moment } from '../domain/moment.ts';

/** A consignment at one stage as a view has it. */
export interface ViewedConsignment {
  readonly id: number;
  readonly agency: string;
  /** `AGENCY/REFERENCE`. */
  readonly reference: string;
  readonly stage: string;
  readonly knownAtMs: number;
  readonly releaseCutOffMs: number | undefined;
  /** Current items in the order in which they were stored. */
  readonly items: readonly { readonly factId: number; readonly record: Omit<GoodsItemRecord, 'origin'> }[];
  /** Of the view's own agency only. */
  readonly score:
    | {
        readonly probability: number;
        readonly margin: number;
        readonly itemNumber: number;
        readonly model: string;
        readonly scoredAtMs: number;
        /** Of the item that it is about; undefined where its features are gone. */
        readonly features: Float32Array | undefined;
        readonly occurredAt: Moment | undefined;
      }
    | undefined;
}

/** Single consignments. */
export interface ConsignmentViewPort {
  /** By `AGENCY/REFERENCE`, at its latest stage; undefined for what is not there. */
  latest(reference: string): Promise<ViewedConsignment | undefined>;
}
