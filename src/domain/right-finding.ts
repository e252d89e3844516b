/** What customs may do about a goods item by the rights that are registered. */
import type { RightsRecord } from './rights-record.ts';

/**
 * `actionable`: a registered right in force covers goods of the brand that the item names. `ex-officio-only`: the brand is registered, and no right to it is in force for these
 * goods here and now, so customs may act by themselves only, until the holder applies. `no-right-found`: no registered brand is named. All three are about goods as declared;
 * none says that they infringe. The strongest first.
 */
export const rightFindings = ['actionable', 'ex-officio-only', 'no-right-found'] as const;

/** The rights that an item touches. */
export interface RightFinding {
  readonly finding: (typeof rightFindings)[number];
  /** Brand that the item names. */
  readonly brand: string | undefined;
  /** Whether it is named otherwise than written in the register. */
  readonly isMisspelt: boolean;
  /** Whether a party of the consignment may deal in the goods by one of the rights in force. */
  readonly isPartyAuthorised: boolean;
  /** The rights in force. */
  readonly rights: readonly Pick<RightsRecord, 'id' | 'rightHolder' | 'iprType' | 'acceptsSmallConsignments'>[];
}
