/** Parts of a worksheet as SpreadsheetML (ECMA-376, part 1, clause 18.3), in the order that the schema asks for. */
import { dayMs } from '../../domain/moment.ts';
import { type CellKind, type CellRule, type CellValue, cellKinds, headRows, type Sheet } from './workbook.ts';

/** Styles before those of the kinds of cell: normal, banner, title of a column, title of one that is filled in. */
export const fixedStyles = 4;
const bannerStyle = 1;
const titleStyle = 2;
const inputTitleStyle = 3;

/** Returns the number of a style in the workbook's list. */
function styleOf(kind: CellKind, isInput: boolean): number {
  return fixedStyles + cellKinds.indexOf(kind) * 2 + Number(isInput);
}

const escapes: { readonly [letter: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Returns a text for XML. A spreadsheet reads `_x0041_` as a character by its number, so such a text is escaped too. */
export function xmlText(text: string): string {
  const escaped = /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (letter) => escapes[letter]!) : text;
  return escaped.includes('_x') ? escaped.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : escaped;
}

/** Returns the letters of a column by its place from 0. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest === 0 ? '' : columnLetters(rest - 1)}${String.fromCharCode(65 + (index % 26))}`;
}

/** Day number of a moment: days since 1899-12-30, as spreadsheets count from March 1900 on. */
function serialOf(atMs: number): number {
  return atMs / dayMs + 25_569;
}

/** Returns what stands before the rows: the panes hold head and first column while the rest scrolls. */
export function sheetStart({ columns }: Sheet): string {
  const widths = columns.map(
    ({ width, kind, isInput = false }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${styleOf(kind, isInput)}" customWidth="1"/>`,
  );
  return (
    `${xmlHead}<worksheet xmlns="${mainNamespace}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="${headRows}" topLeftCell="B${headRows + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>`
  );
}

/** First line of every part. */
export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Namespace of SpreadsheetML. */
export const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Returns banner and titles. */
export function headXml({ banner, columns }: Sheet): string {
  const titles = columns.map(({ title, isInput }, index) =>
    textCell(`${columnLetters(index)}2`, isInput === true ? inputTitleStyle : titleStyle, title),
  );
  return `<row r="1">${textCell('A1', bannerStyle, banner)}</row><row r="2">${titles.join('')}</row>`;
}

/** Returns a maker of rows for the columns of a sheet. */
export function rowWriter({ columns }: Sheet): (row: number, values: readonly CellValue[]) => string {
  const letters = columns.map((_, index) => columnLetters(index));
  const styles = columns.map(({ kind, isInput = false }) => styleOf(kind, isInput));
  const isTime = columns.map(({ kind }) => kind === 'day' || kind === 'moment');
  return (row, values) => {
    let cells = '';
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (value === undefined || value === '') continue;
      const place = `${letters[index]}${row}`;
      if (typeof value === 'string') cells += textCell(place, styles[index]!, value);
      else if (Number.isFinite(value))
        cells += `<c r="${place}" s="${styles[index]}"><v>${isTime[index] ? serialOf(value) : value}</v></c>`;
    }
    return `<row r="${row}">${cells}</row>`;
  };
}

function textCell(place: string, style: number, text: string): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** Returns what stands behind the rows: protection, filter, what may be typed, and the printed page. */
export function sheetEnd({ banner, columns, name }: Sheet, lastRow: number): string {
  const last = columnLetters(columns.length - 1);
  const bottom = Math.max(lastRow, headRows);
  const rules = columns.flatMap(({ rule, title }, index) =>
    rule === undefined || lastRow <= headRows
      ? []
      : [ruleXml(rule, title, `${columnLetters(index)}${headRows + 1}:${columnLetters(index)}${lastRow}`)],
  );
  // In a header of a printed page an ampersand begins a code; doubled it is itself.
  const printed = (text: string): string => xmlText(text.slice(0, 100).replaceAll('&', '&&'));
  return (
    '</sheetData>' +
    '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>' +
    `<autoFilter ref="A${headRows}:${last}${bottom}"/>` +
    (rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`) +
    '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
    `<headerFooter><oddHeader>&amp;C${printed(banner)}</oddHeader><oddFooter>&amp;L${printed(name)}&amp;C${printed(banner)}&amp;R&amp;P / &amp;N</oddFooter></headerFooter>` +
    '</worksheet>'
  );
}

function ruleXml(rule: CellRule, title: string, range: string): string {
  const [type, formulas, message] = ruleParts(rule);
  const operator = rule.kind === 'codes' ? '' : ' operator="between"';
  return (
    `<dataValidation type="${type}"${operator} allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="${xmlText(title)}" error="${xmlText(message)}" sqref="${range}">` +
    `${formulas.map((formula, index) => `<formula${index + 1}>${xmlText(String(formula))}</formula${index + 1}>`).join('')}</dataValidation>`
  );
}

function ruleParts(rule: CellRule): readonly [string, readonly (string | number)[], string] {
  if (rule.kind === 'codes')
    return [
      'list',
      [`Codes!$${rule.column}$${headRows + 1}:$${rule.column}$${headRows + rule.count}`],
      'Choose a code of the list.',
    ];
  if (rule.kind === 'day')
    return [
      'date',
      [serialOf(rule.fromMs), serialOf(rule.toMs)],
      `Give a date from ${isoDay(rule.fromMs)} to ${isoDay(rule.toMs)}.`,
    ];
  if (rule.kind === 'whole')
    return ['whole', [rule.least, rule.most], `Give a whole number from ${rule.least} to ${rule.most}.`];
  return ['textLength', [0, rule.most], `Give at most ${rule.most} characters.`];
}

function isoDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
