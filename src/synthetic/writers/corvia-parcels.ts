/** Declarations of parcels as Corvia's sorting centre keeps them: a workbook with codes as texts, numbers and dates as cells, grams and euro. */
import { addressParts } from '../draws/invented-names.ts';
import { writingBits, writtenName } from '../traders/written-party.ts';
import type { ItemRow } from './aurelia-columns.ts';
import type { Slip } from './column-table.ts';
import { corviaEori, e123Phone, euroOf } from './corvia-values.ts';
import type { WorkbookColumn } from './workbook-table.ts';

const units = { H87: 'piezas', PR: 'pares', KGM: 'kg' } as const;

/** Columns of a declared parcel. */
export const corviaParcelColumns: readonly WorkbookColumn<ItemRow>[] = [
  ['Envío', ({ consignment }) => consignment.references.s10],
  ['Partida', ({ item }) => item.itemNumber],
  ['Admitido', ({ consignment }) => ({ epochMs: consignment.declaredAtMs })],
  ['Llegada', ({ consignment }) => ({ epochMs: consignment.arrivedMs })],
  ['Levante hasta', ({ consignment }) => ({ epochMs: consignment.releaseCutOffMs })],
  ['Oficina', ({ consignment }) => consignment.office],
  ['Procedencia', ({ consignment }) => consignment.departureCountry],
  ['Destinatario', ({ consignment }) => writtenName(consignment.importer, writingBits(consignment.number, 51))],
  ['NIF', ({ consignment: { importer } }) => (importer.partyKind === 'business' ? corviaEori(importer) : undefined)],
  ['Tipo', ({ consignment }) => (consignment.importer.partyKind === 'natural' ? 'particular' : 'empresa')],
  ['Dirección', ({ consignment }) => address(consignment.importer.addressNumber)],
  ['Teléfono', ({ consignment }) => e123Phone(consignment.importer)],
  ['Remitente', ({ consignment }) => writtenName(consignment.consignor, writingBits(consignment.number, 52))],
  ['País del remitente', ({ consignment }) => consignment.consignor.country],
  // Typed as text, with the zeros of chapters 1 to 9.
  ['Código SA', ({ item }) => item.goods.hs6],
  ['Mercancía', ({ item }) => item.description],
  ['Marca', ({ item }) => item.declaredBrand],
  ['Origen', ({ item }) => item.originCountry],
  ['Peso neto (g)', ({ item }) => Math.round(item.netMassKg * 1e6) / 1e3],
  ['Cantidad', ({ item }) => item.quantity],
  ['Unidad', ({ item }) => units[item.goods.unitCode]],
  ['Valor (EUR)', ({ item }) => (item.valueUsd === undefined ? undefined : Number(euroOf(item.valueUsd)))],
  ['Derechos (%)', ({ item }) => item.dutyRatePercent],
];

/** Slips in parcels. */
export const corviaParcelSlips: readonly Slip[] = [
  ['Admitido', 'pendiente'],
  ['Envío', 'LX123456789CN'],
  ['Código SA', 'por confirmar'],
  ['Peso neto (g)', '1/2 kg'],
  ['Unidad', 'cajas'],
];

/** Codes that the hidden sheet lists, as the sheet's drop-downs use them. */
export const corviaParcelCodes: readonly (readonly string[])[] = [
  ['Unidad', 'Tipo'],
  ['piezas', 'particular'],
  ['pares', 'empresa'],
  ['kg', ''],
];

function address(number: number): string {
  const { street, house, postcode, town } = addressParts(number);
  return `${street} Street ${house}, ${postcode} ${town}`;
}
