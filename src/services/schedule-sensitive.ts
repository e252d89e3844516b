/** Parts a frozen target into what can be laid open and a schedule of what needs a decision of its own. */
import type { FrozenContent, FrozenRecord } from '../domain/frozen-content.ts';
import type { Handling } from '../domain/handling.ts';
import { type Party, type PartyRole, partyRoles } from '../domain/party.ts';
import type { FrozenSelection } from './disclosure-ports.ts';

/**
 * Why a part stands in the schedule: it comes from another agency; its own marking holds it back; it is about a person other than the one concerned; it is text that somebody wrote freely, which
 * may name anybody; it says how consignments are selected; or it is an instruction under seal.
 */
type ScheduleGround = 'other-agency' | 'handling' | 'third-party' | 'free-text' | 'selection' | 'sealed';

/** A part that stands apart. */
export interface ScheduledPart {
  /** `S1`, `S2`, …: the main part says `{ "scheduled": "S1" }` in its place. */
  readonly id: string;
  readonly ground: ScheduleGround;
  /** What it is, without saying it. */
  readonly what: string;
  readonly handling: Handling | undefined;
  readonly content: unknown;
}

/** What a target is parted by. */
export interface ScheduleInput {
  readonly content: FrozenContent;
  readonly selection: FrozenSelection | undefined;
  /** Agency that discloses. */
  readonly agency: string;
  /** Roles of whoever it is disclosed to or about; other private people are third parties. */
  readonly concernedRoles: readonly PartyRole[];
}

/** Returns the main part and the schedule; put together again they are the content. */
export function scheduleSensitive({ content, selection, agency, concernedRoles }: ScheduleInput): {
  readonly main: unknown;
  readonly schedule: readonly ScheduledPart[];
} {
  const schedule: ScheduledPart[] = [];
  const apart = (ground: ScheduleGround, what: string, part: unknown, handling?: Handling): { scheduled: string } => {
    const id = `S${schedule.length + 1}`;
    schedule.push({ id, ground, what, handling, content: part });
    return { scheduled: id };
  };
  const thirdNames = new Set<string>();

  function partyShown(role: PartyRole, party: Party, { name, handling }: FrozenRecord): unknown {
    if (party.partyKind === 'business' || concernedRoles.includes(role)) return party;
    if (party.name !== undefined) thirdNames.add(party.name);
    return apart('third-party', `${role} of ${name}`, party, handling);
  }

  function recordShown(record: FrozenRecord): unknown {
    const ground = groundOf(record.handling, agency);
    if (ground !== undefined) return apart(ground, `record of ${record.handling.ownerAgency}`, record, record.handling);
    const body = record.body as { readonly consignment?: { readonly parties?: Readonly<Record<string, Party>> } };
    const parties = body.consignment?.parties;
    if (parties === undefined) return record;
    const shown: Record<string, unknown> = {};
    for (const role of partyRoles)
      if (parties[role] !== undefined) shown[role] = partyShown(role, parties[role], record);
    return { ...record, body: { ...body, consignment: { ...body.consignment, parties: shown } } };
  }

  const records = content.records.map(recordShown);
  const { summary } = content.shownCase as { readonly summary?: { readonly party?: string } };
  const isThird = summary?.party !== undefined && thirdNames.has(summary.party);
  const main = {
    ...content,
    // By itself it would say nothing; with it the hash of the content can be checked by whoever has both parts.
    shownCase: isThird
      ? {
          ...content.shownCase,
          summary: { ...summary, party: apart('third-party', 'party shown in the list', summary.party) },
        }
      : content.shownCase,
    records,
    rules: {
      ...content.rules,
      // What a rule of the own unit looks for would tell whoever wants to pass it by.
      matched: content.rules.matched?.map((rule) =>
        rule.confidentiality === 'own-unit' ? apart('handling', 'rule of the own unit', rule) : rule,
      ),
      lookOuts: content.rules.lookOuts.map((one) => apart('third-party', 'look-out after another find', one)),
      sealed:
        content.rules.sealed === undefined
          ? undefined
          : apart('sealed', 'instruction under seal', content.rules.sealed),
    },
    notes: content.notes.map((note) => ({ ...note, text: apart('free-text', 'note of an officer', note.text) })),
    attachments: content.attachments.map((file) =>
      file.tlp === 'TLP:RED' ? apart('handling', 'attachment', file) : file,
    ),
    events: content.events.map((event) => ({ ...event, text: apart('free-text', `event: ${event.kind}`, event.text) })),
    selection: selection === undefined ? undefined : apart('selection', 'how the target was selected', selection),
  };
  return { main, schedule };
}

/** Why a record as a whole stands apart; undefined where it does not. */
function groundOf(handling: Handling, agency: string): ScheduleGround | undefined {
  if (handling.ownerAgency.split('+').some((owner) => owner !== agency)) return 'other-agency';
  const isRestricted = handling.europolCodes.some((code) => code !== 'H0');
  return handling.tlp === 'TLP:RED' || handling.isOriginatorControlled || isRestricted ? 'handling' : undefined;
}
