import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseRateTable } from '../../src/domain/exchange-rate.ts';
import type { GoodsItemRecord } from '../../src/domain/goods-item.ts';
import type { SourceRecord } from '../../src/domain/record.ts';
import { type Profile, parseProfile } from '../../src/formats/profile.ts';
import type { Reject } from '../../src/formats/raw-row.ts';
import { readProfileRows } from '../../src/formats/read-profile-rows.ts';
import { sourceOf } from '../factories/text-source.ts';

const rates = parseRateTable(readFileSync('data/code-lists/exchange-rates.csv', 'utf8'));
const shipped = (name: string): Profile => parseProfile(name, readFileSync(`data/profiles/${name}.yaml`, 'utf8'));

async function read(
  profile: Profile,
  text: string | Uint8Array,
  label?: string,
): Promise<{ records: SourceRecord[]; rejects: Reject[]; ignoredColumns: readonly string[] }> {
  const rows = await readProfileRows(sourceOf(text), profile, { rates, label, isLabelRequired: label !== undefined });
  const records: SourceRecord[] = [];
  const rejects: Reject[] = [];
  for await (const batch of rows.batches) {
    expect(batch.rowsRead).toBe(batch.records.length + batch.rejects.length);
    records.push(...batch.records);
    rejects.push(...batch.rejects);
  }
  return { records, rejects, ignoredColumns: rows.ignoredColumns };
}

const kcsHeader =
  'Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,Mode of Transport,Declarant ID,Importer ID,Seller ID,Courier ID,HS6 Code,Country of Departure,Country of Origin,Tax Rate,Tax Type,Country of Origin Indicator,Net Mass,Item Price,Fraud,Critical Fraud';
const kcsRow = (changes: { [column: string]: string } = {}): string => {
  const plain: { [column: string]: string } = {
    'Declaration ID': '97061800',
    'Date': '2020-01-01',
    'Office ID': '30',
    'Process Type': 'B',
    'Import Type': '11',
    'Import Use': '21',
    'Payment Type': '11',
    'Mode of Transport': '40',
    'Declarant ID': 'ZZR1LT6',
    'Importer ID': 'QLRUBN9',
    'Seller ID': '0VKY2BR',
    'Courier ID': '',
    'HS6 Code': '90110',
    'Country of Departure': 'BE',
    'Country of Origin': 'ZZ',
    'Tax Rate': '0.0',
    'Tax Type': 'FEU1',
    'Country of Origin Indicator': 'G',
    'Net Mass': '108.0',
    'Item Price': '372254.4',
    'Fraud': '1',
    'Critical Fraud': '2',
  };
  const row = { ...plain, ...changes };
  return kcsHeader
    .split(',')
    .map((column) => row[column])
    .join(',');
};

describe('the kcs profile', () => {
  const kcs = shipped('kcs');

  it('reads a declaration with its inspection', async () => {
    const { records, rejects } = await read(kcs, `${kcsHeader}\n${kcsRow()}\n`, 'fraud');
    expect(rejects).toEqual([]);
    const record = records[0] as GoodsItemRecord;
    expect(record.consignment).toMatchObject({
      id: 'KCS/97061800',
      office: '30',
      mode: '4',
      channel: 'cargo',
      departureCountry: 'BE',
      destinationCountry: 'KR',
      occurredAt: { epochMs: Date.parse('2020-01-01T00:00:00Z'), precision: 'day' },
    });
    expect(record.consignment.parties.importer).toMatchObject({ id: 'QLRUBN9', idScheme: 'KCS' });
    expect(record.consignment.parties.carrier).toBeUndefined();
    // A leading zero that a data frame lost is put back, and an unknown origin is missing.
    expect(record.item).toMatchObject({ hsCode: '090110', originCountry: undefined, netMassKg: 108, currency: 'KRW' });
    expect(record.item.valueUsd).toBeGreaterThan(200);
    expect(record.item.valueUsd).toBeLessThan(500);
    expect(record.result).toMatchObject({
      outcome: 'confirmed',
      iprChecked: 'yes',
      control: 'physical',
      depth: 'full',
    });
  });

  it('reads either label', async () => {
    const rows = `${kcsHeader}\n${kcsRow({ 'Critical Fraud': '1' })}\n`;
    const fraud = (await read(kcs, rows, 'fraud')).records[0] as GoodsItemRecord;
    const critical = (await read(kcs, rows, 'critical')).records[0] as GoodsItemRecord;
    expect(fraud.result?.outcome).toBe('confirmed');
    expect(critical.result?.outcome).toBe('nothing-found');
    expect(((await read(kcs, rows)).records[0] as GoodsItemRecord).result).toBeUndefined();
  });

  it.each([
    [{ 'Date': '2020-02-30' }, 'Date', 'not-a-date'],
    [{ 'HS6 Code': 'ABC' }, 'HS6 Code', 'not-an-hs-code'],
    [{ 'HS6 Code': '770101' }, 'HS6 Code', 'not-an-hs-code'],
    [{ 'Net Mass': '-1' }, 'Net Mass', 'negative'],
    [{ 'Item Price': '1e999' }, 'Item Price', 'not-a-number'],
    [{ 'Item Price': '9'.repeat(40) }, 'Item Price', 'too-large'],
    [{ 'Country of Departure': 'QQQ' }, 'Country of Departure', 'unknown-country'],
    [{ 'Declaration ID': '' }, 'Declaration ID', 'missing'],
    [{ 'Fraud': '7' }, 'Fraud', 'unknown-label'],
    [{ 'Importer ID': 'x'.repeat(10_001) }, 'Importer ID', 'field-too-long'],
  ])('rejects %j with its column, code and raw text', async (changes, column, code) => {
    const row = kcsRow(changes);
    const { records, rejects } = await read(kcs, `${kcsHeader}\n${kcsRow()}\n${row}\n`, 'fraud');
    expect(records).toHaveLength(1);
    expect(rejects).toHaveLength(1);
    expect(rejects[0]).toMatchObject({ row: 3, column, code });
    expect(rejects[0]!.expected).not.toBe('');
    expect(row.startsWith(rejects[0]!.raw.slice(0, 1000))).toBe(true);
  });

  it('names columns that it does not know, and refuses a file without those it needs', async () => {
    const { ignoredColumns } = await read(kcs, `${kcsHeader},Extra\n${kcsRow()},x\n`);
    expect(ignoredColumns).toEqual(['Extra']);
    await expect(read(kcs, 'a,b\n1,2\n')).rejects.toMatchObject({ code: 'profile-mismatch' });
    await expect(read(kcs, `${kcsHeader},Date\n`)).rejects.toMatchObject({ code: 'profile-mismatch' });
  });

  it('refuses a file without the label that is asked for', async () => {
    const without = kcsHeader.replace(',Fraud,Critical Fraud', '');
    await expect(read(kcs, `${without}\n`, 'fraud')).rejects.toMatchObject({ code: 'profile-mismatch' });
  });

  it('has no exchange rate for days long before the table, and does not make one up', async () => {
    const { records } = await read(kcs, `${kcsHeader}\n${kcsRow({ Date: '1985-01-01' })}\n`);
    expect((records[0] as GoodsItemRecord).item.valueUsd).toBeUndefined();
    expect((records[0] as GoodsItemRecord).item.valueAmount).toBe(372254.4);
  });
});

describe('the date-2020 profile', () => {
  it('reads the columns of the paper', async () => {
    const text =
      'sgd.id,sgd.date,importer.id,declarant.id,country,office.id,tariff.code,quantity,gross.weight,fob.value,cif.value,total.taxes,illicit,revenue\n' +
      'SGD1,13-01-02,IMP1,DEC1,CHN,OFFICE1,8703232926,1,1500.5,2000,2100,300,1,120\n' +
      'SGD2,13-01-03,IMP1,DEC1,USA,OFFICE1,901100000,1,20,200,210,30,0,0\n';
    const { records, rejects } = await read(shipped('date-2020'), text, 'illicit');
    expect(rejects).toEqual([]);
    const [first, second] = records as GoodsItemRecord[];
    expect(first!.consignment.occurredAt.epochMs).toBe(Date.parse('2013-01-02T00:00:00Z'));
    expect(first!.item).toMatchObject({
      hsCode: '8703232926',
      originCountry: 'CN',
      valueUsd: 2100,
      grossMassKg: 1500.5,
    });
    expect(first!.result?.outcome).toBe('confirmed');
    expect(second!.item.hsCode).toBe('0901100000');
    expect(second!.result?.outcome).toBe('nothing-found');
  });
});

describe('the touchstone profile', () => {
  it('lets a row name its agency', async () => {
    const text =
      'recordKind,agency,references.declaration,occurredAt\ndeclaration,XB,D1,2026-01-02\ndeclaration,,D1,2026-01-02\n';
    const { records } = await read(shipped('touchstone'), text);
    const [first, second] = records as GoodsItemRecord[];
    expect(first!.consignment).toMatchObject({ id: 'XB/D1', agency: 'XB', handling: { ownerAgency: 'XB' } });
    expect(second!.consignment.id).toBe('TOUCHSTONE/D1');
  });

  it('reads several kinds of record from one file', async () => {
    const text =
      'recordKind,references.declaration,occurredAt,item.hsCode,control,outcome,knownAt,iprChecked,references.s10\n' +
      'declaration,D1,2026-01-02,640399,,,,,\n' +
      'examination,D1,,,physical,nothing-found,2026-01-04T10:00Z,yes,\n' +
      'cargo,D1,2026-01-02,,,,,,\n' +
      ',D1,2026-01-02,,,,,,\n';
    const { records, rejects } = await read(shipped('touchstone'), text);
    expect(records.map(({ kind }) => kind)).toEqual(['declaration', 'examination']);
    expect(rejects.map(({ code }) => code)).toEqual(['unknown-recordKind', 'missing']);
  });
});

describe('parts, laws and checks of columns', () => {
  const yaml = `
name: test
version: 1
description: x
agency: X
recordKind: manifest
format: { type: csv }
tick: hour
stage: pre-loading
columns:
  Ref: { target: references.s10, check: s10 }
  At: occurredAt
  Eta: times.eta
  Route:
    - { target: departureCountry, part: first }
    - { target: transitCountries, part: middle }
    - { target: destinationCountry, part: last }
checks:
  - { rule: not-before, column: Eta, than: Etd }
`;
  const profile = parseProfile('test', yaml);
  const header = 'Ref,At,Eta,Etd,Route';
  const row = (route: string, eta = ''): string => `EE473124829CN,2026-03-01,${eta},2026-03-02,${route}`;

  it('take lists apart', async () => {
    const text = [header, row('CN;AE;NL;ES'), row('CN; ES'), row('CN'), row('')].join('\n');
    const { records, ignoredColumns } = await read(profile, text);
    const routes = (records as GoodsItemRecord[]).map(({ consignment }) => [
      consignment.departureCountry,
      consignment.transitCountries.join('+'),
      consignment.destinationCountry,
    ]);
    expect(routes).toEqual([
      ['CN', 'AE+NL', 'ES'],
      ['CN', '', 'ES'],
      ['CN', '', 'CN'],
      [undefined, '', undefined],
    ]);
    expect(ignoredColumns).toEqual([]);
  });

  it('cost the row that breaks them, and no other', async () => {
    const bad = row('CN').replace('829CN', '839CN');
    const text = [header, bad, row('CN', '2026-03-01'), row('CN', '2026-03-03')].join('\n');
    const { records, rejects } = await read(profile, text);
    expect(records).toHaveLength(1);
    expect(rejects.map(({ row: at, column, code }) => [at, column, code])).toEqual([
      [2, 'Ref', 'not-a-postal-identifier'],
      [3, 'Eta', 'out-of-order'],
    ]);
  });

  it('leave manifests at the stage of the profile, unless it is one of declarations', async () => {
    const stageUnder = async (stage: string): Promise<string> => {
      const other = parseProfile('test', yaml.replace('stage: pre-loading', stage));
      const { records } = await read(other, [header, row('CN')].join('\n'));
      return (records[0] as GoodsItemRecord).consignment.stage;
    };
    expect(await stageUnder('stage: pre-loading')).toBe('pre-loading');
    expect(await stageUnder('')).toBe('pre-arrival');
    expect(await stageUnder('stage: post-release')).toBe('pre-arrival');
  });
});

describe('XML by a profile', () => {
  const item = (changes = ''): string =>
    `<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric><Commodity>${changes}<Classification><ID>640399</ID><IdentificationTypeCode>TSP</IdentificationTypeCode></Classification></Commodity></GovernmentAgencyGoodsItem>`;
  const declaration = (id: string, items: string): string =>
    `<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2"><ID>${id}</ID><AcceptanceDateTime><DateTimeString>20260301100000Z</DateTimeString></AcceptanceDateTime><GoodsShipment>${items}</GoodsShipment></Declaration>`;

  it('rejects hostile values with their element, and reads what stands around them', async () => {
    const xml = `<All>${declaration(
      'D1',
      [
        item(),
        item('<Description>=cmd|calc</Description>'),
        item(`<Description>${'x'.repeat(20_000)}</Description>`),
        item('<Description>caf\ufffd</Description>'),
        item('<Description>a\u007fb</Description>'),
        item('<GoodsMeasure><NetNetWeightMeasure unitCode="LBR">2</NetNetWeightMeasure></GoodsMeasure>'),
        item(
          '<GoodsMeasure><NetNetWeightMeasure>2</NetNetWeightMeasure><NetNetWeightMeasure>3</NetNetWeightMeasure></GoodsMeasure>',
        ),
      ].join(''),
    )}${declaration('', item())}${declaration('D3', '')}${declaration('D4', item())}</All>`;
    const { records, rejects } = await read(shipped('corvia'), xml);
    expect((records as GoodsItemRecord[]).map(({ consignment, origin }) => [consignment.id, origin.row])).toEqual([
      ['CORVIA/D1', 1],
      ['CORVIA/D1', 2],
      ['CORVIA/D4', 10],
    ]);
    expect((records[1] as GoodsItemRecord).item.description).toBe('=cmd|calc');
    expect(rejects.map(({ row, code, column }) => [row, code, column?.split('/').at(-1)])).toEqual([
      [3, 'field-too-long', 'Description'],
      [4, 'bad-encoding', 'Description'],
      [5, 'control-character', 'Description'],
      [6, 'unknown-code', '@unitCode'],
      [7, 'not-a-number', 'NetNetWeightMeasure'],
      [8, 'missing', 'ID'],
      [9, 'missing', 'GovernmentAgencyGoodsItem'],
    ]);
    for (const { raw } of rejects) expect(raw).toMatch(/^<(Declaration|GovernmentAgencyGoodsItem)[ >]/);
  });

  it('refuses another namespace, and a file without what is required', async () => {
    const other = declaration('D1', item()).replace('DEC-DMS:2', 'DEC-DMS:9');
    await expect(read(shipped('corvia'), other)).rejects.toMatchObject({ code: 'file-unreadable' });
    const bare = declaration('D1', item()).replace(/<AcceptanceDateTime>.*<\/AcceptanceDateTime>/, '');
    await expect(read(shipped('corvia'), bare)).rejects.toMatchObject({
      code: 'profile-mismatch',
      message: expect.stringContaining('AcceptanceDateTime/DateTimeString'),
    });
  });

  it('refuses a filing whose bill belongs to two of its consignments', async () => {
    const house = (number: number, bill: string): string =>
      `<HouseConsignment><SequenceNumber>${number}</SequenceNumber><TransportDocument><ReferenceNumber>${bill}</ReferenceNumber></TransportDocument><GoodsItem><Number>1</Number></GoodsItem><GoodsItem><Number>2</Number></GoodsItem></HouseConsignment>`;
    const filing = (lrn: string, houses: string): string =>
      `<EntrySummary xmlns="urn:example:corvia:entry-summary"><LRN>${lrn}</LRN><SubmissionDateTime>2026-03-01T10:00Z</SubmissionDateTime><EstimatedArrival>2026-03-03T10:00Z</EstimatedArrival><Routing><Country>CN</Country><Country>ES</Country></Routing>${houses}</EntrySummary>`;
    const xml = `<A>${filing('L1', house(1, 'B1') + house(2, 'B2') + house(3, 'B1'))}${filing('L2', house(1, 'B1'))}</A>`;
    const { records, rejects } = await read(shipped('corvia-entry-summaries'), xml);
    expect(records).toHaveLength(6);
    expect(rejects.map(({ row, code }) => [row, code])).toEqual([
      [5, 'duplicate-reference'],
      [6, 'duplicate-reference'],
    ]);
  });
});

describe('clocks', () => {
  const header = 'Anmeldung;Position;Annahmedatum;Warennummer;Ankunft;Überlassung-bis';
  const row = 'D1;1;01.07.2026;64039900;01.07.2026 09:30;01.07.2026 18:00';
  const text = Buffer.from(`${header}\n${row}\n`, 'latin1');

  it('keep their hour where the tick of the rows is the day', async () => {
    const { records, rejects } = await read(shipped('aurelia'), text);
    expect(rejects).toEqual([]);
    const { consignment } = records[0] as GoodsItemRecord;
    expect(consignment.occurredAt).toEqual({ epochMs: Date.parse('2026-07-01T00:00Z'), precision: 'day' });
    expect(consignment.times.arrived).toEqual({ epochMs: Date.parse('2026-07-01T07:30Z'), precision: 'hour' });
    expect(consignment.times.releaseCutOff).toEqual({ epochMs: Date.parse('2026-07-01T16:00Z'), precision: 'hour' });
  });

  it('may be constants', async () => {
    const yaml = readFileSync('data/profiles/aurelia.yaml', 'utf8').replace(
      'constants:',
      'constants:\n  times.eta: 2026-07-01T04:00Z',
    );
    const { records } = await read(parseProfile('aurelia', yaml), text);
    expect((records[0] as GoodsItemRecord).consignment.times.eta?.epochMs).toBe(Date.parse('2026-07-01T04:00Z'));
  });
});
