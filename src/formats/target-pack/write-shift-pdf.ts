/** Shift sheets as PDF. */
import type { OfficePlaces } from '../../domain/office-places.ts';
import type { PackTarget, TargetPack } from '../../domain/target-pack.ts';
import { PdfPages } from '../pdf/pdf-pages.ts';
import { scriptNote } from '../pdf/readable-text.ts';
import { type ShiftSheet, shiftSheet, shiftTexts } from './shift-sheet.ts';
import { type PdfMeans, pdfHead } from './write-target-pdf.ts';

/** Yields the bytes of a PDF file: a heading a place, with its count and minutes. */
export async function* writeShiftPdf(
  pack: TargetPack,
  places: OfficePlaces,
  { fonts }: Pick<PdfMeans, 'fonts'>,
): AsyncGenerator<Uint8Array> {
  const sheet = await shiftSheet(pack, places);
  const pages = new PdfPages({ ...pdfHead(pack), title: `Shift sheet: ${pack.title}`, isLandscape: true }, fonts);
  pages.newPage(`${sheet.targets.length} targets; all times are UTC`);
  for (const [place, targets] of byPlace(sheet.targets)) {
    const minutes = targets.every((target) => target.minutes !== undefined)
      ? `, ${targets.reduce((sum, target) => sum + target.minutes!, 0)} minutes`
      : '';
    pages.heading(`${place}: ${targets.length} ${targets.length === 1 ? 'target' : 'targets'}${minutes}`);
    pages.table(
      shares(sheet),
      [
        ['☐', ...shown(sheet).map(({ title }) => title)],
        ...targets.map((target) => ['☐', ...shiftTexts(shown(sheet), target).map((text) => String(text ?? ''))]),
      ],
      { hasTitles: true },
    );
    yield* pages.made();
  }
  pages.paragraph(scriptNote, { size: 7, colour: '#444444' });
  yield* pages.finish();
}

/** Office and terminal stand in the headings. */
function shown({ columns }: ShiftSheet): ShiftSheet['columns'] {
  return columns.filter(({ title }) => title !== 'office' && title !== 'terminal');
}

function shares(sheet: ShiftSheet): number[] {
  const widths = [3, ...shown(sheet).map(({ width }) => width)];
  const total = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width) => width / total);
}

function byPlace(targets: readonly PackTarget[]): Map<string, PackTarget[]> {
  const places = new Map<string, PackTarget[]>();
  for (const target of targets) {
    const name = `${target.office ?? 'office unknown'}, ${target.place.terminal ?? 'terminal unknown'}`;
    const known = places.get(name);
    if (known === undefined) places.set(name, [target]);
    else known.push(target);
  }
  return places;
}
