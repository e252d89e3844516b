/** Ends rules whose last day has passed, and flags live ones that find too little. */
import { dayMs } from '../../domain/moment.ts';
import type { Ports } from '../ports.ts';
import { readHitRates, usualHitRatePolicy } from '../read-hit-rates.ts';
import type { FloorFlag } from '../selectivity-ports.ts';
import type { Store } from '../store-ports.ts';
import { isExpired } from './version-dates.ts';

/** What was done. */
export interface TendRulesReport {
  readonly expired: number;
  /** Rules that are flagged from now on, and no longer. */
  readonly flagged: number;
  readonly unflagged: number;
}

const days = 365;

/**
 * Looks at the live rules of an agency. A rule is flagged while the whole 95% interval of what it selected in the last year lies below its floor; it goes on selecting until a person ends it. One whose
 * last day has passed selects nothing anyway, and is expired from now on.
 */
export async function tendRules(
  { clock }: Pick<Ports, 'clock'>,
  store: Pick<Store, 'asAgency' | 'selections'>,
  agency: string,
): Promise<TendRulesReport> {
  const nowMs = clock.nowMs();
  const scope = { agency, nowMs };
  const open = await store.asAgency(scope, ({ selectivity }) => selectivity.list('rule', ['approved', 'live']));
  if (open.length === 0) return { expired: 0, flagged: 0, unflagged: 0 };
  const over = open.filter((version) => isExpired(version, nowMs));
  const input = {
    agency,
    nowMs,
    sinceMs: nowMs - days * dayMs,
    countFrom: 'confirmed',
    ...usualHitRatePolicy,
  } as const;
  const { rules } = await readHitRates(store, input);
  const flags = new Map<number, FloorFlag>();
  for (const { versionId, isBelowFloor, counts, interval, precisionFloor } of rules)
    if (isBelowFloor && interval !== undefined && precisionFloor !== undefined) {
      const { examined, found } = counts;
      flags.set(versionId, { atMs: nowMs, examined, found, interval, floor: precisionFloor });
    }
  return store.asAgency(scope, async ({ selectivity, audit }) => {
    const note = async (action: string, id: number, payload: object): Promise<void> => {
      await audit.append({ atMs: nowMs, actor: 'system', agency, action, subject: `rule:${id}`, payload });
    };
    let [expired, flagged, unflagged] = [0, 0, 0];
    for (const { id } of over) {
      // Somebody may have ended it meanwhile.
      const { state, code, version } = await selectivity.getToChange('rule', id);
      if (state !== 'approved' && state !== 'live') continue;
      const ended = { by: 'system', atMs: nowMs, reason: 'its last day has passed' };
      await selectivity.change(id, { state: 'expired', ended });
      await note('expire-rule', id, { code, version });
      expired++;
    }
    for (const { id, state, flag: before, code, version } of open) {
      const flag = flags.get(id);
      if (state !== 'live' || (flag === undefined) === (before === undefined)) continue;
      await selectivity.change(id, { flag: flag ?? 'none' });
      await note(flag === undefined ? 'unflag-rule' : 'flag-rule', id, { code, version, ...flag });
      if (flag === undefined) unflagged++;
      else flagged++;
    }
    return { expired, flagged, unflagged };
  });
}
