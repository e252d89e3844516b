/** The form for results on paper. */
import { type FormColumn, resultForm } from '../../domain/result-form.ts';
import type { PdfPages } from '../pdf/pdf-pages.ts';

const rowHeight = 15;
const labelWidth = 92;

/** Draws the form at the current line: boxes to tick for codes, lines to write on for the rest. */
export function drawResultForm(pages: PdfPages): void {
  const codes = resultForm.filter(({ value }) => value.kind === 'code');
  const written = resultForm.filter(({ value }) => value.kind !== 'code');
  pages.need(34 + codes.length * rowHeight);
  pages.heading('Result');
  for (const column of codes) drawCodes(pages, column);
  pages.need(Math.ceil(written.length / 2) * rowHeight);
  written.forEach((column, index) => {
    const isRight = index % 2 === 1;
    const x = pages.left + (isRight ? pages.width / 2 : 0);
    drawLine(pages, column, x);
    if (isRight || index === written.length - 1) pages.y += rowHeight;
  });
  pages.need(rowHeight);
  pages.textAt('officer, date, signature', pages.left, pages.y + 2, labelWidth + 20, { size: 8, colour: '#444444' });
  rule(pages, pages.left + labelWidth + 24, pages.width - labelWidth - 24);
  pages.y += rowHeight;
}

function drawCodes(pages: PdfPages, { label, value }: FormColumn): void {
  const boxes = value.kind === 'code' ? value.codes.map((code) => `☐ ${code}`).join('   ') : '';
  pages.textAt(label, pages.left, pages.y + 2, labelWidth, { size: 8, colour: '#444444' });
  const { doc } = pages;
  doc.font('regular').fontSize(7.5).fillColor('#111111');
  const width = pages.width - labelWidth;
  const height = doc.heightOfString(boxes, { width });
  doc.text(boxes, pages.left + labelWidth, pages.y + 2, { width, height: height + 1 });
  pages.y += Math.max(rowHeight - 2, height + 4);
}

function drawLine(pages: PdfPages, { label }: FormColumn, x: number): void {
  pages.textAt(label, x, pages.y + 2, labelWidth, { size: 8, colour: '#444444' });
  rule(pages, x + labelWidth, pages.width / 2 - labelWidth - 10);
}

function rule({ doc, y }: PdfPages, x: number, width: number): void {
  doc
    .moveTo(x, y + rowHeight - 3)
    .lineTo(x + width, y + rowHeight - 3)
    .lineWidth(0.5)
    .strokeColor('#777777')
    .stroke();
}
