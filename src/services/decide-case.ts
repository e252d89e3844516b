/** Decides a case. */
import { controlOf, type DecisionCode, needsHold, type ReasonCode } from '../domain/case-decision.ts';
import { requireClaimOf } from '../domain/review-case.ts';
import { AppError } from '../errors.ts';
import type { AgencyView } from './agency-view-ports.ts';
import {
  type CaseAuthor,
  type CaseView,
  caseToChange,
  noteCaseStep,
  personOf,
  requireCaseVersion,
  requireUnsealed,
} from './case-author.ts';
import type { CaseRules, ReviewCase } from './case-ports.ts';
import type { SecretPort } from './password-ports.ts';
import { requestHold } from './request-hold.ts';
import { requireSuppressible } from './suppress-case.ts';

/** What is decided. */
export interface DecideCaseInput {
  readonly caseId: number;
  readonly decision: DecisionCode;
  readonly reason: ReasonCode;
  readonly note: string | undefined;
  /** Operator that is asked for a hold; undefined takes the one of the case's office and channel. */
  readonly operatorId: number | undefined;
  /** For `suppressed`. */
  readonly suppressUntilMs: number | undefined;
  /** Version that the officer read. */
  readonly version: number | undefined;
}

/** Keeps what was known and shown when a case was decided, in the transaction of the decision. */
export type FreezeTarget = (view: AgencyView, by: CaseAuthor, decided: ReviewCase) => Promise<void>;

/**
 * Decides a case that the officer has in hand, asks for the hold that the decision needs, and freezes what was known and shown. A release and a hold go out after the grace of the
 * rules; until then the decision can be undone.
 * @throws `not-found`, `stale-version`, `conflict` where the officer does not have it in hand, `forbidden` for what is under seal, `usage` for `suppressed` without its end.
 */
export async function decideCase(
  view: CaseView & AgencyView,
  by: CaseAuthor,
  input: DecideCaseInput,
  means: { readonly rules: CaseRules; readonly secrets: SecretPort; readonly freeze?: FreezeTarget | undefined },
): Promise<ReviewCase> {
  const person = personOf(by.actor);
  const found = await caseToChange(view, input.caseId);
  requireClaimOf(found, person.id, by.nowMs);
  requireCaseVersion(found, input.version);
  requireUnsealed(found, by.actor);
  const { decision, reason, note } = input;
  const isSuppressed = decision === 'suppressed';
  if (isSuppressed) {
    if (input.suppressUntilMs === undefined) {
      throw new AppError('usage', { reason: 'a suppression needs its end, suppressUntilMs' });
    }
    requireSuppressible(input.suppressUntilMs, by.nowMs);
  }
  const goesOutMs = by.nowMs + means.rules.graceMs;
  const operator = needsHold(decision, input.operatorId !== undefined)
    ? await operatorOf(view, found, input.operatorId)
    : undefined;
  const decided = await view.cases.change(found.id, {
    state: isSuppressed ? 'suppressed' : 'decided',
    suppressedUntilMs: isSuppressed ? input.suppressUntilMs : undefined,
    decision: {
      code: decision,
      reason,
      person,
      atMs: by.nowMs,
      sentFromMs: operator !== undefined || decision === 'release' ? goesOutMs : undefined,
    },
  });
  await noteCaseStep(view, by, {
    case: decided,
    action: 'decide-case',
    event: { kind: 'decided', text: `${decision} (${reason})${note === undefined ? '' : `: ${note}`}` },
    payload: { decision, reason, note },
  });
  if (operator !== undefined) {
    await requestHold(view, by, {
      case: decided,
      operator,
      control: controlOf(decision)!,
      visibleFromMs: goesOutMs,
      secrets: means.secrets,
    });
  }
  await means.freeze?.(view, by, decided);
  return decided;
}

/** The operator that has the goods; undefined where none is known, and then nobody is asked. */
async function operatorOf(view: CaseView, { office, channel }: ReviewCase, operatorId: number | undefined) {
  if (operatorId === undefined) return view.holds.operatorFor(office, channel);
  const named = await view.holds.operator(operatorId);
  if (named === undefined || named.disabledAtMs !== undefined) {
    throw new AppError('not-found', { what: 'operator', name: operatorId });
  }
  return named;
}
