/** Whether hostile texts stay what they are: texts. */
import type { AbusedService } from './abused-service.ts';
import { hostileTexts } from './value-generator.ts';

/** Writes each text into a note of a case and reads it back. Texts that are refused as empty, too long or no Unicode are not stored. */
export async function checkTexts({
  server,
  abusers,
}: AbusedService): Promise<{ readonly stored: number; readonly changed: number }> {
  const { headers } = abusers.find(({ name }) => name === 'aurelia-supervisor')!;
  const list = await server.inject({ url: '/api/queue?state=all&limit=1', headers });
  const [first] = (list.json() as { items: { caseId: number }[] }).items;
  if (first === undefined) throw new Error('there is no case to write notes to');
  let stored = 0;
  let changed = 0;
  for (const text of hostileTexts) {
    const url = `/api/cases/${first.caseId}`;
    const written = await server.inject({ method: 'POST', url: `${url}/notes`, payload: { text }, headers });
    if (written.statusCode >= 300) continue;
    stored++;
    const { notes } = (await server.inject({ url, headers })).json() as { notes: { text: string }[] };
    if (!notes.some((note) => note.text === text.trim())) changed++;
  }
  return { stored, changed };
}
