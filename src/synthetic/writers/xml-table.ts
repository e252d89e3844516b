/** Files of XML documents, each with a row element for every item. */
import type { Rng } from '../../util/rng.ts';
import type { WrittenLine, WrittenTable } from './format-writer.ts';
import { type XmlContent, xmlText } from './xml-text.ts';

type XmlObject = { readonly [key: string]: XmlContent };

/** A wrong value at a path of keys joined by `/`: of a document, which makes all its rows bad, or of one row. */
export type XmlSlip = readonly [of: 'document' | 'row', path: string, value: string];

/** One document as it is to be written. */
export interface XmlDocumentContent {
  readonly document: XmlObject;
  readonly rows: readonly XmlObject[];
}

/** A file of documents. */
export interface XmlTable<Row> extends WrittenTable {
  /** One line for every row element; the first begins the document and the last ends it. */
  lines(row: Row): readonly WrittenLine[];
}

/** How a table is written. */
export interface XmlTableOptions<Row> {
  readonly name: string;
  /** Element around all documents, with its attributes. */
  readonly envelope: string;
  /** Element of a document. */
  readonly element: string;
  /** Path, by keys of the document, to the row elements; the document has the place marked with {@link rowsHere}. */
  readonly rowElement: string;
  readonly toContent: (row: Row) => XmlDocumentContent;
  readonly slips: readonly XmlSlip[];
  /** Share of documents, and of rows, that get a slip. */
  readonly slipShare: number;
  readonly rng: Rng;
}

/** Stands in a document where its rows belong; no text of a world looks like it. */
export const rowsHere = '\u0000';

/** Returns the table; the generator decides what gets which slip. */
export function createXmlTable<Row>(options: XmlTableOptions<Row>): XmlTable<Row> {
  const { name, envelope, element, rowElement, toContent, slips, slipShare, rng } = options;
  const table: WrittenTable = {
    name,
    header: `<?xml version="1.0" encoding="UTF-8"?>\n<${envelope}>`,
    footer: `</${envelope.split(' ')[0]}>`,
    encoding: 'utf-8',
  };
  const drawSlip = (of: XmlSlip[0]): XmlSlip | undefined => {
    const choice = slips.filter((slip) => slip[0] === of);
    return choice.length > 0 && rng.next() < slipShare ? choice[rng.nextInt(choice.length)] : undefined;
  };
  return {
    ...table,
    lines(row) {
      const content = toContent(row);
      const slip = drawSlip('document');
      const text = xmlText(element, spoilt(content.document, slip));
      const [before, after] = text.split(xmlText(rowElement, rowsHere)) as [string, string];
      return content.rows.map((one, index) => {
        const rowSlip = drawSlip('row');
        const start = index === 0 ? before : '';
        const end = index === content.rows.length - 1 ? after : '';
        return {
          table,
          text: `${start}${xmlText(rowElement, spoilt(one, rowSlip))}${end}`,
          isSpoiled: slip !== undefined || rowSlip !== undefined,
        };
      });
    },
  };
}

function spoilt(object: XmlObject, slip: XmlSlip | undefined): XmlObject {
  return slip === undefined ? object : withValue(object, slip[1].split('/'), slip[2]);
}

function withValue(object: XmlObject, [key, ...rest]: readonly string[], value: string): XmlObject {
  const inner = object[key!];
  if (rest.length === 0) {
    // An element with attributes keeps them.
    const isObject = typeof inner === 'object' && !Array.isArray(inner);
    return { ...object, [key!]: isObject ? { ...(inner as XmlObject), '#text': value } : value };
  }
  return { ...object, [key!]: withValue((inner ?? {}) as XmlObject, rest, value) };
}
