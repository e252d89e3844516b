/** Matches rules with consignments of a store. */
import { featureDefinitions } from '../../features/feature-definitions.ts';
import { matchesOf } from '../../ranking/rules/apply-rules.ts';
import { fieldsOf } from '../../ranking/rules/rule-condition.ts';
import { type RuleFacts, ruleFields } from '../../ranking/rules/rule-fields.ts';
import type { RuleText } from '../../ranking/rules/rule-set.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import type { QueueCandidate } from '../case-ports.ts';
import { recordFacts } from '../rule-facts.ts';

/** First sightings by the feature that counts them: items of the party known before the item's tick. */
const sightings: ReadonlyMap<string, number> = new Map(
  [...ruleFields.keys()].flatMap((field) => {
    const [role, fact] = field.split('.');
    const feature = featureDefinitions.findIndex(({ name }) => fact === 'firstSeen' && name === `${role}.seen`);
    return feature < 0 ? [] : [[field, feature] as const];
  }),
);

/** Fields that rules of a store may look at: all but first sightings of parties that the history does not count. */
export const storedRuleFields: ReadonlySet<string> = new Set(
  [...ruleFields.keys()].filter((field) => !field.endsWith('.firstSeen') || sightings.has(field)),
);

/**
 * Returns, for each rule, the references that it matches, in the order of the consignments. First sightings come from the features of the current score, so an item that no model has scored has none:
 * a rule that asks for one does not match it.
 */
export async function matchRules(
  view: Pick<AgencyView, 'scores'>,
  rules: readonly Pick<RuleText, 'when'>[],
  consignments: readonly QueueCandidate[],
): Promise<string[][]> {
  if (rules.length === 0 || consignments.length === 0) return rules.map(() => []);
  const features = rules.some(({ when }) => fieldsOf(when).some((field) => sightings.has(field)))
    ? await featuresOf(view, consignments)
    : new Map<string, Float32Array>();
  const items = new Map<string, readonly RuleFacts[]>();
  for (const found of consignments) {
    const facts = found.records.map((record) => {
      const { itemNumber } = record.item;
      const own = recordFacts(record);
      if (found.score?.itemNumber === itemNumber) own.set('probability', found.score.probability);
      const known = features.get(`${found.consignmentId} ${itemNumber}`);
      if (known !== undefined)
        for (const [field, feature] of sightings) {
          const seen = known[feature]!;
          if (!Number.isNaN(seen)) own.set(field, seen === 0);
        }
      return own;
    });
    items.set(found.reference, facts);
  }
  return rules.map((rule) => matchesOf(rule, items));
}

async function featuresOf(
  view: Pick<AgencyView, 'scores'>,
  consignments: readonly QueueCandidate[],
): Promise<ReadonlyMap<string, Float32Array>> {
  const scored = consignments.filter(({ score }) => score !== undefined).map(({ reference }) => reference);
  const scores = scored.length === 0 ? [] : await view.scores.ofConsignments(scored, { isCurrentOnly: true });
  return new Map(
    scores.map(({ consignmentId, record, features }) => [`${consignmentId} ${record.item.itemNumber}`, features]),
  );
}
