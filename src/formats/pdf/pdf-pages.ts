/** Pages of a PDF file, each with its handling above and below, written as they are made. */
import PDFDocument from 'pdfkit';
import { readableText } from './readable-text.ts';

/** Bytes of the fonts of the pages (TrueType). */
export interface PdfFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** What stands on every page. */
interface PdfHead {
  readonly title: string;
  /** Handling and audience. */
  readonly banner: string;
  /** List and when it was made. */
  readonly subtitle: string;
  readonly madeAtMs: number;
  readonly isLandscape?: boolean;
}

/** How a text looks. */
interface TextLook {
  readonly size?: number;
  readonly isBold?: boolean;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
}

/** Points from the edge of an A4 page. */
const margin = 40;
const bottom = 52;
const headHeight = 44;
/** Lines of a cell of a table. */
const mostLines = 3;

/** Writes text and lines from top to bottom, and begins another page where one is full. */
export class PdfPages {
  readonly doc: PDFKit.PDFDocument;
  private readonly head: PdfHead;
  private page = 0;
  private footer = '';
  /** Where the next line begins, in points from the top. */
  y = 0;

  constructor(head: PdfHead, fonts: PdfFonts) {
    this.head = head;
    const made = new Date(head.madeAtMs);
    this.doc = new PDFDocument({
      autoFirstPage: false,
      size: 'A4',
      layout: head.isLandscape === true ? 'landscape' : 'portrait',
      margin: 0,
      info: {
        Title: readableText(head.title),
        Author: 'Touchstone',
        Creator: 'Touchstone',
        Producer: 'Touchstone',
        Keywords: head.banner,
        CreationDate: made,
        ModDate: made,
      },
    });
    this.doc.registerFont('regular', fonts.regular as Buffer);
    this.doc.registerFont('bold', fonts.bold as Buffer);
  }

  get left(): number {
    return margin;
  }

  get width(): number {
    return this.doc.page.width - 2 * margin;
  }

  /** Begins a page. @param footer what stands at its foot, and at that of pages that go on with it. */
  newPage(footer = this.footer): void {
    this.footer = footer;
    this.page++;
    this.doc.addPage();
    const { banner, subtitle, title } = this.head;
    const { width: pageWidth, height } = this.doc.page;
    this.doc.rect(0, 0, pageWidth, 18).fill('#1d2a3a');
    this.textAt(banner, margin, 4, this.width, { isBold: true, colour: '#ffffff', align: 'center', size: 9 });
    this.textAt(title, margin, 24, this.width * 0.6, { size: 8, colour: '#444444' });
    this.textAt(subtitle, margin + this.width * 0.6, 24, this.width * 0.4, {
      size: 8,
      colour: '#444444',
      align: 'right',
    });
    this.doc.rect(0, height - 18, pageWidth, 18).fill('#1d2a3a');
    this.textAt(banner, margin, height - 14, this.width, { isBold: true, colour: '#ffffff', align: 'center', size: 9 });
    this.textAt(this.footer, margin, height - 32, this.width * 0.8, { size: 8, colour: '#444444' });
    this.textAt(`page ${this.page}`, margin + this.width * 0.8, height - 32, this.width * 0.2, {
      size: 8,
      colour: '#444444',
      align: 'right',
    });
    this.y = headHeight;
  }

  /** Begins another page unless so many points are left on this one. */
  need(height: number): void {
    if (this.y + height > this.doc.page.height - bottom) this.newPage();
  }

  /** Writes one line, or what of it there is room for, at a place. */
  textAt(text: string, x: number, y: number, width: number, look: TextLook = {}): void {
    const { size = 9, isBold = false, colour = '#111111', align = 'left' } = look;
    this.doc
      .font(isBold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(colour)
      .text(readableText(text), x, y, { width, height: size * 1.4, align, ellipsis: true, lineBreak: true });
  }

  /** Writes a text over as many lines as it needs, up to a most. */
  paragraph(
    text: string,
    { most = 4, size = 9, indent = 0, ...look }: TextLook & { readonly most?: number; readonly indent?: number } = {},
  ): void {
    const readable = readableText(text);
    const width = this.width - indent;
    this.doc.font(look.isBold === true ? 'bold' : 'regular').fontSize(size);
    const line = this.doc.currentLineHeight(true);
    const height = Math.min(this.doc.heightOfString(readable, { width }), line * most);
    this.need(height);
    this.doc
      .fillColor(look.colour ?? '#111111')
      .text(readable, margin + indent, this.y, { width, height: height + 0.5, ellipsis: true });
    this.y += height + 1;
  }

  /** Writes the heading of a section, with room for something below it. */
  heading(text: string): void {
    this.need(34);
    this.y += 5;
    this.textAt(text.toUpperCase(), margin, this.y, this.width, { size: 8, isBold: true, colour: '#33506e' });
    this.y += 12;
    this.doc
      .moveTo(margin, this.y)
      .lineTo(margin + this.width, this.y)
      .lineWidth(0.5)
      .strokeColor('#9db0c4')
      .stroke();
    this.y += 3;
  }

  /** Writes rows in columns, by shares of the width: a cell takes up to three lines, and a row is as high as its highest cell. */
  table(shares: readonly number[], rows: readonly (readonly string[])[], { hasTitles = false } = {}): void {
    rows.forEach((cells, index) => {
      const look = { size: 8, isBold: hasTitles && index === 0 };
      const readable = cells.map(readableText);
      const widths = shares.map((share) => this.width * share - 4);
      this.doc.font(look.isBold ? 'bold' : 'regular').fontSize(look.size);
      const line = this.doc.currentLineHeight(true);
      const lines = readable.map((cell, column) => this.linesOf(cell, widths[column]!, line));
      const most = Math.max(1, ...lines);
      this.need(line * most + 3);
      let x = margin;
      readable.forEach((cell, column) => {
        this.doc.fillColor('#111111');
        if (cell !== '')
          this.doc.text(cell, x, this.y, { width: widths[column]!, height: line * most + 0.5, ellipsis: true });
        x += this.width * shares[column]!;
      });
      this.y += line * most + 3;
    });
  }

  private linesOf(text: string, width: number, line: number): number {
    if (text === '' || this.doc.widthOfString(text) <= width) return 1;
    return Math.min(mostLines, Math.round(this.doc.heightOfString(text, { width }) / line));
  }

  /** Yields what has been made so far. */
  *made(): Generator<Uint8Array> {
    for (let bytes = this.doc.read(); bytes !== null; bytes = this.doc.read()) yield bytes as Uint8Array;
  }

  /** Ends the file and yields the rest of it. */
  *finish(): Generator<Uint8Array> {
    this.doc.end();
    yield* this.made();
  }
}
