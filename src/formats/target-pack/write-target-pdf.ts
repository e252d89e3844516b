/** A pack of targets as PDF: a page a target for whoever opens the goods, and a page on method and handling. */
import { audienceNames } from '../../domain/audience.ts';
import { countryName } from '../../domain/country.ts';
import { fieldsFor, type TargetField } from '../../domain/for-audience.ts';
import { markingsOf } from '../../domain/may-see.ts';
import { modeName } from '../../domain/mode.ts';
import { returnsResults } from '../../domain/result-form.ts';
import type { PackContact, PackTarget, TargetPack } from '../../domain/target-pack.ts';
import { type PdfFonts, PdfPages } from '../pdf/pdf-pages.ts';
import { scriptNote } from '../pdf/readable-text.ts';
import { mapHeight, mapWidth, RouteMap } from '../pdf/route-map.ts';
import { cellText } from './cell-text.ts';
import { drawResultForm } from './draw-result-form.ts';
import { goodsColumns } from './goods-columns.ts';
import { methodRows } from './method-rows.ts';
import { identifiersOf } from './shift-sheet.ts';

/** What pages are made with. */
export interface PdfMeans {
  readonly fonts: PdfFonts;
  /** TopoJSON of the land (`world-atlas`). */
  readonly land: unknown;
}

const factHeight = 13;
/** Shares of the width that columns of goods have on paper, out of 100; all of them in the widest table. */
const goodsShares: { readonly [title: string]: number } = {
  itemNumber: 5,
  hsCode: 12,
  description: 25,
  brand: 12,
  quantity: 8,
  unitCode: 6,
  netMassKg: 7,
  grossMassKg: 8,
  originCountry: 6,
  valueAmount: 9,
  valueCurrency: 6,
  valueBasis: 10,
};

/** Entries of a section that a page has room for; how many more there are is said. */
const most = { goods: 12, parties: 6, reasons: 6, lookFor: 6, rights: 5, contacts: 4 } as const;

/** Yields the bytes of a PDF file. */
export async function* writeTargetPdf(pack: TargetPack, means: PdfMeans): AsyncGenerator<Uint8Array> {
  const pages = new PdfPages(pdfHead(pack), means.fonts);
  const page = new TargetPage(pages, new RouteMap(pages, means.land), pack);
  for await (const target of pack.targets) {
    page.write(target);
    yield* pages.made();
  }
  pages.newPage('Method and handling');
  pages.heading('Method and handling');
  for (const [about, what] of methodRows(pack)) {
    pages.paragraph(`${about}: ${what}`, { most: 8 });
  }
  pages.paragraph(scriptNote, { size: 8, colour: '#444444' });
  yield* pages.finish();
}

/** Returns what stands on every page of a file that is made of a pack. */
export function pdfHead({
  title,
  handling,
  audience,
  list,
  madeAtMs,
}: TargetPack): ConstructorParameters<typeof PdfPages>[0] {
  return {
    title,
    banner: `${markingsOf(handling).join(' ')} · for: ${audienceNames[audience]}`,
    subtitle: `list ${list.id}, version ${list.version} · ${cellText('moment', madeAtMs)}`,
    madeAtMs,
  };
}

class TargetPage {
  private readonly pages: PdfPages;
  private readonly map: RouteMap;
  private readonly pack: TargetPack;
  private readonly fields: readonly TargetField[];

  constructor(pages: PdfPages, map: RouteMap, pack: TargetPack) {
    this.pages = pages;
    this.map = map;
    this.pack = pack;
    this.fields = fieldsFor(pack.audience);
  }

  write(target: PackTarget): void {
    const { pages } = this;
    pages.newPage(`${target.reference} · ${markingsOf(target.handling).join(' ')}`);
    pages.textAt(target.reference, pages.left, pages.y, pages.width * 0.5, { size: 16, isBold: true });
    const control = [target.control, target.minutes === undefined ? undefined : `${target.minutes} min`, target.shift];
    pages.textAt(control.filter(Boolean).join(' · '), pages.left + pages.width * 0.5, pages.y + 3, pages.width * 0.5, {
      size: 11,
      isBold: true,
      align: 'right',
    });
    pages.y += 26;
    this.facts(target);
    this.texts(
      'Why',
      most.reasons,
      target.reasons.map(({ text }) => text),
    );
    this.texts('What to look for', most.lookFor, target.lookFor);
    this.route(target);
    this.goods(target);
    this.parties(target);
    this.rights(target);
    this.contacts(target);
    if (returnsResults(this.pack.audience)) drawResultForm(pages);
  }

  private facts(target: PackTarget): void {
    const { place } = target;
    const chance =
      target.probability === undefined ? undefined : `${(target.probability * 100).toFixed(1)}% (a suspicion)`;
    const wide = [['found by', identifiersOf(target)]] as const;
    const rows: readonly (readonly [string, string | undefined])[] = [
      ['consignment', target.consignmentId],
      ['office', target.office],
      ['where', [place.terminal, place.shed, place.flightOrVessel].filter(Boolean).join(', ')],
      ['arrival', timeText(target.arrivalMs)],
      ['gone after', timeText(target.cutOffMs)],
      ['transport', [target.channel, target.mode && (modeName(target.mode) ?? target.mode)].filter(Boolean).join(', ')],
      ['procedure', [target.direction, target.procedure].filter(Boolean).join(', ')],
      ['place in the list', target.rank?.toString()],
      ['lane', target.lane],
      ['chance of a find', chance],
    ];
    for (const [label, value] of wide)
      if (value !== '') this.fact(label, value ?? '', this.pages.left, this.pages.width);
    const known = rows.filter((row): row is readonly [string, string] => row[1] !== undefined && row[1] !== '');
    const half = this.pages.width / 2;
    known.forEach(([label, value], index) => {
      this.fact(label, value, this.pages.left + (index % 2) * half, half);
      if (index % 2 === 0 && index < known.length - 1) this.pages.y -= factHeight;
    });
  }

  private fact(label: string, value: string, x: number, width: number): void {
    this.pages.need(factHeight);
    this.pages.textAt(label, x, this.pages.y, 92, { colour: '#444444' });
    this.pages.textAt(value, x + 94, this.pages.y, width - 98);
    this.pages.y += factHeight;
  }

  private texts(heading: string, limit: number, texts: readonly string[]): void {
    if (texts.length === 0) return;
    this.pages.heading(heading);
    for (const text of texts.slice(0, limit)) this.pages.paragraph(`– ${text}`, { most: 3 });
    this.rest(texts.length, limit);
  }

  private route({ route }: PackTarget): void {
    const { pages } = this;
    if (route.length === 0) return;
    pages.heading('Route');
    pages.need(mapHeight);
    const names = route.map((code, index) => `${index + 1}. ${code} ${countryName(code)}`);
    names.slice(0, 9).forEach((name, index) => {
      pages.textAt(name, pages.left, pages.y + index * 13, pages.width - mapWidth - 8);
    });
    pages.y += this.map.draw(route, pages.left + pages.width - mapWidth);
  }

  private goods({ goods }: PackTarget): void {
    if (goods.length === 0) return;
    const columns = goodsColumns(this.pack.audience);
    const weights = columns.map(({ title }) => goodsShares[title]!);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const shares = weights.map((weight) => weight / total);
    this.pages.heading('Goods as declared');
    const rows = goods
      .slice(0, most.goods)
      .map((item) => columns.map(({ kind, cellOf }) => String(cellText(kind, cellOf(item)) ?? '')));
    this.pages.table(shares, [columns.map(({ title }) => shortTitles[title] ?? title), ...rows], { hasTitles: true });
    this.rest(goods.length, most.goods);
  }

  private parties({ parties }: PackTarget): void {
    if (parties.length === 0) return;
    this.pages.heading('Parties');
    const rows = parties
      .slice(0, most.parties)
      .map(({ role, name, country, partyKind, address, phone, email, id }) => [
        role,
        [name, country, partyKind === 'unknown' ? undefined : partyKind].filter(Boolean).join(', '),
        [id, address, phone, email].filter(Boolean).join(', '),
      ]);
    this.pages.table([0.15, 0.4, 0.45], rows);
    this.rest(parties.length, most.parties);
  }

  private rights({ rights }: PackTarget): void {
    if (!this.fields.includes('rights')) return;
    this.pages.heading('Rights');
    if (rights.length === 0) this.pages.paragraph('Nothing is known of rights to these goods.');
    const rows = rights
      .slice(0, most.rights)
      .map(({ itemNumbers, finding, iprType, brand, holder, contact }) => [
        `item ${itemNumbers.join(', ')}`,
        finding.replaceAll('-', ' '),
        [brand, iprType, holder].filter(Boolean).join(', '),
        contact === undefined ? '' : contactText(contact),
      ]);
    this.pages.table([0.12, 0.17, 0.36, 0.35], rows);
    this.rest(rights.length, most.rights);
  }

  private contacts({ contacts }: PackTarget): void {
    const all = [
      ...new Map([...contacts, ...this.pack.contacts].map((one) => [`${one.role}: ${contactText(one)}`, one])).values(),
    ];
    if (all.length === 0) return;
    this.pages.heading('Contacts');
    for (const contact of all.slice(0, most.contacts))
      this.pages.paragraph(`${contact.role}: ${contactText(contact)}`, { most: 1 });
    this.rest(all.length, most.contacts);
  }

  private rest(count: number, limit: number): void {
    if (count > limit)
      this.pages.paragraph(`… and ${count - limit} more: see the spreadsheet or JSON file`, {
        size: 8,
        colour: '#444444',
      });
  }
}

/** Titles of columns that are narrow on paper. */
const shortTitles: { readonly [title: string]: string } = {
  itemNumber: '#',
  hsCode: 'HS code',
  unitCode: 'unit',
  netMassKg: 'net kg',
  grossMassKg: 'gross kg',
  originCountry: 'from',
  quantity: 'qty',
  valueAmount: 'value',
  valueCurrency: '',
  valueBasis: 'basis',
};

function contactText({ name, phone, email }: PackContact): string {
  return [name, phone, email].filter(Boolean).join(', ');
}

function timeText(atMs: number | undefined): string | undefined {
  return atMs === undefined ? undefined : `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
