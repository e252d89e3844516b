/** What people and machines may do, by their role. */

/** Everything that may be permitted. A route names one; what it means for whose records is the agency's and the handling's matter. */
export const permissions = [
  'see-consignments',
  'search-consignments',
  'submit-batches',
  'see-batches',
  'see-quarantine',
  'post-consignments',
  'see-queue',
  'claim-cases',
  'decide-cases',
  'steal-claims',
  'open-sealed',
  'record-examinations',
  'suppress-cases',
  'write-notes',
  'see-holds',
  'answer-holds',
  'see-look-outs',
  'acknowledge-alerts',
  'see-models',
  'change-models',
  'see-selection-statistics',
  'see-audit',
  'see-users',
  'change-users',
  'see-agencies',
  'change-agencies',
  'change-capacity',
  'see-agreements',
  'change-agreements',
  'see-overlaps',
  'settle-overlaps',
  'change-operators',
  'extract-persons',
  'rectify-persons',
  'disclose-targets',
  'set-up',
] as const;

/** A permission of {@link permissions}. */
export type Permission = (typeof permissions)[number];

/** Roles of people (`practice.md`, "People and law"). */
export const roles = [
  'targeting-officer',
  'examination-officer',
  'supervisor',
  'analyst',
  'planner',
  'agency-liaison',
  'auditor',
  'administrator',
] as const;

/** A role of {@link roles}. */
export type Role = (typeof roles)[number];

const officer: readonly Permission[] = [
  'see-consignments',
  'search-consignments',
  'see-queue',
  'see-holds',
  'see-look-outs',
  'acknowledge-alerts',
  'write-notes',
  'see-models',
];
const targeting: readonly Permission[] = [
  ...officer,
  'submit-batches',
  'see-batches',
  'see-quarantine',
  'post-consignments',
  'claim-cases',
  'decide-cases',
  'record-examinations',
  'suppress-cases',
];

/** What each role may do. An auditor reads and changes nothing; an administrator sees no case data. */
export const permissionsOf: { readonly [role in Role]: readonly Permission[] } = {
  'targeting-officer': targeting,
  'examination-officer': [...officer, 'claim-cases', 'record-examinations'],
  'supervisor': [
    ...targeting,
    'steal-claims',
    'open-sealed',
    'change-capacity',
    'see-selection-statistics',
    'disclose-targets',
    'see-agreements',
    'see-overlaps',
    'settle-overlaps',
  ],
  'analyst': [
    'see-consignments',
    'search-consignments',
    'see-batches',
    'see-quarantine',
    'see-queue',
    'see-look-outs',
    'see-models',
    'change-models',
    'see-selection-statistics',
  ],
  'planner': [...officer, 'see-batches', 'change-capacity', 'see-agreements', 'see-overlaps'],
  'agency-liaison': [
    ...officer,
    'see-batches',
    'see-agreements',
    'change-agreements',
    'see-overlaps',
    'settle-overlaps',
    'extract-persons',
    'rectify-persons',
  ],
  'auditor': [
    'see-consignments',
    'search-consignments',
    'see-batches',
    'see-quarantine',
    'see-queue',
    'see-holds',
    'see-look-outs',
    'see-models',
    'see-selection-statistics',
    'see-audit',
    'see-users',
    'see-agencies',
    'see-agreements',
    'see-overlaps',
  ],
  'administrator': [
    'see-users',
    'change-users',
    'see-agencies',
    'change-agencies',
    'change-operators',
    'see-agreements',
    'see-models',
    'set-up',
  ],
};

/** What a machine's key may be given; never what belongs to a person's judgement. */
export const keyScopes = [
  'submit-batches',
  'see-batches',
  'see-quarantine',
  'post-consignments',
  'see-consignments',
  'answer-holds',
] as const satisfies readonly Permission[];

/** A scope of {@link keyScopes}. */
export type KeyScope = (typeof keyScopes)[number];
