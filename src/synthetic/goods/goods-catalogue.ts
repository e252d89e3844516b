/** The catalogue of goods. */
import type { GoodsFamily, GoodsKind } from './goods-kind.ts';

/**
 * Family, HS subheading, price, price spread, kilograms a piece, duty, trade weight, lure, description, German description. `!` before the code marks
 * goods whose fakes endanger health or safety, `=` goods counted by mass, `&` goods counted in pairs.
 *
 * The lures follow the order of seizures: apparel, footwear, watches and jewellery, handbags, electronics, pharmaceuticals and personal care
 * (CBP fiscal year 2018 [S81]; OECD 2021 [S65]), with toys, packaging and labels from the European figures (EU 2022 [S72][S86]) and the
 * dangerous goods of OECD 2022 [S91].
 */
const table = `
textile 610910 4 .6 .18 12 30 9 T-shirts of cotton, knitted|T-Shirts aus Baumwolle, gewirkt
textile 610990 4.5 .6 .2 12 16 7 T-shirts of man-made fibres, knitted|T-Shirts aus Chemiefasern, gewirkt
textile 611020 9 .6 .4 12 18 7 Pullovers of cotton, knitted|Pullover aus Baumwolle, gewirkt
textile 611030 8 .6 .4 12 14 5 Pullovers of man-made fibres|Pullover aus Chemiefasern
textile 620342 12 .6 .6 12 16 5 Men's trousers of cotton|Hosen für Männer aus Baumwolle
textile 620462 11 .6 .5 12 14 4 Women's trousers of cotton|Hosen für Frauen aus Baumwolle
textile 620193 25 .7 .9 12 10 6 Men's anoraks of man-made fibres|Anoraks für Männer aus Chemiefasern
textile 620293 22 .7 .8 12 9 3 Women's anoraks of man-made fibres|Anoraks für Frauen aus Chemiefasern
textile 621210 6 .6 .1 6.5 5 1 Brassieres|Büstenhalter
textile 611595 1.2 .5 .06 12 8 2 Hosiery of cotton|Strümpfe aus Baumwolle
textile 621410 14 .7 .1 8 4 4 Scarves of silk|Schals aus Seide
textile 650500 3 .6 .1 2.7 6 5 Hats and caps, knitted|Mützen und Hüte, gewirkt
textile 630260 5 .6 .5 12 8 0 Toilet linen of cotton|Frottierwäsche aus Baumwolle
textile 630790 2 .8 .15 6.3 9 1 Made-up textile articles|Konfektionierte Spinnstoffwaren
textile 520942 3 .4 1 8 7 0 =Denim of cotton|Denim aus Baumwolle
textile 540752 4 .4 1 8 6 0 =Woven fabrics of polyester|Gewebe aus Polyester
textile 570242 30 .6 8 8 4 0 Carpets of man-made fibres|Teppiche aus Chemiefasern
leather 640411 16 .6 .8 16.9 14 10 &Sports footwear with textile uppers|Sportschuhe mit Oberteil aus Spinnstoff
leather 640419 9 .6 .7 16.9 10 4 &Footwear with textile uppers|Schuhe mit Oberteil aus Spinnstoff
leather 640299 8 .6 .7 16.8 10 5 &Footwear of plastics|Schuhe aus Kunststoff
leather 640399 26 .6 1 8 9 7 &Footwear with leather uppers|Schuhe mit Oberteil aus Leder
leather 420221 45 .8 .8 3 5 9 Handbags of leather|Handtaschen aus Leder
leather 420222 9 .7 .5 9.7 9 8 Handbags of plastic sheeting|Handtaschen aus Kunststofffolie
leather 420232 5 .7 .12 9.7 6 6 Wallets of plastic sheeting|Geldbörsen aus Kunststofffolie
leather 420292 10 .6 .7 9.7 10 4 Rucksacks and sports bags|Rucksäcke und Sporttaschen
leather 420330 8 .7 .2 5 4 6 Belts of leather|Gürtel aus Leder
leather 420212 22 .6 3 9.7 6 1 Suitcases of plastics|Koffer aus Kunststoff
electronics 851712 180 .6 .2 0 10 4 Smartphones|Smartphones
!electronics 850440 5 .7 .15 3.3 12 5 Power adaptors and chargers|Netzteile und Ladegeräte
!electronics 850760 9 .8 .15 2.7 8 5 Lithium-ion batteries|Lithium-Ionen-Akkumulatoren
electronics 851830 12 .8 .1 2 9 8 Headphones and earphones|Kopfhörer und Ohrhörer
electronics 851770 14 .9 .1 0 10 4 Parts of telephones|Teile von Telefonen
electronics 852352 3 .7 .03 0 4 2 Memory cards|Speicherkarten
electronics 854231 2.5 1 .01 0 9 3 Integrated circuits, processors|Integrierte Schaltungen, Prozessoren
electronics 847130 420 .5 1.8 0 7 1 Portable computers|Tragbare Computer
electronics 852872 260 .5 9 14 4 0 Television receivers|Fernsehempfangsgeräte
electronics 853690 2 .8 .05 2.3 8 1 Electrical connectors|Elektrische Steckverbinder
electronics 844399 16 .8 .5 0 6 5 Toner cartridges|Tonerkartuschen
electronics 854370 14 .9 .2 3.7 6 3 Electronic cigarettes and apparatus|Elektronische Geräte
luxury 910211 30 1 .1 4.5 6 9 Wrist-watches, battery powered|Armbanduhren, batteriebetrieben
luxury 910221 140 1 .15 4.5 2 8 Wrist-watches, automatic|Armbanduhren mit Automatikaufzug
luxury 711719 3 .9 .02 4 8 6 Imitation jewellery of base metal|Fantasieschmuck aus unedlen Metallen
luxury 711311 18 .9 .02 2.5 4 3 Jewellery of silver|Schmuck aus Silber
luxury 900410 6 .9 .05 2.9 6 8 Sunglasses|Sonnenbrillen
luxury 900311 5 .9 .04 2.2 3 2 Spectacle frames of plastics|Brillenfassungen aus Kunststoff
!health 330300 14 .8 .3 0 6 9 Perfumes and toilet waters|Parfüms und Duftwässer
!health 330499 6 .8 .12 0 10 6 Beauty and skin care preparations|Schönheitsmittel und Hautpflegemittel
!health 330410 3 .8 .03 0 4 5 Lip make-up|Schminkmittel für die Lippen
!health 300490 12 1.1 .06 0 7 6 Medicaments in doses|Arzneiwaren, dosiert
health 300510 3 .6 .1 0 3 0 Adhesive dressings|Heftpflaster
health 901890 40 1.2 .6 0 5 1 Medical instruments|Medizinische Instrumente
health 210690 9 .8 .5 9 6 2 Food supplements|Nahrungsergänzungsmittel
!toys 950300 5 .8 .3 4.7 18 6 Toys, dolls and puzzles|Spielzeug, Puppen und Puzzles
toys 950450 150 .7 2 0 4 3 Video game consoles|Videospielkonsolen
toys 950490 7 .7 .3 0 4 2 Games|Gesellschaftsspiele
toys 950662 7 .6 .4 2.7 3 3 Inflatable balls|Aufblasbare Bälle
toys 950510 2 .7 .2 2.7 5 1 Articles for Christmas festivities|Weihnachtsartikel
!parts 870830 22 .8 2 4.5 6 5 Brake pads and parts of brakes|Bremsbeläge und Teile von Bremsen
!parts 870899 15 1 1.5 4.5 9 3 Parts of motor vehicles|Teile von Kraftfahrzeugen
!parts 842123 4 .6 .3 2.7 5 5 Oil filters for engines|Ölfilter für Motoren
!parts 851110 2 .6 .05 3.2 3 4 Spark plugs|Zündkerzen
!parts 848210 6 .9 .3 8 6 5 Ball bearings|Kugellager
parts 401110 45 .5 9 4.5 5 1 Tyres of rubber for cars|Luftreifen für Personenkraftwagen
parts 870840 90 .9 9 4.5 3 0 Gear boxes|Schaltgetriebe
industrial 392690 3 1 .2 6.5 16 1 Articles of plastics|Waren aus Kunststoff
industrial 732690 4 1 .6 2.7 12 0 Articles of iron or steel|Waren aus Eisen oder Stahl
industrial 731815 3 .6 1 3.7 9 0 =Screws and bolts|Schrauben und Bolzen
industrial 848180 18 .9 .9 2.2 9 0 Taps and valves|Armaturen und Ventile
industrial 841370 220 .9 12 1.7 5 0 Centrifugal pumps|Kreiselpumpen
industrial 850151 120 .8 9 2.7 5 0 Electric motors|Elektromotoren
industrial 847989 900 1.2 60 1.7 4 0 Machines with individual functions|Maschinen mit eigener Funktion
industrial 940360 60 .7 22 0 9 0 Furniture of wood|Möbel aus Holz
industrial 940161 80 .6 14 0 7 0 Seats with wooden frames|Sitzmöbel mit Holzgestell
industrial 940540 14 .8 .8 3.7 9 1 Lamps and lighting fittings|Lampen und Beleuchtungskörper
industrial 691110 4 .7 .5 12 6 0 Tableware of porcelain|Geschirr aus Porzellan
industrial 701337 2 .6 .3 11 5 0 Drinking glasses|Trinkgläser
industrial 820559 6 .8 .4 2.7 6 1 Hand tools|Handwerkzeuge
industrial 846729 45 .7 2.5 2.7 5 2 Electric hand tools|Elektrische Handwerkzeuge
industrial 390120 1.3 .2 1 6.5 8 0 =Polyethylene in primary forms|Polyethylen in Primärformen
industrial 760612 3.6 .3 1 7.5 6 0 =Plates of aluminium|Bleche aus Aluminium
industrial 721049 .9 .3 1 0 6 0 =Flat-rolled steel, plated|Flacherzeugnisse aus Stahl, verzinkt
industrial 320890 5 .5 1 6.5 4 0 =Paints and varnishes|Anstrichfarben und Lacke
industrial 340220 2 .5 1 4 4 2 =Washing preparations|Waschmittel
food 090121 9 .5 1 7.5 4 1 =Coffee, roasted|Kaffee, geröstet
food 180690 8 .5 1 8 4 1 =Chocolate|Schokolade
food 150910 6 .4 1 9 4 2 =Olive oil, virgin|Olivenöl, nativ
food 220421 5 .8 1.3 5 6 2 Wine in bottles|Wein in Flaschen
food 220830 14 .8 1.4 0 2 4 Whisky|Whisky
food 240220 60 .5 .3 57 2 5 Cigarettes|Zigaretten
food 080232 7 .4 1 5 3 0 =Walnuts, shelled|Walnüsse ohne Schale
food 030617 9 .4 1 12 4 0 =Shrimps, frozen|Garnelen, gefroren
food 200570 4 .4 1 12 3 0 =Olives, preserved|Oliven, haltbar gemacht
food 190531 4 .5 1 9 4 0 =Biscuits|Kekse
packaging 482110 .05 .8 .002 0 4 5 Printed labels of paper|Bedruckte Etiketten aus Papier
packaging 481920 .3 .7 .08 0 5 4 Folding boxes of paperboard|Faltschachteln aus Pappe
packaging 580710 .06 .7 .003 6.2 3 6 Woven labels and badges|Gewebte Etiketten und Abzeichen
packaging 392330 .3 .7 .05 6.5 5 3 Bottles of plastics|Flaschen aus Kunststoff
packaging 960610 .1 .7 .005 3.7 2 3 Press-fasteners|Druckknöpfe
packaging 960719 .15 .7 .01 6.7 2 3 Slide fasteners|Reißverschlüsse
`;

/** Every kind of goods in the world. */
export const goodsCatalogue: readonly GoodsKind[] = table.trim().split('\n').map(parseLine);

function parseLine(line: string): GoodsKind {
  const parts = /^(!?)(\w+) (\d{6}) (\S+) (\S+) (\S+) (\S+) (\S+) (\S+) ([=&]?)(.+)\|(.+)$/.exec(line);
  if (parts === null) throw new RangeError(`not a line of the catalogue: ${line}`);
  const [, danger, family, hs6, price, spread, mass, duty, weight, lure, unit, description, descriptionDe] = parts;
  return {
    hs6: hs6!,
    family: family as GoodsFamily,
    description: description!,
    descriptionDe: descriptionDe!,
    priceUsd: Number(price),
    priceSpread: Number(spread),
    pieceMassKg: Number(mass),
    dutyRatePercent: Number(duty),
    tradeWeight: Number(weight),
    lure: Number(lure),
    isDangerous: danger === '!',
    unitCode: unit === '=' ? 'KGM' : unit === '&' ? 'PR' : 'H87',
  };
}
