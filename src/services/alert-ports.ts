/** What the use cases need of look-outs and alerts in an agency's view. */
import type { LookOut } from './look-out-ports.ts';

/** A look-out that an agency may see: its own, or one that reaches it. */
export interface SeenLookOut extends Omit<LookOut, 'source' | 'matches'> {
  /** Id of the result that it was made of; undefined where the agency does not see that. */
  readonly source: string | undefined;
}

/** When and by whom (`actorLabel`) an alert was taken note of. */
interface Acknowledgement {
  readonly by: string;
  readonly atMs: number;
  readonly note: string | undefined;
}

/** A look-out's match with a consignment of the view's agency. */
export interface Alert {
  readonly id: number;
  readonly lookOut: SeenLookOut;
  readonly consignmentId: number;
  /** `AGENCY/REFERENCE`. */
  readonly reference: string;
  readonly stage: string;
  readonly office: string | undefined;
  readonly releaseCutOffMs: number | undefined;
  readonly matchedAtMs: number;
  readonly acknowledged: Acknowledgement | undefined;
}

/** Which alerts are asked for. */
export interface AlertFilter {
  /** Of look-outs that hold at this moment. */
  readonly atMs: number;
  readonly state: 'open' | 'acknowledged' | 'all';
  /** False leaves out matches with nothing but a route in common. */
  readonly hasWeak: boolean;
  readonly beforeId: number | undefined;
  readonly limit: number;
}

/** Look-outs and alerts of a view. */
export interface AlertPort {
  /** The youngest first. */
  lookOuts(filter: {
    readonly holdsAtMs: number | undefined;
    readonly beforeId: number | undefined;
    readonly limit: number;
  }): Promise<readonly SeenLookOut[]>;
  /** The youngest first. */
  list(filter: AlertFilter): Promise<readonly Alert[]>;
  /** Undefined for what is not there, or no alert of the view's agency. */
  find(id: number): Promise<Alert | undefined>;
  /** Takes note of an alert; who did so first stays. Returns whether it is there. */
  acknowledge(id: number, acknowledgement: Acknowledgement): Promise<boolean>;
  /** Ends a look-out of the view's own agency for good; returns whether it is there and held. */
  withdraw(id: number, by: string, atMs: number): Promise<boolean>;
}
