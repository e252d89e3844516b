/** Words of addresses that are written in several ways. */
import { wordFolds, wordSet } from '../text/word-set.ts';

/** Variants of an address word in the languages of most trade → one short form. Saint shares `st` with street, because its abbreviation does. */
export const addressFolds = wordFolds(`
st: street str straße strasse straat saint sankt sint santa santo ulitsa ulica ul вулиця вул sokak sokagi sk gata gatan katu
rd: road roads doroga
ave: avenue av aven avenida avinguda prospekt prosp
blvd: boulevard boulv bd bulvar bul bulevar
ln: lane
dr: drive
ct: court
pl: place platz plaza plein piazza piata praca
sq: square ploshchad
hwy: highway hway
pkwy: parkway
weg: wg
calle: cl cll cle
carretera: ctra carr
viale: vle
caddesi: cad cadde cd
mahallesi: mah mahalle mh
mall: ml
terrace: terr ter
crescent: cres crsc
close: cls
quay: quai kade kai
bridge: brg
park: pk prk
ind: industrial industry industrie industriale gewerbe
zn: zone zona zon
estate: est estates
bldg: building buildings bld blg gebaude korpus korp stroenie edificio edif immeuble bina
blk: block blok blocks
fl: floor flr floors etage etaj etazh piso piano stock og
rm: room rooms zimmer kabinet sala
unit: units
apt: apartment appartement apartamento apto kvartira kv wohnung whg flat appt daire
suite: ste
office: ofc off ofis oficina ufficio bureau buro
warehouse: whse wh lager depot almacen magazzino entrepot sklad
district: dist distr rayon raion rayonu bezirk distrito distretto
county: cnty
town: twn township
village: vill vlg vil
hs: house haus dom
box: pobox postfach postbus apartado casilla
n: north nord norte noord
s: south sud sur zuid
e: east ost oost
w: west ouest oeste
mt: mount mountain
ft: fort
center: centre centr ctr zentrum centro tsentr
airport: aeroport aeropuerto flughafen luchthaven
port: puerto hafen haven porto
terminal: term trml
`);

/** Words that say nothing in an address: number signs, kinds of place that are left out as often as written, articles. */
export const emptyAddressWords = wordSet(
  'no nr num number nummer numero nro номер city ciudad citta province prov the of and attn',
);

/** Words of a box address beside the box itself. */
export const boxWords = wordSet('p o po post postal office');

/** Further words by the country (ISO 3166-1 alpha-2) of the address; `-` drops a word. */
export const addressFoldsByCountry: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ...['CN', 'HK', 'MO', 'TW'].map((country): [string, ReadonlyMap<string, string>] => [
    country,
    new Map([
      ['f', 'fl'],
      ['lu', 'rd'],
      ['jie', 'st'],
      ['dadao', 'ave'],
      ['qu', 'district'],
      ['xian', 'county'],
      ['zhen', 'town'],
      ['cun', 'village'],
      ['lou', 'fl'],
      ['shi', '-'],
      ['sheng', '-'],
      ['hao', '-'],
    ]),
  ]),
  ['ES', new Map([['c', 'calle']])],
  ['IT', new Map([['v', 'via']])],
  ['FR', new Map([['r', 'rue']])],
]);

/** Names of countries in their own languages and in short, by ISO 3166-1 alpha-2; one word each. */
export const countryWords: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    AE: 'uae',
    AT: 'austria österreich',
    BE: 'belgium belgie belgique belgien',
    BR: 'brazil brasil',
    BY: 'belarus беларусь',
    CH: 'switzerland schweiz suisse svizzera',
    CN: 'china prc zhongguo chine',
    CZ: 'czechia cesko',
    DE: 'germany deutschland allemagne alemania',
    DK: 'denmark danmark',
    EG: 'egypt misr',
    ES: 'spain españa espagne spanien',
    FI: 'finland suomi',
    FR: 'france frankreich',
    GB: 'uk gb england britain',
    GR: 'greece hellas ελλάδα',
    HK: 'hongkong',
    HR: 'croatia hrvatska',
    HU: 'hungary magyarorszag',
    IN: 'india bharat',
    IT: 'italy italia italie italien',
    JP: 'japan nippon',
    KR: 'korea',
    KZ: 'kazakhstan казахстан',
    MX: 'mexico',
    NL: 'netherlands nederland holland niederlande',
    NO: 'norway norge',
    PL: 'poland polska polen',
    PT: 'portugal',
    RO: 'romania',
    RS: 'serbia srbija',
    RU: 'russia россия',
    SE: 'sweden sverige',
    SG: 'singapore',
    SK: 'slovakia slovensko',
    TH: 'thailand',
    TR: 'turkey türkiye turkiye',
    TW: 'taiwan',
    UA: 'ukraine україна украина',
    US: 'usa us',
    VN: 'vietnam',
  }).map(([country, words]) => [country, wordSet(words)]),
);

const eastAsianWords = new Map([
  ['工业区', 'ind zn'],
  ['开发区', 'development zn'],
  ['大道', 'ave'],
  ['大厦', 'bldg'],
  ['省', 'province'],
  ['市', 'city'],
  ['区', 'district'],
  ['區', 'district'],
  ['县', 'county'],
  ['镇', 'town'],
  ['鎮', 'town'],
  ['村', 'village'],
  ['路', 'rd'],
  ['街', 'st'],
  ['号', 'no'],
  ['號', 'no'],
  ['楼', 'fl'],
  ['樓', 'fl'],
  ['层', 'fl'],
  ['室', 'rm'],
  ['栋', 'bldg'],
  ['棟', 'bldg'],
  ['单元', 'unit'],
]);
const eastAsianPattern = new RegExp([...eastAsianWords.keys()].join('|'), 'g');

/** Returns an address in NFKC with the Chinese words of the table in English, spaced. */
export function translateAddressWords(address: string): string {
  return address.normalize('NFKC').replace(eastAsianPattern, (word) => ` ${eastAsianWords.get(word)!} `);
}
