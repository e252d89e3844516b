/** What of a look-out an agency may see. */
import type { Actor } from '../domain/actor.ts';
import { markingsOf, maySee } from '../domain/may-see.ts';
import type { KeptAgreement } from './agreement-ports.ts';
import type { SeenLookOut } from './alert-ports.ts';

/** A look-out as it is shown. */
export interface ShownLookOut {
  readonly lookOut: SeenLookOut;
  /** Undefined where parties are not shared: what to look for names one, but for a route. */
  readonly subject: string | undefined;
  readonly markings: readonly string[];
  readonly isOwn: boolean;
}

/**
 * Returns what is shown. One that is in the view at all may be seen; by an agreement it shows what the agreement gives, and in a single command centre, where it needs none, all that its
 * label lets meet another's consignment.
 */
export function showLookOut(
  { actor, nowMs }: { readonly actor: Actor; readonly nowMs: number },
  agreements: readonly KeptAgreement[],
  lookOut: SeenLookOut,
): ShownLookOut {
  const { handling } = lookOut;
  const owners = handling.ownerAgency.split('+');
  const isOwn = owners.includes(actor.agency);
  const regime = agreements[0]?.takerRegime ?? 'customs';
  const ownerRegime = agreements.find(({ giver }) => owners.includes(giver))?.giverRegime ?? regime;
  const reader = { agency: actor.agency, regime, role: actor.kind === 'person' ? actor.role : undefined };
  const sight = maySee(
    { ...reader, purpose: undefined },
    { kind: 'look-outs', handling, ownerRegime },
    agreements,
    nowMs,
  );
  const hasSubject = !sight.maySee || sight.fields.includes('parties') || lookOut.kind === 'route';
  return { lookOut, subject: hasSubject ? lookOut.subject : undefined, markings: markingsOf(handling), isOwn };
}
