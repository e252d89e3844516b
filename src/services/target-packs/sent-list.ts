/** What was sent: which reference stands for which goods. It stays with the sender, who checks returned results against it. */
import { z } from 'zod';
import { type Audience, audiences } from '../../domain/audience.ts';
import type { PackTarget, TargetPack } from '../../domain/target-pack.ts';
import { AppError } from '../../errors.ts';

const text = z.string().optional();
const sentTarget = z.strictObject({
  reference: z.string(),
  consignmentId: z.string(),
  agency: z.string(),
  references: z.strictObject({ declaration: text, houseBill: text, airWaybill: text, masterBill: text, s10: text }),
  itemNumbers: z.array(z.number().int()),
});
const schema = z.strictObject({
  format: z.literal('touchstone-sent-list'),
  formatVersion: z.literal(1),
  list: z.strictObject({ id: z.string(), version: z.number().int() }),
  audience: z.enum(audiences as [Audience, ...Audience[]]),
  madeAtMs: z.number().int(),
  targets: z.array(sentTarget),
});

/** A list that was sent. */
export type SentList = z.infer<typeof schema>;

/** One of its targets. */
export type SentTarget = z.infer<typeof sentTarget>;

/** Ends the name of a list that was sent. */
export const sentEnding = '.sent.json';

/** Returns what is kept of a pack for the own unit. @param references those that were sent. */
export async function sentListOf(
  pack: TargetPack,
  audience: Audience,
  references: ReadonlySet<string>,
): Promise<SentList> {
  const targets: SentTarget[] = [];
  for await (const target of pack.targets) if (references.has(target.reference)) targets.push(sentTargetOf(target));
  return {
    format: 'touchstone-sent-list',
    formatVersion: 1,
    list: pack.list,
    audience,
    madeAtMs: pack.madeAtMs,
    targets,
  };
}

/** Returns what is kept of a target for the own unit. */
function sentTargetOf({ reference, consignmentId = '', references, goods }: PackTarget): SentTarget {
  return {
    reference,
    consignmentId,
    agency: consignmentId.slice(0, consignmentId.indexOf('/')),
    references,
    itemNumbers: goods.map(({ itemNumber }) => itemNumber),
  };
}

/**
 * Returns the list in a text.
 * @throws `file-unreadable`.
 */
export function parseSentList(path: string, content: string): SentList {
  try {
    return schema.parse(JSON.parse(content));
  } catch (error) {
    throw new AppError('file-unreadable', { file: path, reason: 'it is no list of targets that were sent' }, error);
  }
}
