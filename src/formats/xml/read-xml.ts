/** XML documents to rows: one row an element of a path, with what its document says beside it. */
import { AppError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { type RawRow, type RowStream, rawTextLimit } from '../raw-row.ts';
import { readXmlDocuments, type XmlDocument, type XmlDocumentOptions } from './read-xml-documents.ts';
import type { XmlElement } from './xml-element.ts';
import { parseXmlPath, plainPathsOf, textsAtPath, type XmlPath } from './xml-path.ts';

/** How an XML file is written and what is wanted of it. */
export interface XmlDialect extends XmlDocumentOptions {
  /** Names of the elements from below a document's own down to a row's, joined by `/`; undefined makes each document a row. */
  readonly row: string | undefined;
  /** Wanted columns: paths from below the document's element. */
  readonly columns: readonly string[];
}

/** Paths that are looked at to tell which columns a file has. */
const foundLimit = 500;
const batchRows = 1000;
/** Rows of a document up to which the raw text of a bad one is the document without the others. */
const cutRows = 1000;

/**
 * Opens an XML file. A row's number is the place of its element among all of its kind in the file, from 1. Where a column's path runs along the path of
 * the row, the row's own elements are meant; elsewhere all elements that fit, their texts joined by `;`. A document without a row is one bad row.
 * @throws `file-unreadable` for a file without a document, and as `readXmlDocuments` does, then or while rows are read.
 */
export async function readXml(
  source: ByteSource,
  dialect: XmlDialect,
): Promise<RowStream & { readonly found: ReadonlySet<string> }> {
  const { document, namespaces, columns } = dialect;
  const read = createDocumentReader(dialect);
  const documents = readXmlDocuments(source, dialect);
  const first = await documents.next();
  if (first.done === true) {
    const space = namespaces.length === 0 ? '' : ` of the namespace ${namespaces.join(' or ')}`;
    throw new AppError('file-unreadable', { file: source.name, reason: `it has no element ${document}${space}` });
  }
  async function* batches(): AsyncGenerator<readonly RawRow[]> {
    if (first.done !== true) yield* inBatches(first.value, read);
    for await (const some of documents) yield* inBatches(some, read);
  }
  return {
    columns,
    found: foundColumns(first.value, columns),
    batches: batches(),
    close: async () => {
      await documents.return(undefined);
    },
  };
}

/** A column: its path, and how many of its steps the path of the row shares. */
interface Column {
  readonly path: XmlPath;
  readonly shared: number;
}

/** Element from which a column was last read, and the text found: what a document says once is looked up once. */
interface Remembered {
  from: XmlElement | undefined;
  text: string | undefined;
}

type DocumentReader = (document: XmlDocument) => Iterable<RawRow>;

/** Rows of a document are made as they are asked for: one of many rows and columns is never held as all its fields. */
function* inBatches(documents: readonly XmlDocument[], read: DocumentReader): Generator<readonly RawRow[]> {
  let batch: RawRow[] = [];
  for (const document of documents) {
    for (const row of read(document)) {
      batch.push(row);
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function createDocumentReader({ row, columns }: XmlDialect): DocumentReader {
  const rowNames = row === undefined ? [] : row.split('/');
  const paths = columns.map((column) => pathOf(column, rowNames));
  const remembered = paths.map((): Remembered => ({ from: undefined, text: undefined }));
  let rowNumber = 0;
  return function* rowsOf(document) {
    let hasRow = false;
    for (const chain of rowChains([document.element], rowNames)) {
      hasRow = true;
      rowNumber++;
      const fields = paths.map((column, index) => textOf(column, chain, remembered[index]!));
      yield new XmlRow(rowNumber, document, chain, fields, undefined);
    }
    if (hasRow) return;
    rowNumber++;
    const fault = { code: 'missing', expected: `an element ${row}`, column: row };
    yield new XmlRow(rowNumber, document, [document.element], undefined, fault);
  };
}

function pathOf(text: string, rowNames: readonly string[]): Column {
  const path = parseXmlPath(text);
  // A profile with a column that is no path is not valid, so none comes here.
  if (path === undefined) throw new RangeError(`${text} is not a path`);
  let shared = 0;
  while (shared < rowNames.length && shared < path.steps.length && isPlainStep(path, shared, rowNames)) shared++;
  return { path, shared };
}

function isPlainStep({ steps }: XmlPath, at: number, rowNames: readonly string[]): boolean {
  return steps[at]!.name === rowNames[at] && steps[at]!.where === undefined;
}

/** Yields, for each row, the elements from the document's own down to the row's. */
function* rowChains(chain: readonly XmlElement[], names: readonly string[]): Generator<readonly XmlElement[]> {
  if (chain.length > names.length) yield chain;
  else
    for (const child of chain.at(-1)!.childrenNamed(names[chain.length - 1]!))
      yield* rowChains([...chain, child], names);
}

function textOf({ path, shared }: Column, chain: readonly XmlElement[], memory: Remembered): string | undefined {
  const from = chain[shared]!;
  if (memory.from !== from) {
    const texts = textsAtPath(from, path, shared);
    memory.from = from;
    memory.text = texts.length === 0 ? undefined : texts.join(';');
  }
  return memory.text;
}

/** A row whose raw text is cut out only where somebody asks for it. */
class XmlRow implements RawRow {
  readonly row: number;
  readonly fields: RawRow['fields'];
  readonly fault: RawRow['fault'];
  private readonly document: XmlDocument;
  private readonly chain: readonly XmlElement[];

  constructor(
    row: number,
    document: XmlDocument,
    chain: readonly XmlElement[],
    fields: RawRow['fields'],
    fault: RawRow['fault'],
  ) {
    this.row = row;
    this.document = document;
    this.chain = chain;
    this.fields = fields;
    this.fault = fault;
  }

  /** The document without its other rows where that is short enough to be kept whole, else the row's own element. */
  get raw(): string {
    const { source } = this.document;
    const own = this.chain.at(-1)!;
    if (hasManyRows(this.chain)) return source.slice(own.start, own.end);
    let kept = '';
    let at = 0;
    for (const other of otherRows(this.chain)) {
      kept += source.slice(at, other.start);
      at = other.end;
      if (kept.length > rawTextLimit) break;
    }
    kept += source.slice(at);
    return kept.length > rawTextLimit ? source.slice(own.start, own.end) : kept;
  }
}

/** Whether a document has so many rows that cutting them out of the raw text of every bad one would take long. */
function hasManyRows(chain: readonly XmlElement[]): boolean {
  return chain.some((element, level) => level > 0 && chain[level - 1]!.childrenNamed(element.name).length > cutRows);
}

/** Elements that hold the document's other rows, in order. */
function otherRows(chain: readonly XmlElement[]): XmlElement[] {
  const before: XmlElement[] = [];
  const after: XmlElement[] = [];
  for (let level = 1; level < chain.length; level++) {
    const mine = chain[level]!;
    const siblings = chain[level - 1]!.childrenNamed(mine.name);
    before.push(...siblings.filter((sibling) => sibling.start < mine.start));
    // Those of an outer level come after those of an inner one.
    after.unshift(...siblings.filter((sibling) => sibling.start > mine.start));
  }
  return [...before, ...after];
}

/** Names the columns that a file's first documents have: the wanted ones by their own names, the others by their plain paths. */
function foundColumns(documents: readonly XmlDocument[], columns: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const read = new Set<string>();
  for (const column of columns) {
    const path = parseXmlPath(column)!;
    for (const plain of plainPathsOf(path)) read.add(plain);
    if (documents.some(({ element }) => textsAtPath(element, path).length > 0)) found.add(column);
  }
  const collect = (element: XmlElement, path: string): void => {
    for (const [name, value] of element.attributes) add(path === '' ? `@${name}` : `${path}/@${name}`, value);
    if (path !== '') add(path, element.text);
    for (const child of element.children) collect(child, path === '' ? child.name : `${path}/${child.name}`);
  };
  const add = (path: string, text: string): void => {
    if (found.size < foundLimit && !read.has(path) && text.trim() !== '') found.add(path);
  };
  for (const { element } of documents) collect(element, '');
  return found;
}
