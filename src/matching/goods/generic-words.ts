/** Words of goods descriptions that say little. */
import { wordSet } from '../text/word-set.ts';

/** Words that fit almost any goods, in the languages of most trade; Russian, Chinese and Japanese as any-ascii writes them. */
export const genericWords = wordSet(
  // English
  'accessory accessories article articles assorted belongings bulk cargo commodities commodity component components consignment consolidated contents',
  'daily device devices effects equipment etc fashion freight general gift gifts good goods hardware household item items kit kits load lot lots',
  'material materials merchandise miscellaneous misc mixed necessities new nos object objects order other others pack package packages packet',
  'parcel parcels part parts pcs pc piece pieces personal present presents product products promotional property sample samples set sets shipment',
  'small spare spares stuff stocks sundry sundries supplies supply thing things tool unit units unspecified used various ware wares said contain',
  // German
  'zubehör zubehörteile teil teile ersatzteil ersatzteile einzelteile geschenk geschenke geschenkartikel präsent muster warenmuster probe proben',
  'artikel gegenstand gegenstände ware waren güter gut produkt produkte sonstige sonstiges diverse diverses verschiedene verschiedenes gemischt material',
  'paket päckchen sendung stück stücke satz set sammelgut sachen privat persönliche persönlicher bedarf haushaltswaren kleinteile handelsware neu gebraucht',
  // French
  'accessoire accessoires article articles cadeau cadeaux pièce pièces rechange détachées échantillon échantillons marchandise marchandises produit',
  'produits divers diverses objet objets colis lot matériel effets personnels chose choses autre autres neuf usagé',
  // Spanish, Portuguese
  'accesorio accesorios acessório acessórios artículo artículos artigo artigos regalo regalos presente brinde pieza piezas peça peças repuesto repuestos',
  'muestra muestras amostra amostras mercancía mercancías mercadoria mercadorias producto productos produto produtos varios varias vários diversas',
  'diversos objeto objetos bulto paquete pacote efectos personales material cosas coisas otros outros nuevo usado',
  // Italian
  'accessori articolo articoli regalo regali omaggio pezzo pezzi ricambio ricambi campione campioni merce merci prodotto prodotti vari varie oggetto',
  'oggetti pacco collo effetti personali materiale materiali cose altro altri nuovo usato',
  // Dutch
  'accessoires onderdeel onderdelen cadeau geschenk monster monsters artikelen goederen producten diversen pakket stuks overige spullen',
  // Polish, Czech
  'akcesoria część części zamienne prezent upominek próbka próbki towar towary artykuły produkty różne przedmioty paczka sztuk',
  'příslušenství díl díly náhradní dárek vzorek vzorky zboží výrobky různé balík',
  // Turkish, Nordic, Hungarian
  'aksesuar parça parçası yedek hediye numune eşya ürün ürünler muhtelif çeşitli koli tillbehör delar gåva prov varor diverse tilbehør dele gave',
  'prøve varer tartozék alkatrész ajándék minta áru termék vegyes',
  // Russian, Ukrainian
  'аксессуар аксессуары часть части запчасти деталь детали подарок подарки образец образцы товар товары изделие изделия продукция разное прочее',
  'вещи предмет предметы личные комплект набор штук посылка груз аксесуари частини подарунок зразок зразки товари вироби різне',
  // Chinese, Japanese
  '配件 零件 礼品 礼物 样品 樣品 货物 物品 商品 产品 杂货 日用品 用品 其他 部品 贈り物 見本 サンプル ギフト',
);

/** Articles, prepositions and conjunctions; no goods. */
export const functionWords = wordSet(
  'a an and any as at by for from in into is not of on or per than that the this to w with without', // English
  'aus am auf bei das dem den der des die ein eine einem einer für im mit nach ohne oder u und von vom zu zum zur', // German
  'au aux avec d dans de des du en et l la le les ou par pour sans sur un une', // French
  'con del e el los las o para por sin sobre y da do das dos com sem em', // Spanish, Portuguese
  'al alla dei della delle di gli il lo nel per senza su uno', // Italian
  'een het met op van voor zonder', // Dutch
  'i na do z ze dla od w i ve ile icin og med til av for', // Polish, Turkish, Nordic
  'и в во из для с со без на по к от или та з', // Russian, Ukrainian
);
