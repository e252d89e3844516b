/** Writes a pack of targets in a format: the one door through which targets leave as files. */
import { noPlaces, type OfficePlaces } from '../../domain/office-places.ts';
import type { TargetPack } from '../../domain/target-pack.ts';
import { neutralisePack } from './neutralise-pack.ts';
import { writeShiftCsv, writeShiftXlsx } from './write-shift-sheet.ts';
import { writeTargetCsv } from './write-target-csv.ts';
import { writeTargetJson, writeTargetNdjson } from './write-target-json.ts';
import type { PdfMeans } from './write-target-pdf.ts';
import { writeTargetXlsx } from './write-target-xlsx.ts';

/** Formats of packs, with the ends of their files' names and their media types. */
export const packFormats = {
  'csv': { extension: 'csv', mediaType: 'text/csv; charset=utf-8' },
  'xlsx': { extension: 'xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  'pdf': { extension: 'pdf', mediaType: 'application/pdf' },
  'json': { extension: 'json', mediaType: 'application/json' },
  'ndjson': { extension: 'ndjson', mediaType: 'application/x-ndjson' },
  'shift-csv': { extension: 'shift.csv', mediaType: 'text/csv; charset=utf-8' },
  'shift-xlsx': {
    extension: 'shift.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  'shift-pdf': { extension: 'shift.pdf', mediaType: 'application/pdf' },
} as const;

/** A format of {@link packFormats}. */
export type PackFormat = keyof typeof packFormats;

/** What some formats need beside the pack. */
export interface PackMeans extends PdfMeans {
  /** Order of places, for shift sheets. */
  readonly places?: OfficePlaces | undefined;
}

/**
 * Yields the bytes of a pack in a format. Who may see what has been settled before, by {@link forAudience}; every text is neutralised here.
 * @throws `too-large` for more targets than a spreadsheet has rows.
 */
export function writeTargetPack(pack: TargetPack, format: PackFormat, means: PackMeans): AsyncGenerator<Uint8Array> {
  const safe = neutralisePack(pack);
  const places = means.places ?? noPlaces;
  switch (format) {
    case 'csv':
      return writeTargetCsv(safe);
    case 'xlsx':
      return writeTargetXlsx(safe);
    case 'pdf':
      return pages(async () => (await import('./write-target-pdf.ts')).writeTargetPdf(safe, means));
    case 'json':
      return writeTargetJson(safe);
    case 'ndjson':
      return writeTargetNdjson(safe);
    case 'shift-csv':
      return writeShiftCsv(safe, places);
    case 'shift-xlsx':
      return writeShiftXlsx(safe, places);
    case 'shift-pdf':
      return pages(async () => (await import('./write-shift-pdf.ts')).writeShiftPdf(safe, places, means));
  }
}

/** What draws pages is large, and loaded only where pages are drawn. */
async function* pages(start: () => Promise<AsyncGenerator<Uint8Array>>): AsyncGenerator<Uint8Array> {
  yield* await start();
}
