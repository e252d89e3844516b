/** Words that firms write in several ways. */
import { wordFolds } from '../text/word-set.ts';

/** Abbreviations and numbers of a word → the word. */
export const nameFolds = wordFolds(`
international: intl internat internatl internacional internationale internazionale
trading: trdg tdg trad trd tradings trade trades
manufacturing: mfg mfgr manuf manufacturer manufacturers mfr manufacture manufactory
import: imp imports importing importers importer
export: exp exports exporting exporters exporter
industries: ind inds industry indus industria industrie industrial
technology: tech techn technologies technol techno tecnologia technologie
electronics: electron electronic elektronik elettronica electronica
service: svc svcs serv services svce servicios
systems: sys syst system
group: grp groupe gruppe gruppo grupo groups
brothers: bros brother gebr gebruder gebroeders
distribution: dist distr distrib distributor distributors distribuzione distribucion
enterprise: ent entp entpr enterprises enterprize
commercial: comm comml coml
commerce: commercio comercio
associates: assoc assocs associate
national: natl nat
management: mgmt mgt
marketing: mktg mkt mktng
equipment: equip eqpt eqp equipments
products: prod prods product prodotti productos produkte
pharmaceutical: pharm pharma pharmaceuticals pharmaceutic
chemical: chem chemicals chemie
engineering: engg engrg engr engineers
construction: constr const constructions
development: dev devel developments
holding: hldg hldgs holdings
investment: invest inv investments
logistics: logist logistic logistik logistica
forwarding: fwd fwdg forwarders forwarder
freight: frt
shipping: shpg ship
transport: transp trans transports transportation spedition
wholesale: whsl whsle wholesaler wholesalers grosshandel
retail: retailer retailers
accessories: accs acces accessory
garments: garm gmts garment gmt
textiles: text textile tex
handel: handels
handelsgesellschaft: handelsges
vertrieb: vertr vertriebs
supply: supplies suppl
global: globl
ticaret: tic
sanayi: sanayii
university: univ
department: dept
laboratories: lab labs laboratory laboratoires laboratorios
`);

/** Chinese, Japanese and Korean words of firms → the English words by which the same firms write themselves; longest first. */
const eastAsianWords: readonly (readonly [string, string])[] = [
  ['股份有限公司', 'ltd'],
  ['有限责任公司', 'ltd'],
  ['有限責任公司', 'ltd'],
  ['有限公司', 'ltd'],
  ['株式会社', 'ltd'],
  ['有限会社', 'ltd'],
  ['合同会社', 'ltd'],
  ['주식회사', 'ltd'],
  ['유한회사', 'ltd'],
  ['(株)', 'ltd'],
  ['(주)', 'ltd'],
  ['公司', 'ltd'],
  ['进出口', 'import export'],
  ['進出口', 'import export'],
  ['供应链', 'supply chain'],
  ['电子商务', 'e commerce'],
  ['国际', 'international'],
  ['國際', 'international'],
  ['贸易', 'trading'],
  ['貿易', 'trading'],
  ['商贸', 'trading'],
  ['科技', 'technology'],
  ['电子', 'electronics'],
  ['電子', 'electronics'],
  ['实业', 'industries'],
  ['實業', 'industries'],
  ['工业', 'industries'],
  ['工業', 'industries'],
  ['制造', 'manufacturing'],
  ['服装', 'garments'],
  ['服饰', 'garments'],
  ['鞋业', 'shoes'],
  ['皮具', 'leather'],
  ['玩具', 'toys'],
  ['物流', 'logistics'],
  ['货运', 'freight'],
  ['集团', 'group'],
  ['集團', 'group'],
  ['深圳市', 'shenzhen'],
  ['广州市', 'guangzhou'],
  ['义乌市', 'yiwu'],
  ['东莞市', 'dongguan'],
  ['上海市', 'shanghai'],
  ['北京市', 'beijing'],
  ['杭州市', 'hangzhou'],
  ['宁波市', 'ningbo'],
  ['佛山市', 'foshan'],
  ['厦门市', 'xiamen'],
  ['香港', 'hong kong'],
];

const eastAsianPattern = new RegExp(eastAsianWords.map(([word]) => word.replace(/[()]/g, '\\$&')).join('|'), 'g');
const englishByWord = new Map(eastAsianWords);

/** Returns a name in NFKC with the East Asian words of the table in English, spaced. */
export function translateEastAsianWords(name: string): string {
  return name.normalize('NFKC').replace(eastAsianPattern, (word) => ` ${englishByWord.get(word)!} `);
}
