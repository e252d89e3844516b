/** Persons: what is held on one, and its rectification. Words that name a person stand in bodies, never in addresses, which are logged elsewhere. */
import { extractPerson } from '../../services/extract-person.ts';
import { logAccess, purposeOf } from '../../services/log-access.ts';
import { rectifyPerson } from '../../services/rectify-person.ts';
import { defineRoute, type RequestContext, type Route } from '../define-route.ts';
import { extractPersonBody, personExtract, rectifiedPerson, rectifyPersonBody } from '../schemas/persons.ts';

/** Every one looks through everything that the agency may see. */
const rate = { requests: 20, perMs: 3_600_000 };

/** Routes of persons. */
export const personRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/persons/extract',
    summary:
      'Everything that your agency may see of what is held on a party, with handling and source. Logged with its purpose.',
    permission: 'extract-persons',
    body: extractPersonBody,
    reply: personExtract,
    rate,
    // What is held on a person is kept nowhere else.
    isShownOnce: true,
    handle: async (context, { body: { party } }) => {
      const extract = await context.inView((view) => extractPerson(view, readerOf(context), party));
      const records = extract.facts.records.map(({ name }) => name);
      await logAccess(
        { ...context, purpose: extract.purpose },
        { action: 'extract-person', criteria: { party }, records: [...new Set(records)] },
      );
      const { facts, assessments, rectifications, reads, ...head } = extract;
      return {
        ...head,
        facts: {
          records: [...facts.records],
          rights: [...facts.rights],
          rejectedRows: facts.rejectedRows.map(({ id, texts }) => ({ id, texts: [...texts] })),
        },
        assessments: {
          scores: [...assessments.scores],
          lookOuts: [...assessments.lookOuts],
          cases: [...assessments.cases],
          frozenTargets: [...assessments.frozenTargets],
        },
        rectifications: [...rectifications],
        reads: [...reads],
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/persons/rectify',
    summary: 'Note what a person disputes of records, and correct those of your agency by a new version.',
    permission: 'rectify-persons',
    body: rectifyPersonBody,
    reply: rectifiedPerson,
    rate,
    handle: async (context, { body }) => {
      const { inView, store } = context;
      const { corrected, noted, ofOthers } = await rectifyPerson({ inView, facts: store.facts }, readerOf(context), {
        ...body,
        corrections: body.corrections,
      });
      return { corrected: [...corrected], noted: [...noted], ofOthers: [...ofOthers] };
    },
  }),
];

/** These are acts towards a person, whatever the role does otherwise. */
function readerOf({ actor, purpose = 'data-subject-request', nowMs }: RequestContext) {
  return { actor, purpose: purposeOf({ actor, purpose }), nowMs };
}
