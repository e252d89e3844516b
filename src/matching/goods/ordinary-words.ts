/** Words of goods descriptions that are no brand, however like one they look. */
import { wordSet } from '../text/word-set.ts';
import { functionWords, genericWords } from './generic-words.ts';

const words = wordSet(
  // Apparel, footwear, bags
  'anorak apparel apron baby bag bags band bathrobe beanie belt bikini blanket blazer blouse boot boots bottom boxer boy boys bra brassiere brief briefs',
  'buckle button buttons canvas cap caps cardigan casual children cloak cloth clothes clothing coat collar corset costume cotton cuff dress fabric felt',
  'fleece footwear fur garment girl girls glove gloves gown hand handbag handkerchief hat hats headband heel hood hoodie hosiery jacket jean jeans jersey',
  'jumper jumpsuit kids kimono knit knitted knitwear lace ladies lady leather legging leggings linen lining men mens mitten nylon outerwear overall overcoat',
  'pajama pant panties pants parka pocket polyester poncho pullover pump purse pyjama rain raincoat ring robe rucksack running sandal sandals sandalwood sash',
  'satchel satin scarf shawl shirt shirts shoe shoes short shorts shoulder silk skirt sleeve slip slipper slippers sneaker sneakers sock socks sole sport',
  'sports sportswear stocking strap suede suit suitcase sweater sweatshirt swim swimsuit swimwear textile tie tights tracksuit trainer trainers trouser',
  'trousers trunk tunic twill umbrella underwear uniform upper uppers veil velvet vest viscose waist waistcoat wallet wallets wear weave winter woman women',
  'womens wool woollen woven yarn zip zipper summer spring autumn unisex adult infant toddler backpack briefcase clutch tote pouch luggage trolley cosmetic case cases',
  // Electronics
  'adapter adaptor aerial amplifier antenna audio automatic battery batteries bluetooth board bulb cable cables camera cartridge cell cellular charger',
  'chargers charging chip circuit circuits coil computer connector connectors console controller copper cord cover covers data desktop digital diode disc disk',
  'display drone drum earbud earbuds earphone earphones electric electrical electronic electronics fan filter flash fuse game games gaming glass hand hard head headphone',
  'headphones headset holder inkjet inverter joystick keyboard lamp laptop laser lens light lighting lights lithium magnet magnetic memory microphone micro mobile',
  'modem module monitor motherboard motor mouse network optical panel phone phones plasma player plug portable power printed printer processor projector protector',
  'radio receiver recorder relay remote resistor router screen sensor signal smart smartphone smartphones smartwatch socket solar speaker speakers stereo stick',
  'storage switch system tablet telephone telephones television tempered terminal toner transformer transistor transmitter tripod usb vacuum video voltage wire wireless',
  'telecommunication reception transmission apparatus semiconductor thermal watt volt vape vaping cigarette ecig',
  // Watches, jewellery, optical, cosmetics
  'anklet bangle bead beads bracelet brooch chain clock crystal diamond dial earring earrings eyeglasses frame frames gem gold golden goggles imitation jewel',
  'jewellery jewelry lens necklace opal optic pearl pendant plated platinum precious quartz ruby silver spectacle spectacles steel stone sunglasses watch',
  'watches wrist wristwatch balm beauty blush body brush care cologne colour color conditioner cosmetics cream creams deodorant eau eye eyeliner eyeshadow face',
  'facial foundation fragrance gel gloss hair hygiene lash lipstick lotion makeup mascara mask masks nail oil oils perfume perfumes polish powder preparation',
  'preparations serum shampoo shave shaving shower skin soap spray toilet tooth toothbrush toothpaste wax',
  // Health, toys, sport
  'ampoule antibiotic aspirin bandage bone capsule capsules clinical dental dietary dose doses dressing drug drugs enzyme glucose health herbal hospital implant injection',
  'insulin instrument instruments medical medicament medicaments medicine medicines mineral needle orthopaedic pain patch pharmaceutical pill pills plaster protein',
  'supplement supplements surgical syringe tablets test therapy thermometer tissue vaccine veterinary vitamin vitamins ball balls balloon bat bicycle',
  'bike blocks board camping card cards carnival christmas collectible doll dolls educational festive figure figures fishing fitness football golf gym hobby inflatable',
  'model models party play plush puppet puzzle puzzles racket robot sailing skate skateboard ski slime stuffed table tennis tent toy toys tricycle yoga action stationery pen pens pencil',
  // Vehicles, machines, metal, tools
  'aluminium aluminum alloy anchor axle barrel base bearing bearings belt blade block boiler bolt bolts bonnet boring brake brakes brass bronze bumper bushing cab cable',
  'caliper camshaft car carburettor carrier cars casting cast casing chassis clamp clutch compressor conveyor cooler cooling coupling crane crank crankshaft cutter cutting cylinder',
  'diesel door drill drilling driver drive engine engines exhaust fastener fitting fittings flange flat forged forklift fuel gasket gauge gear gearbox gears generator grinder grinding',
  'hammer handle headlight hinge hook horn hose hub hydraulic ignition industrial injector iron jack joint key knife knives ladder lathe lever lifting lock machine machinery machines',
  'metal milling mirror motorcycle mould mold nail needle nozzle nut nuts pad pads pedal pin pipe pipes piston plate plates plier pliers pneumatic press pressure pulley pump pumps rack',
  'radiator rail reducer rim rivet rod roller rolled rope rotary rotor saw scissors screw screwdriver screws seal seals seat seats shaft shock spanner spark spindle spring sprocket stainless',
  'starter steering suspension tank tanker tap taps tractor trailer truck tube tubes tubular turbine tyre tyres tire tires valve valves vehicle vehicles weld welding wheel wheels winch windscreen wiper wrench zinc',
  // House, building, paper, plastics, chemicals
  'acid acrylic adhesive alcohol artificial basket bath bathroom bed bedding bench bottle bottles bowl box boxes bread brick broom bucket cabinet candle carbon cardboard carpet carpets carton cartons',
  'ceiling cement ceramic ceramics chair chairs charcoal chemical chemicals chipboard cleaner cleaning clip container containers cork crate crockery cup cups curtain cushion cutlery decoration',
  'decorative desk detergent dish dye dyes envelope epoxy fence fiber fibers fibre fibres film flask flexible floor flooring flower flowers foam foil folding fork furniture garden glue granite grass hanger',
  'home hygienic ink insulation jar kitchen label labels lacquer laminated lid lumber mat mats mattress melamine mug napkin natural organic oven packaging packing paint paints pallet pan panels paper paperboard',
  'paste pet petroleum picture pigment pillow pine plant plastic plastics plywood polyethylene polymer polypropylene polystyrene porcelain pot pottery primary product pulp quilt refrigerator resin ribbon',
  'roof rubber rug sack salt sand scale sealant sheet sheeting sheets shelf shelves shutter sign sink sodium sofa solvent spoon stand sticker stickers stoneware stool stove string sulphur tableware tape tapes tarpaulin',
  'tile tiles timber tin tinplate toilet towel towels tray trimming tub urea varnish varnishes vase vinyl wall wallpaper wash washer washing water window wood wooden wrap wrapping forms badge badges plaque',
  // Food, drink, tobacco, animals
  'almond almonds animal apple apples apricot asparagus banana bananas barley bean beans beef beer beverage beverages biscuit biscuits bran brandy broccoli butter cabbage cake candy canned carrot cashew caviar cereal',
  'cheese cherry chicken chickpea chili chocolate chocolates cider cigar cigarettes cigars cinnamon cocoa coconut coffee cod concentrate confectionery cookies corn cranberry crab cream dairy date dates dried drink edible egg',
  'eggs extract fat fats feed fig figs fillet fillets fish flour food foods fresh frozen fruit fruits garlic gin ginger gluten grain grape grapes green ham hazelnut honey hops jam juice juices lamb lemon lentil liqueur lobster',
  'maize malt mango margarine meal meat melon milk mushroom mushrooms mussel mustard noodle noodles nut oat oats olive olives onion onions orange oranges palm papaya pasta pea peach peanut pear peas pepper pickle pie pineapple',
  'plum pork potato potatoes poultry prawn prune pumpkin quinoa raisin rice roasted rum rye salad salmon salted sauce sausage seafood seed seeds sesame shelled shrimp shrimps smoked snack soup soy soya spice spices spinach',
  'spirit spirits squid starch strawberry sugar sunflower sweet syrup tapioca tea tobacco tomato tomatoes tuna turkey vanilla vegetable vegetables vinegar virgin vodka walnut walnuts wheat whey whiskey whisky wine wines yeast yogurt live horse cattle sheep',
  // Words of descriptions, and near-namesakes of well-known brands
  'matter cross bear bears beast format fake replica copy imitated genuine style styled class grade logo design black blue white red pink purple brown grey gray green yellow beige silvery dark large medium size sizes colour double single multi multiple mini maxi super ultra premium original quality type types model brand branded',
  'powered operated made make makes making synthetic artificial preserved individual functions function motorised manual hollow coated painted unbleached bleached raw refined crude semi finished unfinished weighing',
  'capacity exceeding less more thickness width length height diameter weight containing consisting mainly similar kind use uses using suitable designed retail sale sales put ups household industrial commercial professional',
  'casino casinos channel channels prime pride parade praise parada relax relay role roles reel bike bikes like hike pike line lines nice niche kite bite dike base bass moss loss toss dove love polo pole solo leg legs log logs mega',
  'omelette rider ranger range bound board boxed bower tower target carrier carter courier barber berry hermit thermos ferry feral ferrite ferrous gutter guard goose gauze vogue valent valence valet versatile version conversely diesel',
  'levy lever level lewis lacquered coaster coast toast roast lace samson sanding cannon canonical nylon pioneer orient oral panda pantry plume polar police samples sample apply applied applicator',
  // German
  'aus anhänger anzug arbeit armband armbanduhr armbanduhren armaturen automatik bälle baumwolle becher bekleidung beleuchtung beutel blech bleche bluse bohrer bohrmaschine bolzen bremse bremsen bremsbeläge brille brillen brot bücher bügel büro chemiefasern',
  'computer dämpfer damen decke decken dichtung dose dosen draht drucker druckknöpfe duft edelstahl eisen elektrisch elektrische elektronische etikett etiketten fahrrad farbe farben faser fasern fass federn fenster fisch flasche flaschen fleisch folie garn garten gefroren gerät geräte',
  'geröstet geschirr getränke getriebe gewebe gewirkt glas gläser gold gummi gürtel haar handschuhe handtasche handtaschen handwerkzeuge haus hemd hemden herren hose hosen hut hüte jacke jacken kabel kaffee kappe kekse keramik kerze kette kinder kissen kleid kleider kleidung koffer kopfhörer',
  'körper kosmetik kreide kugel kugellager kühler kunststoff kupfer lack lacke ladegerät ladegeräte lager lampe lampen leder leinwand leuchte licht lippen löffel luft luftreifen mantel männer frauen maschine maschinen matratze messer metall milch möbel motor motoren mutter mützen nadel netzteile',
  'oberteil obst öl ölfilter ohrhörer ohrringe papier pappe parfüm pelz perlen pfanne platte platten porzellan pullover pumpe pumpen puppe puppen puzzle rad räder reifen reinigung ring rock rohr rohre rucksack rucksäcke säcke saft salz samen sand schal schals schalter schere schiff schlauch',
  'schloss schlüssel schmuck schokolade schraube schrauben schuh schuhe schwarz seide seife silber sitz socken sonnenbrille sonnenbrillen spiegel spiele spielzeug sport stahl stein stiefel stift stoff strümpfe stuhl tabak tasche taschen tasse tee telefon teller teppich teppiche tisch tuch uhr uhren',
  'unterwäsche ventil ventile wachs wäsche waschmittel wasser wein weiß werkzeug werkzeuge wolle zahn zigaretten zucker zündkerzen verzinkt haltbar gemacht schale nativ primärformen flacherzeugnisse konfektionierte spinnstoff spinnstoffwaren',
  // French, Spanish, Italian, Dutch, Polish, Turkish
  'bijoux boite bois bonnet bottes boulon bouteille caoutchouc ceinture chapeau chaussure chaussures chemise chocolat coton cuir cuivre eau écran électrique étiquette fer fils fruits gants huile jouet jouets jupe lait laine lampe lunettes machine maroquinerie',
  'meuble meubles montre montres moteur outils papier pantalon parfum parfums plastique pneu poupée riz robe sac sacs savon soie sucre tapis téléphone tissu vélo verre veste vêtement vêtements viande vin vis acero aceite algodón arroz azúcar bolsa bolsas bolso',
  'botella caja calzado camisa camiseta cartera cinturón coche collar cristal cuero falda gafas hierro jabón joyas juego juguete juguetes leche llantas madera máquina mueble muebles pantalón papel perfume plástico reloj relojes ropa seda silla tela teléfono vestido vidrio vino zapatos',
  'abbigliamento acqua borsa borse camicia carta cintura cotone cuoio ferro gioielli giocattoli lana legno macchina maglia mobili occhiali olio orologi orologio pelle plastica profumo scarpe seta tessuto vestiti vetro zucchero schoenen kleding speelgoed tassen horloge papier meubels',
  'buty odzież torebka zabawki zegarek kosmetyki perfumy okulary papier meble szkło ayakkabı çanta giyim saat oyuncak gözlük elbise gömlek tekstil deri',
  // Russian, as any-ascii writes it
  'обувь одежда сумка сумки часы духи косметика игрушка игрушки очки кроссовки футболка футболки куртка куртки платье брюки ремень кошелек телефон телефоны чехол чехлы зарядное наушники аккумулятор батарея бумага мебель стекло металл пластик',
  'кожа хлопок шерсть шелк ткань масло кофе чай вино сахар мясо рыба молоко мука инструмент двигатель насос подшипник фильтр кабель лампа',
);

/** Endings by which a word is the plural or another form of one that is in the table. */
const endings = ['s', 'es', 'n', 'en', 'e', 'er', 'ed', 'ing'];

/** Whether a latinised word, or the word of which it is a plural or another form, is in our own tables of words of descriptions. */
export function isOrdinaryWord(word: string): boolean {
  if (isListed(word)) return true;
  return endings.some(
    (ending) => word.length >= ending.length + 3 && word.endsWith(ending) && isListed(word.slice(0, -ending.length)),
  );
}

function isListed(word: string): boolean {
  return words.has(word) || genericWords.has(word) || functionWords.has(word);
}
