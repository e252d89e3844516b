/** The parts of a workbook beside its sheets (ECMA-376, parts 1 and 2). */
import { fixedStyles, mainNamespace, xmlHead, xmlText } from './sheet-xml.ts';
import { type CellKind, cellKinds, headRows, type Workbook } from './workbook.ts';

const officeNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Codes of number formats: 49 is text, 1 and 2 are whole and with two decimals; those from 164 on are our own. */
const numberFormats: { readonly [kind in CellKind]: number } = {
  'text': 49,
  'wrapped': 49,
  'integer': 1,
  'decimal': 164,
  'share': 165,
  'day': 166,
  'moment': 167,
};

/** Returns every part beside the sheets, by its name in the container. */
export function workbookParts(book: Workbook): readonly (readonly [string, string])[] {
  return [
    ['[Content_Types].xml', contentTypes(book)],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml'], coreRelation])],
    ['docProps/core.xml', coreProperties(book)],
    ['xl/workbook.xml', workbookXml(book)],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...book.sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', stylesXml()],
  ];
}

const coreRelation = ['core', 'docProps/core.xml'] as const;

function contentTypes({ sheets }: Workbook): string {
  const overrides = [
    ['/xl/workbook.xml', `${contentType}.sheet.main+xml`],
    ['/xl/styles.xml', `${contentType}.styles+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...sheets.map((_, index) => [`/xl/worksheets/sheet${index + 1}.xml`, `${contentType}.worksheet+xml`]),
  ];
  return (
    `${xmlHead}<Types xmlns="${packageNamespace}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
    `${overrides.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join('')}</Types>`
  );
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const typeOf = (kind: string): string =>
    kind === 'core' ? `${packageNamespace}/relationships/metadata/core-properties` : `${officeNamespace}/${kind}`;
  const entries = targets.map(
    ([kind, target], index) => `<Relationship Id="rId${index + 1}" Type="${typeOf(kind)}" Target="${target}"/>`,
  );
  return `${xmlHead}<Relationships xmlns="${packageNamespace}/relationships">${entries.join('')}</Relationships>`;
}

function coreProperties({ title, madeAtMs, sheets }: Workbook): string {
  const made = `${new Date(madeAtMs).toISOString().slice(0, 19)}Z`;
  return (
    `${xmlHead}<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${xmlText(title)}</dc:title><dc:creator>Touchstone</dc:creator><cp:keywords>${xmlText(sheets[0]?.banner ?? '')}</cp:keywords>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${made}</dcterms:created></cp:coreProperties>`
  );
}

function workbookXml({ sheets }: Workbook): string {
  const entries = sheets.map(
    ({ name }, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const names = sheets.map(
    ({ name }, index) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${xmlText(name)}'!$1:$${headRows}</definedName>`,
  );
  return (
    `${xmlHead}<workbook xmlns="${mainNamespace}" xmlns:r="${officeNamespace}"><bookViews><workbookView activeTab="0"/></bookViews>` +
    `<sheets>${entries.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`
  );
}

function stylesXml(): string {
  const formats = [
    [164, '#,##0.###'],
    [165, '0.0%'],
    [166, 'yyyy\\-mm\\-dd'],
    [167, 'yyyy\\-mm\\-dd\\ hh:mm'],
  ];
  const fonts = ['<sz val="10"/><name val="Calibri"/>', '<b/><sz val="10"/><name val="Calibri"/>'];
  const fills = ['FFFFFFFF', 'FFE8ECF1', 'FFFFF6D5'].map(
    (colour) => `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/></patternFill></fill>`,
  );
  const alignment = (isWrapped: boolean): string => `<alignment vertical="top"${isWrapped ? ' wrapText="1"' : ''}/>`;
  const kinds = cellKinds.flatMap((kind) =>
    [false, true].map(
      (isInput) =>
        `<xf numFmtId="${numberFormats[kind]}" fontId="0" fillId="${isInput ? 4 : 0}" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" applyAlignment="1" applyProtection="1">` +
        `${alignment(kind === 'wrapped')}<protection locked="${isInput ? 0 : 1}"/></xf>`,
    ),
  );
  const fixed = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
    `<xf numFmtId="49" fontId="1" fillId="3" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">${alignment(true)}</xf>`,
    `<xf numFmtId="49" fontId="1" fillId="4" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1">${alignment(true)}</xf>`,
  ];
  return (
    `${xmlHead}<styleSheet xmlns="${mainNamespace}">` +
    `<numFmts count="${formats.length}">${formats.map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`).join('')}</numFmts>` +
    `<fonts count="${fonts.length}">${fonts.map((font) => `<font>${font}</font>`).join('')}</fonts>` +
    // The first two fills are what every spreadsheet takes them for, whatever is written.
    `<fills count="${fills.length + 2}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fills.join('')}</fills>` +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${fixedStyles + kinds.length}">${fixed.join('')}${kinds.join('')}</cellXfs></styleSheet>`
  );
}
