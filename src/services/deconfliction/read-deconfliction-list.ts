/** Reads the list of what an agency is after. */
import { AppError } from '../../errors.ts';
import type { DeconflictedRow } from '../../matching/deconfliction/deconfliction-elements.ts';
import { hexHash } from '../exchange/open-package.ts';
import type { Ports } from '../ports.ts';
import { readCsvTable } from '../read-csv-table.ts';

/** Columns of a list; `reference` alone must be there. */
const columns = [
  'reference',
  'contact',
  'name',
  'partyKind',
  'country',
  'address',
  'phone',
  'id',
  'idScheme',
  'consignment',
] as const;

/** Rows of a list at most. */
const mostRows = 150_000;

/** A list and the hash of its file. */
export interface DeconflictionList {
  readonly rows: readonly DeconflictedRow[];
  readonly sha256: Uint8Array;
}

/**
 * Reads a CSV file with the columns reference, contact, name, partyKind (`natural`, `business`, or empty), country, address, phone, id, idScheme and consignment.
 * @throws `file-unreadable` with row and column, `too-large`.
 */
export async function readDeconflictionList(ports: Pick<Ports, 'files'>, path: string): Promise<DeconflictionList> {
  const refuse = (reason: string): never => {
    throw new AppError('file-unreadable', { file: path, reason });
  };
  const table = await readCsvTable(ports, path);
  const unknown = table.columns.find((column) => !(columns as readonly string[]).includes(column));
  if (unknown !== undefined) refuse(`column ${unknown} is none of ${columns.join(', ')}`);
  if (table.rows.length > mostRows) throw new AppError('too-large', { what: path, limit: `${mostRows} rows` });
  const rows = table.rows.map((cells, index): DeconflictedRow => {
    const text = (column: (typeof columns)[number]): string | undefined => {
      const value = cells.get(column)?.trim();
      return value === undefined || value === '' ? undefined : value;
    };
    const reference = text('reference') ?? refuse(`row ${index + 2}, column reference: missing`);
    const country = text('country')?.toUpperCase();
    if (country !== undefined && !/^[A-Z]{2}$/.test(country)) {
      refuse(`row ${index + 2}, column country: ${country} is no ISO 3166-1 alpha-2 code`);
    }
    const kind = text('partyKind') ?? 'unknown';
    if (kind !== 'natural' && kind !== 'business' && kind !== 'unknown') {
      return refuse(`row ${index + 2}, column partyKind: ${kind} is none of natural, business, unknown`);
    }
    return {
      reference,
      contact: text('contact'),
      name: text('name'),
      partyKind: kind,
      country,
      address: text('address'),
      phone: text('phone'),
      id: text('id'),
      idScheme: text('idScheme'),
      consignment: text('consignment'),
    };
  });
  return { rows, sha256: Buffer.from(hexHash(await ports.files.readBytes(path)), 'hex') };
}
