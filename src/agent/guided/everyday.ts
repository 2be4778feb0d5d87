import { stem } from './stem.ts'

/** True for a word of common English that belongs to life outside the desk: "pizza", "weather". */
export function isEveryday(word: string): boolean {
  return words.has(word) || stems.has(stem(word))
}

/**
 * Common English words from outside recruiting. A word that no tool speaks of is a name or a term when it is not here
 * ("souza", "kotlin"), and a request for something that Parley does not do when it is ("pizza", "weather").
 */
const words = new Set(
  `
  ache actor actress adult adventure advice afford afraid age air airline airplane airport alarm album alcohol alien
  alive alphabet ambulance ancient angry animal ankle anniversary ant apartment apple architect arm army art article
  artist asleep astronaut athlete atom aunt autumn award awesome baby bacon bag bake baker ball balloon banana band
  bank bar barbecue baseball basketball bath bathroom battery battle beach bean bear beard beautiful bed bedroom
  bedtime beef beer bell belt bicycle bike bill bird birth birthday biscuit bitcoin bite black blanket blog blogpost
  blood blue boat body bomb bone boot bored boring borrow bottle bottom bowl boyfriend brain bread break breakfast
  breathe bride bridge broken brother brown brush bug building bullet burger burn bus butter butterfly button buy cab
  cable cake calculate calculator calendar calories camel camera camp campfire canada cancer candle candy capital car
  carpet carrot cartoon castle cat celebrate celebrity cell celsius cent century champion championship charge charger
  cheap cheat cheese chef chemical chemistry chess chicken child children chips chocolate christmas church cigarette
  cinema circle circus city clean climate clock clothes cloud club coat cocktail coconut code coffee coin cold color
  colour comedy comet compile compose concert congress cook cookie cooking cool corn cough cousin cow crazy cream
  cricket crime crisis crossword crown cry crypto cup cure curry cute dad dance dancing danger dangerous dark
  dating daughter dead death debug decorate deep deer definition delicious delivery dentist derivative desert dessert
  diet dinner dinosaur dirty disease dish divided divorce doctor dog door download dragon draw drawing dream
  dress drink drive driver drug drum drunk dry duck dumb eagle ear earth earthquake east easter eat economy egg eggs
  election electric elephant emperor empire energy engine england english equals equation essay europe evil exam
  exercise expensive explode eye eyes face fact fahrenheit fairy family famous farm farmer fashion fast fat father
  favorite favourite fear feed fence fiction fight film fish fishing fitness flight flights flood flower flu fly food
  foot football forecast foreign forest forever fork fortune france freedom french friend friends fruit fuel fun
  funeral funny furniture galaxy gallery game games garage garden gas gasoline genius giant gift ginger girl
  girlfriend glass glasses god gold golf gossip government grammar grandfather grandmother grape grass gravity green
  groceries grocery guitar gun gym haiku hair haircut hamburger hammer happy hashtag hat headache headphones health
  healthy heart heat heating heaven helicopter hell hero hip hobby hockey hole holiday holidays home homepage homework
  honey honeymoon horoscope horoscopes horror horse hospital hot hotel house hungry hurricane hurt husband ice iceberg
  inches instagram install insurance integral internet invent invest invoice invoices island italian italy jacket jail
  jazz jealous jeans jewel joke jokes journey juice jump jungle kangaroo karaoke key keyboard kid kidney kids kill
  kilograms kilometers kilometres king kingdom kiss kitchen kite knee knife ladder lady lake lamp land laptop laugh
  laundry lawn lawsuit lawyer lazy leaf leg lemon lesson lie light lightbulb lightning lion lip liquid literature logo
  lonely lottery love lover luck lucky lullaby lunch lyrics magazine magic makeup map marathon marriage married marry
  mars massage math maths meal meat medicine melody menu metal microwave miles milk millionaire minister minus mirror
  mom monitor monkey monster moon mortgage mosquito mother motorcycle mountain mouse movie movies multiply muscle
  museum mushroom music musical nail nap napkin nature neck neighbor neighbour nephew netflix news newspaper nice
  niece night nightmare noise noodles north nose novel nuclear nurse nut ocean oil olive olympic olympics onion orange
  orchestra order organ oven oxygen package pain paint painting pair palace pancake pants paper paradise parcel parent
  parents park parking party passport password pasta payroll peace peanut pear pen pencil penguin pepper perfume pet
  philosophy photo photos physics piano picnic picture pie pig pill pillow pilot pink pipe pirate pizza plane planet
  plant plants plastic playlist plumber pocket podcast poem poems poetry poison poker police policeman politics
  pollution pool poor popcorn pope population pork pot potato poverty prayer pregnant president prime prince princess
  printer prison prize programming pub pumpkin puppy purchase purple puzzle pyramid queen quiz quote rabbit race radio
  rain rainbow raining rap rat razor reboot recipe recipes red refund regex religion remind rent repair republic
  restart restaurant restaurants rhyme rice rich riddle ring river roast robot rocket romantic roof root rose router
  royal rugby rule run running sad sail salad salt sand sandwich santa sauce sauna sausage scary school science
  scientist scissors sculpture sea season seed senator sex shares shark sheep ship shipment shirt shoe shoes shoot
  shop shopping shower sing singer sister skate ski skin sky sleep slippers smart smell smile smoke snack snake snow
  soap soccer sock socks sofa soldier solve song songs sore soup south spaceship spaghetti speech spell spelling
  spider spoon sport sports spring square star stars statue steak steal stock stocks stomach stone store storm story
  stove stranger strawberry street stupid subway sudoku sugar suicide summer sun sunny sunset surgery swim swimming
  sword symphony symptom tax taxes taxi tea teacher teeth telephone television temperature temple tennis tent
  terrorist theater theatre theorem thermostat thief thirsty thunder ticket tickets tie tiger timer tire tired toilet
  tomato toner tongue tooth tornado tour tourist towel tower toy traffic train translate translation travel treasure
  tree triangle trivia truck trump tunnel turkey turtle tv tweet twin twitter ugly umbrella uncle universe university
  upload vacation vaccine vampire vegan vegetable vegetables vegetarian video videos village violin virus visa vitamin
  volcano vote voyage wallet war warm wash washing watch water wave weapon weather website wedding weird west whale
  whiskey whisky white wife wifi wikipedia wild wind window wine winter wish witch wizard wolf woman women wood wool
  world worm worth wrestling yacht yoga youtube zebra zodiac zombie zoo expense expenses subscription clown spotify blah bla life afterlife zip exchange politics dinosaurs plants keys bike server wear wearing chess chairs chair cab uber alarm cats dogs play despacito linkedin facebook google flowers script lorem ipsum netflix gatsby taxi
  `
    .split(/\s+/)
    .filter(Boolean),
)

const stems = new Set([...words].map(stem))
