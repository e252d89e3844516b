/** Text of an XML file to its documents: the elements of one name, each as a tree that is dropped once it is mapped. */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { AppError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { decodeXml } from './decode-xml.ts';
import { XmlElement } from './xml-element.ts';
import { xmlLimits } from './xml-limits.ts';

/** What is a document in a file. */
export interface XmlDocumentOptions {
  /** Encoding where neither a byte order mark nor the XML declaration names one. */
  readonly encoding: string;
  /** Local name of the element that is a document; one inside another is a part of it. */
  readonly document: string;
  /** Namespaces of that element; any where empty. */
  readonly namespaces: readonly string[];
}

/** One document. */
export interface XmlDocument {
  readonly element: XmlElement;
  /** The document as it stands in the file; elements tell their place in it. */
  readonly source: string;
}

/**
 * Yields the documents of a file as they are complete, some at a time. Entities are never expanded: the five of XML itself and
 * numbers of characters are all there are, since a document type is refused.
 * @throws `file-unreadable` for what is not well-formed or cut off, a document type, and anything over {@link xmlLimits}; also as `decodeXml` does.
 */
export async function* readXmlDocuments(
  source: ByteSource,
  options: XmlDocumentOptions,
): AsyncGenerator<readonly XmlDocument[]> {
  const collector = new DocumentCollector(source.name, options);
  for await (const text of decodeXml(source, options.encoding)) {
    const documents = collector.add(text);
    if (documents.length > 0) yield documents;
  }
  collector.finish();
}

class DocumentCollector {
  private readonly file: string;
  private readonly options: XmlDocumentOptions;
  private readonly parser = new SaxesParser({ xmlns: true, position: true, defaultXMLVersion: '1.0' });
  private documents: XmlDocument[] = [];
  /** Elements from the document's own down to the open one; empty outside documents. */
  private readonly open: XmlElement[] = [];
  private depth = 0;
  private attributes = 0;
  private elements = 0;
  /** Text since the last piece of markup before what is being added, and its place in the file. */
  private recent = '';
  private recentFrom = 0;
  private lastEventAt = 0;
  private tagStart = 0;
  /** Pieces of text from the open document's start on, and its place in the file. */
  private readonly pieces: string[] = [];
  private documentStart = 0;

  constructor(file: string, options: XmlDocumentOptions) {
    this.file = file;
    this.options = options;
    const { parser } = this;
    parser.on('error', (error) => this.refuse(`it is not well-formed XML (${placeAndFault(error.message)})`, error));
    parser.on('doctype', () => this.refuse('it has a document type, which is not read since it may hold entities'));
    parser.on('opentagstart', () => this.beginTag());
    parser.on('attribute', () => {
      this.attributes++;
      if (this.attributes > xmlLimits.attributes) this.refuseSize('an element', xmlLimits.attributes, 'attributes');
      this.seen();
    });
    parser.on('opentag', (tag) => this.beginElement(tag));
    parser.on('closetag', () => this.endElement());
    parser.on('text', (text) => this.addText(text));
    parser.on('cdata', (text) => this.addText(text));
    parser.on('comment', () => this.seen());
    parser.on('processinginstruction', () => this.seen());
  }

  /** Takes some text of the file, and returns the documents that end in it. */
  add(text: string): readonly XmlDocument[] {
    this.recent += text;
    if (this.open.length > 0) this.pieces.push(text);
    this.parser.write(text);
    // What the parser gathers before it tells of it is bounded here.
    if (this.parser.position - this.lastEventAt > xmlLimits.pieceCharacters) {
      this.refuseSize('a text, tag or comment', xmlLimits.pieceCharacters, 'characters');
    }
    this.checkDocument();
    this.recent = this.recent.slice(this.lastEventAt - this.recentFrom);
    this.recentFrom = this.lastEventAt;
    const { documents } = this;
    this.documents = [];
    return documents;
  }

  finish(): void {
    this.parser.close();
  }

  private beginTag(): void {
    const position = this.parser.position - this.recentFrom;
    this.tagStart = this.recentFrom + this.recent.lastIndexOf('<', position - 1);
    this.attributes = 0;
    this.depth++;
    if (this.depth > xmlLimits.depth) this.refuse(`its elements are more than ${xmlLimits.depth} levels deep`);
    this.seen();
  }

  private beginElement(tag: SaxesTagNS): void {
    this.seen();
    const parent = this.open.at(-1);
    const { document, namespaces } = this.options;
    if (parent === undefined) {
      if (tag.local !== document || (namespaces.length > 0 && !namespaces.includes(tag.uri))) return;
      this.documentStart = this.tagStart;
      this.pieces.length = 0;
      this.pieces.push(this.recent.slice(this.tagStart - this.recentFrom));
      this.elements = 0;
    }
    this.elements++;
    if (this.elements > xmlLimits.documentElements) {
      this.refuseSize(`an element ${document}`, xmlLimits.documentElements, 'elements');
    }
    const attributes = Object.values(tag.attributes)
      .filter(({ prefix, local }) => prefix !== 'xmlns' && local !== 'xmlns')
      .map(({ local, value }) => [local, value] as const);
    const element = new XmlElement(tag.local, attributes, this.tagStart - this.documentStart);
    parent?.children.push(element);
    this.open.push(element);
  }

  private endElement(): void {
    this.seen();
    this.depth--;
    const element = this.open.pop();
    if (element === undefined) return;
    element.end = this.parser.position - this.documentStart;
    if (this.open.length > 0) return;
    this.checkDocument();
    this.documents.push({ element, source: this.pieces.join('').slice(0, element.end) });
  }

  private addText(text: string): void {
    this.seen();
    const element = this.open.at(-1);
    if (element === undefined) return;
    if (element.text.length + text.length > xmlLimits.pieceCharacters) {
      this.refuseSize(`the text of ${element.name}`, xmlLimits.pieceCharacters, 'characters');
    }
    element.text += text;
  }

  /** A piece of markup is complete: nothing before it is held by the parser. */
  private seen(): void {
    const at = this.parser.position;
    if (at - this.lastEventAt > xmlLimits.pieceCharacters) {
      this.refuseSize('a text, tag or comment', xmlLimits.pieceCharacters, 'characters');
    }
    this.lastEventAt = at;
  }

  private checkDocument(): void {
    if (this.open.length > 0 && this.parser.position - this.documentStart > xmlLimits.documentCharacters) {
      this.refuseSize(`an element ${this.options.document}`, xmlLimits.documentCharacters, 'characters');
    }
  }

  private refuseSize(what: string, limit: number, of: string): never {
    return this.refuse(`${what} has more than ${limit} ${of}`);
  }

  private refuse(reason: string, cause?: unknown): never {
    throw new AppError('file-unreadable', { file: this.file, reason }, cause);
  }
}

/** Puts the place that starts a parser's message, `LINE:COLUMN: …`, into words. */
function placeAndFault(message: string): string {
  return message.replace(/^(\d+):(\d+): /, 'line $1, column $2: ');
}
