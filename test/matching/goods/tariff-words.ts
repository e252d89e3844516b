/** Words as they stand in headings of the Harmonized System, written down apart from the tables of the source, many of which lack them. */
export const tariffWords: readonly string[] = `
abrasive accumulators acetate acyclic additives aerials albumin albums alginates alkaline alkyd allspice amalgams amber ammonia amplifiers anaesthetics
animals anise anodes antimony antiques antisera aprons arms arsenic articles artists asbestos ashes asphalt assembled astrakhan atlases axes azo
bacon bagasse balsam bamboo bandages barbecue barges barium baryta basketwork beads beech beeswax bells benzene berries beryllium bicycles billets
binders binoculars bismuth bitumen blanks blankets bleaching blinds blood boards boats bodies boilers bolting bombs bones books borates borax boric
bouillon bovine bows braids brandy brassware breeding briquettes bristles brooms brushes buckets buckles buckwheat buffalo builders bulbs bulldozers bullion burners
cadmium caesium cages calcined calcium calendars calves camels candles cane canes capers capacitors carbides carbonates carboys carded cartoons caseins cassava
castings castor catalysts catgut cathodes caustic cellulose centrifuges chalk chamois chandeliers chicory chlorides chromium cinematographic citrus clays cloves coal coats
cobalt cocks coffins coins coke collars combs compasses compotes concrete condensed conduits cones copra cordage coral corsets cotton cotyledons crates crates crushing
crustaceans cucumbers cutlery cuttlefish cyanides cyclic cylinders dates deals degras denatured dextrins diaries dishwashers dolomite doors doughs down drafting drawn dressed drills
ducks dumpers earths ebonite electrodes electroplating embroidery emery engravings envelopes ephedrine essences essential esters ethers ethyl ethylene explosives extracted extruded
fabrics fans fasteners feathers feldspar felting ferns ferrous fertilisers figs filaments filaments fireworks fishmeal flags flakes flax flints floats flour fluorides foils foliage
footballs forage forgings fowls frames frogs frozen furnaces furskins galvanised garlands garnets gaskets gauges gears geese gelatin generators gherkins glands glass glaziers gliders
glycerol glycosides goats goatskins grapefruit gramophones granite granules graphite gravel groats ground groundnuts guavas guineafowl guts gypsum hafnium halogenated hams handles
harnesses harrows hatching headgear hearing hemp herbicides herrings hides hinges hinnies hives hoists honey hooks hormones hydrogen hydroxides ignition immunological incubators
indium inlaid insecticides insulators interlinings intestines iodine iridium irons isotopes ivory jade japanned jewels joinery jute kaolin kapok kernels kerosene kieselguhr kiwifruit
knotted lacquers ladders lambskins laminates lanolin lard lasts lattices lead leaves leeks lemons lentils lettuce lichens lifeboats lignite limestone limes linseed liquorice lithographic
liver locks locomotives locust looms loofah lubricants lupulin lychees machinery magnesite magnesium malt manganese manioc mannequins maps marble margarine marquetry matches mats meal
meslin mercury mica microphones microscopes microtomes millet mineral mirrors molasses molluscs molybdenum monofilament montan mopeds mosaic motorcars moulds mowers mules mushrooms mustard
nails narrow newsprint nibs nickel niobium nitrates nitrogen nougat nuts oakum oats octopus offal oilcake oilseeds oleoresins olives onions opium optical organs ores osier outboard
oxides oxygen oysters packings palm palladium paper paprika paraffin parasols parquet parsnips particles paste pastry pearls peas peat pectates pencils peptones perry pharmaceutical phosphates
photographs pianos pickles pigments pigeons pimentos pins pipettes pistachios pistols pitch planks plants plasters plates plating platinum plums plywood pods pollard polishes polyamides
polyesters polyethers polymers polyurethanes pomegranates poppy porcelain potash potassium poultry preparations preserved primates printers propellants proteins prunes pulp pumice pumps puppets
pyrites quartz quicklime quilts quinces quinine rabbits radar radiators rafts rags railway rakes ramie rape ravioli razors reagents reamers rectified reels reflectors refractory refrigerators
reptiles resins retarders rhenium rhodium ribbons rifles rings roasted rollers ropes roses rosin rubber rugs rusks saccharin saddles safes saffron sails salmonidae salts sanitary sardines
sausages sawdust sawn scaffolding scallops scissors scourers scrap screens sculptures seaweeds seedlings selenium semolina serum sesame settings shafts sheep shells shingles shovels shrubs
shutters sieves silicates silicon silk silos sinks sisal skates sleepers slag slates slide slippers smoked snails soaps sodium solders soot sorghum spades spangles spectacles speed spermaceti
spindles spools sprats springs squalls stamps staple starches stationery statuettes stearic steatite stirrers stones stoppers stoves straw strontium strychnine sugars sulphates sulphides
sulphonated sunflower surgical swedes sweetcorn swine syringes tamarinds tanning tantalum tapestries tapioca tar tarpaulins tartaric taximeters telegraph tellurium tents textiles thallium
thorium threads thyme tiles titanium titanates tobacco tomatoes tongs tools topinambur tow toys tractors trailers trams transmission travel tricycles tripe trout truffles trunks tubers tulle
tungsten turbines turmeric turpentine twine typewriters ultramarine umbrellas uranium urea utensils vanadium vanilla varnishes vats veneered vermiculite vermouth vessels viscose vitamins vulcanised
wadding waffles walking wallpaper walnuts warp washers waste watches waxes webbing wheat whey wickerwork wigs winches windows winnowing wires wolframium woodwind wool worsted woven wrenches
yachts yams yarns yeasts yoghurt zinc zirconium zircon
`
  .trim()
  .split(/\s+/);
