/** Sharing agreements, and what they open of other agencies' rows to an agency's view. Scores and everything of cases stay their owner's. */
import { type Kysely, type Migration, sql } from 'kysely';
import { ownAgency, protectTable, requestRole, unprotectTable } from '../row-security.ts';

const tables = [
  `create table agreement (
    id bigint generated always as identity primary key,
    giver text collate "C" not null references agency,
    taker text collate "C" not null references agency check (taker <> giver),
    kinds text[] not null,
    purposes text[] not null,
    gateway text,
    fields text[] not null,
    maximum_tlp text collate "C" not null check (maximum_tlp in ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER')),
    onward_sharing text not null check (onward_sharing in ('no', 'with-consent', 'yes')),
    from_ms bigint not null,
    to_ms bigint,
    retention_days int not null,
    proposed_by text collate "C" not null,
    proposed_at_ms bigint not null,
    giver_signed_by text collate "C",
    giver_signed_at_ms bigint,
    taker_signed_by text collate "C",
    taker_signed_at_ms bigint,
    ended_by text collate "C",
    ended_at_ms bigint,
    retained_at_ms bigint
  )`,
  `create index agreement_taker on agreement (taker)`,
  `create index agreement_giver on agreement (giver)`,
] as const;

const nowMs = `nullif(current_setting('touchstone.now_ms', true), '')::bigint`;
/** Runs as the owner of the store, and so must say where its tables are. */
const asOwner = `stable security definer set search_path = public, pg_temp`;
const handlingOf = `case when kind in ('declaration', 'manifest') then body -> 'consignment' -> 'handling' else body -> 'handling' end`;
const kindOf = `case when kind in ('declaration', 'manifest') then 'consignments' when kind in ('examination', 'measure') then 'results' end`;

/** Where they stand alone as `(select …)` in a policy, they are computed once a statement. */
const functions = [
  // What agreements give the view's agency now, as KIND|GIVER|LABEL|PURPOSE: the same rules as src/domain/may-see.ts.
  `create function touchstone_given() returns text[] language sql ${asOwner} as $$
    select coalesce(array_agg(distinct kind || '|' || giver || '|' || label || '|' || purpose), '{}')
    from agreement
    join agency as giving on giving.code = giver
    join agency as taking on taking.code = taker
    cross join unnest(kinds) as kind
    cross join unnest(purposes) as purpose
    cross join unnest(case maximum_tlp when 'TLP:CLEAR' then array['TLP:CLEAR']
      when 'TLP:GREEN' then array['TLP:CLEAR', 'TLP:GREEN'] else array['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER'] end) as label
    where taker = current_setting('touchstone.agency', true)
      and giver_signed_at_ms is not null and taker_signed_at_ms is not null
      and from_ms <= ${nowMs} and (to_ms is null or to_ms > ${nowMs}) and (ended_at_ms is null or ended_at_ms > ${nowMs})
      and (gateway is not null or giving.regime = taking.regime)
  $$`,
  `create function touchstone_givers() returns text[] language sql ${asOwner} as $$
    select coalesce(array_agg(distinct split_part(one, '|', 2)), '{}') from unnest(touchstone_given()) as one
  $$`,
  `create function touchstone_today() returns text language sql stable as $$
    select to_char(to_timestamp(${nowMs} / 1000.0) at time zone 'UTC', 'YYYY-MM-DD')
  $$`,
  // Whether a record under a handling is among what is given: its own label, codes, originator, purposes and expiry have their say.
  `create function touchstone_is_given(given text[], kind text, owner text, handling json, day text)
    returns boolean language sql immutable as $$
    select coalesce(
      handling ->> 'tlp' in ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER')
      and (handling ->> 'isOriginatorControlled')::boolean = false
      and not exists (select from json_array_elements_text(handling -> 'europolCodes') as code where code in ('H2', 'H3'))
      and coalesce(handling ->> 'expiresOn', day) >= day
      and exists (
        select from json_array_elements_text(handling -> 'purposes') as purpose
        where kind || '|' || owner || '|' || (handling ->> 'tlp') || '|' || purpose = any (given)
      ), false)
  $$`,
  // All current facts of a consignment must be given for it to be.
  `create function touchstone_consignment_is_given(wanted bigint, given text[], day text)
    returns boolean language sql ${asOwner} as $$
    select coalesce(bool_and(touchstone_is_given(given, ${kindOf}, agency, ${handlingOf}, day)), false)
    from fact where consignment_id = wanted and is_current
  $$`,
  // A single command centre lets look-outs meet the consignments of all where their label does; a network needs an agreement.
  `create function touchstone_is_network() returns boolean language sql ${asOwner} as $$
    select coalesce((select value from setting where name = 'sharing'), 'command-centre') = 'network'
  $$`,
  `create function touchstone_look_out_is_given(given text[], handling json, day text, is_network boolean, meets_own boolean)
    returns boolean language sql immutable as $$
    select coalesce(
      case when not is_network and meets_own then
        handling ->> 'tlp' in ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER')
        and (handling ->> 'isOriginatorControlled')::boolean = false and coalesce(handling ->> 'expiresOn', day) >= day
      else false end
      or not exists (
        select from unnest(string_to_array(handling ->> 'ownerAgency', '+')) as owner
        where not touchstone_is_given(given, 'look-outs', owner, handling, day)
      ), false)
  $$`,
] as const;
const functionNames = [
  'touchstone_look_out_is_given(text[], json, text, boolean, boolean)',
  'touchstone_is_network()',
  'touchstone_consignment_is_given(bigint, text[], text)',
  'touchstone_is_given(text[], text, text, json, text)',
  'touchstone_today()',
  'touchstone_givers()',
  'touchstone_given()',
];

const given = `(select touchstone_given())`;
const givers = `((select touchstone_givers())::text[])`;
/** Others' rows are there for whoever asks for them, so that nothing that means an agency's own rows meets one by accident. */
const isAsked = `(select current_setting('touchstone.given', true)) = 'on'`;
const today = `(select touchstone_today())`;
const ownConsignment = `exists (select from consignment where consignment.id = consignment_id and consignment.${ownAgency})`;
const ownFact = (column: string): string => `exists (select from fact where fact.id = ${column} and fact.${ownAgency})`;
const seenConsignment = 'exists (select from consignment where consignment.id = consignment_id)';

/** Since others' facts and consignments may be seen from now on, what hangs on them names its agency itself. */
const narrowed: readonly (readonly [table: string, condition: string, before: string])[] = [
  ['consignment_score', ownConsignment, seenConsignment],
  ['item_score', ownFact('fact_id'), 'exists (select from fact where fact.id = fact_id)'],
  [
    'result_link',
    `exists (select from fact where fact.id = fact_id) and ${seenConsignment}`,
    'exists (select from fact where fact.id = fact_id)',
  ],
  ['look_out', ownFact('source_fact_id'), 'exists (select from fact where fact.id = source_fact_id)'],
  [
    'look_out_match',
    `${ownConsignment} or (${seenConsignment} and exists (select from look_out where look_out.id = look_out_id))`,
    seenConsignment,
  ],
];

const widened: readonly (readonly [table: string, condition: string])[] = [
  [
    'fact',
    `${isAsked} and is_current and agency = any ${givers}
      and touchstone_is_given(${given}, ${kindOf}, agency, ${handlingOf}, ${today})`,
  ],
  ['consignment', `${isAsked} and agency = any ${givers} and touchstone_consignment_is_given(id, ${given}, ${today})`],
  [
    'look_out',
    `touchstone_look_out_is_given(${given}, handling, ${today}, (select touchstone_is_network()), touchstone_meets_own(id))`,
  ],
];
/** Whether a look-out matches a consignment of the view's agency. */
const meetsOwn = `create function touchstone_meets_own(wanted bigint) returns boolean language sql ${asOwner} as $$
  select exists (
    select from look_out_match join consignment on consignment.id = look_out_match.consignment_id
    where look_out_match.look_out_id = wanted and consignment.${ownAgency}
  )
$$`;

const agencyColumns = 'code, name, regime, disabled_at_ms';

function policyOf(table: string, condition: string): string {
  return `create policy ${table}_view on ${table} to ${requestRole} using (${condition}) with check (${condition})`;
}

/** The migration. */
export const migration: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...tables, ...functions, meetsOwn]) await sql.raw(statement).execute(db);
    const own = `current_setting('touchstone.agency', true) in (giver, taker)`;
    await protectTable(db, 'agreement', own, ['select', 'insert', 'update']);
    // Agencies of an installation know each other.
    await sql.raw(`grant select (${agencyColumns}) on agency to ${requestRole}`).execute(db);
    for (const [table, condition] of narrowed) {
      await sql.raw(`drop policy ${table}_view on ${table}`).execute(db);
      await sql.raw(policyOf(table, condition)).execute(db);
    }
    for (const [table, condition] of widened) {
      await sql
        .raw(`create policy ${table}_given on ${table} for select to ${requestRole} using (${condition})`)
        .execute(db);
    }
  },
  async down(db: Kysely<unknown>): Promise<void> {
    for (const [table] of widened) await sql.raw(`drop policy ${table}_given on ${table}`).execute(db);
    for (const [table, , before] of narrowed) {
      await sql.raw(`drop policy ${table}_view on ${table}`).execute(db);
      await sql.raw(policyOf(table, before)).execute(db);
    }
    await unprotectTable(db, 'agreement');
    await sql.raw(`revoke select (${agencyColumns}) on agency from ${requestRole}`).execute(db);
    await sql.raw('drop function touchstone_meets_own(bigint)').execute(db);
    for (const name of functionNames) await sql.raw(`drop function ${name}`).execute(db);
    await sql.raw('drop table agreement').execute(db);
  },
};
