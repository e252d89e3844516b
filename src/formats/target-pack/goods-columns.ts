/** A goods item as one row. */
import type { Audience } from '../../domain/audience.ts';
import type { PackGoods } from '../../domain/target-pack.ts';
import type { CellKind, CellValue } from '../xlsx/workbook.ts';

/** A column. */
interface GoodsColumn {
  readonly title: string;
  readonly kind: CellKind;
  readonly width: number;
  cellOf(item: PackGoods): CellValue;
}

/** What a right holder learns of goods before they are detained. */
const nature: readonly GoodsColumn[] = [
  { title: 'itemNumber', kind: 'integer', width: 11, cellOf: ({ itemNumber }) => itemNumber },
  { title: 'hsCode', kind: 'text', width: 12, cellOf: ({ hsCode }) => hsCode },
  { title: 'description', kind: 'wrapped', width: 50, cellOf: ({ description }) => description },
  { title: 'brand', kind: 'text', width: 18, cellOf: ({ brand }) => brand },
  { title: 'quantity', kind: 'decimal', width: 10, cellOf: ({ quantity }) => quantity },
  { title: 'unitCode', kind: 'text', width: 8, cellOf: ({ unitCode }) => unitCode },
];
const trade: readonly GoodsColumn[] = [
  { title: 'netMassKg', kind: 'decimal', width: 10, cellOf: ({ netMassKg }) => netMassKg },
  { title: 'grossMassKg', kind: 'decimal', width: 11, cellOf: ({ grossMassKg }) => grossMassKg },
  { title: 'originCountry', kind: 'text', width: 12, cellOf: ({ originCountry }) => originCountry },
  { title: 'valueAmount', kind: 'decimal', width: 12, cellOf: ({ value }) => value?.amount },
  { title: 'valueCurrency', kind: 'text', width: 12, cellOf: ({ value }) => value?.currency },
  { title: 'valueBasis', kind: 'text', width: 12, cellOf: ({ value }) => value?.basis },
];

/** Returns the columns that an audience gets. */
export function goodsColumns(audience: Audience): readonly GoodsColumn[] {
  return audience === 'right-holder' ? nature : [...nature, ...trade];
}
