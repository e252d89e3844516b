/** Writes a note on a case. */
import { type CaseAuthor, type CaseView, caseToRead, noteCaseStep, personOf } from './case-author.ts';
import type { CaseNote } from './case-ports.ts';

/**
 * Adds a note.
 * @throws `not-found`.
 */
export async function addNote(view: CaseView, by: CaseAuthor, caseId: number, text: string): Promise<CaseNote> {
  const found = await caseToRead(view, caseId);
  const { id: byId, name } = personOf(by.actor);
  const note = { atMs: by.nowMs, by: name, text };
  await view.cases.addNote(found.id, { ...note, byId });
  await noteCaseStep(view, by, { case: found, action: 'add-note', event: { kind: 'noted', text: 'wrote a note' } });
  return note;
}
