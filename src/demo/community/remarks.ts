import type { SampleRemark } from './types';

const notebook = 'https://kitchen-garden.example/eleven-years-in-one-notebook';
const compost = 'https://kitchen-garden.example/the-untidy-compost-heap';
const creak = 'https://spoke-and-oil.example/the-creak-that-was-not-the-saddle';
const churchHall = 'https://spoke-and-oil.example/saturday-in-the-church-hall';
const cardCatalogue = 'https://small-shelf.example/why-we-kept-the-card-catalogue';
const breadForForty = 'https://slow-loaf.example/bread-for-forty-from-an-oven-for-two';
const dial = 'https://dial-and-dark.example/the-pencil-marks-on-the-dial';
const starParty = 'https://dial-and-dark.example/a-star-party-under-solid-cloud';
const milestone = 'https://hedge-and-parish.example/the-milestone-under-the-ivy';
const busStop = 'https://hedge-and-parish.example/a-list-from-one-bus-stop';
const collar = 'https://thread-and-type.example/how-to-turn-a-collar';
const poster = 'https://thread-and-type.example/the-fair-poster-with-a-missing-e';

export const remarks: readonly SampleRemark[] = [
  {
    by: 'wren',
    on: poster,
    body: "I have just walked past three of these on one street. The third one made me late, and I don't mind.",
  },
  {
    by: 'hemline',
    on: poster,
    body: 'The table is level again. It is now standing on a folded pattern for culottes.',
  },
  {
    by: 'mossy_jim',
    on: compost,
    body: 'Committee has read the laminated notice. Committee is thinking about it.',
  },
  {
    by: 'siskin72',
    on: busStop,
    body: 'Number 64, five minutes ago: a grey wagtail on the kerb, bobbing as if it was waiting for the 14 as well.',
  },
  { by: 'wren', on: busStop, body: 'Sixty-four! Does Mr. Venn know yet?' },
  { by: 'parish.chest', on: busStop, body: 'Mr. Venn says he saw it on Tuesday.' },
  {
    by: 'lucia.m',
    on: starParty,
    body: 'Clear sky over the sixth floor last night, and I found the double in the handle of the Plough all by myself. *Two* stars. I counted them several times.',
  },
  {
    by: 'nightjar',
    on: starParty,
    body: 'Now look again with anything that magnifies, even opera glasses. One of those two is hiding another.',
  },
  {
    by: 'oldspokes',
    on: churchHall,
    body: 'The next one is fixed: second Saturday, doors at ten, zips from eleven. Odette has the table by the window.',
  },
  {
    by: 'Aunt.Beth',
    on: churchHall,
    body: 'I am making two trays of ginger cake for it. Nobody is to be shy.',
  },
  {
    by: 'lampblack',
    on: churchHall,
    body: 'Board is primed. Plain letters, one flourish, on the D.',
  },
  {
    by: 'crumb_and_crust',
    on: breadForForty,
    body: 'Rang five neighbours this time, for the school supper. Everyone said yes, and I slept seven hours.',
  },
  {
    by: 'seconds-please',
    on: breadForForty,
    body: "What do you do about ovens that run hot? My neighbour's has two temperatures: *no* and *lava*.",
  },
  {
    by: 'DeeCarver',
    on: breadForForty,
    body: 'The lime-wood peel is oiled and drying. It looks like a paddle for a very small canoe.',
  },
  {
    by: 'H-Ferreira',
    on: cardCatalogue,
    body: 'The blank cards from Béla arrived this morning. They smell of ink, and nobody will let anyone else write on the first one.',
  },
  {
    by: 'inkwell9',
    on: cardCatalogue,
    body: 'Let the smallest child do it, in pencil, with the title of their favourite book. Then it is begun.',
  },
  {
    by: 'tidewrack',
    on: cardCatalogue,
    body: 'The tide tables have come. On page forty somebody has underlined one date, twice. I am going to find out what happened that day.',
  },
  { by: 'wren', on: cardCatalogue, body: "@tidewrack, you can't leave us there! Which date?" },
  {
    by: 'longwave.ed',
    on: dial,
    body: 'I have made the recording, all six marks, slowly, with my own bad explanations. The cat is on it too.',
  },
  {
    by: 'kettle.and.fog',
    on: dial,
    body: 'East wind here since breakfast, and it is a Tuesday as far as I am concerned. Is anything coming in?',
  },
  {
    by: 'lampblack',
    on: milestone,
    body: 'Found a third one by Hask, built into the wall behind the fish market. The four gives him away every time.',
  },
  {
    by: 'GrahamOnTheHill',
    on: milestone,
    body: 'Stone is up on end by the gate now, facing the road. Somebody has already left a jam jar of flowers at it.',
  },
  {
    by: 'ravi-on-two-wheels',
    on: milestone,
    body: 'I passed one today that only said `HALF WAY`. It did not say to where. I felt understood.',
  },
  {
    by: 'parish.chest',
    on: milestone,
    body: "The smaller line on Graham's stone reads *and to the Ferry 11*. Wren, that one is for you.",
  },
  {
    by: 'wren',
    on: milestone,
    body: 'I sold tickets at the end of that road for nineteen years and never knew that it had been counting down to us.',
  },
  {
    by: 'hemline',
    on: collar,
    body: 'To the three people who wrote asking about interfacing: leave the old one in. It has already learned the shape of the neck.',
  },
  {
    by: 'Aunt.Beth',
    on: collar,
    body: 'My niece has turned her first one and rang me to say so from the bus. I could hear her smiling.',
  },
  {
    by: 'GrahamOnTheHill',
    on: collar,
    body: "Inner tube in, pocket holding. It now takes a full flask and a lamb's bottle.",
  },
  {
    by: 'marta.dunn',
    on: notebook,
    body: "Today's entry: *plum, four flowers*. I am saying nothing more.",
  },
  { by: 'bramble', on: notebook, body: 'Four! I am holding a jar ready, a small one.' },
  {
    by: 'p.wilko',
    on: notebook,
    body: 'If you need somebody to look after four flowers, I know several thousand who are free.',
  },
  {
    by: 'inkwell9',
    on: notebook,
    body: 'I have ruled the first page of mine into three columns and now I am afraid to spoil it. This always happens.',
  },
  { by: 'kettle.and.fog', on: notebook, body: 'My word for today is *ajar*.' },
  {
    by: 'lucia.m',
    on: creak,
    body: 'Bought a bicycle for the price of two pizzas. It makes *every* sound on your list at once.',
  },
  {
    by: 'oldspokes',
    on: creak,
    body: 'Splendid. Start with the left pedal and a cup of tea, and tell us what is left standing by the evening.',
  },
  {
    by: 'ravi-on-two-wheels',
    on: creak,
    body: 'A tip for @lucia.m: hum while you ride, and the creak that is out of tune with you is the one to chase.',
  },
  {
    by: 'mossy_jim',
    on: creak,
    body: 'Wheelbarrow. Axle. One drop of oil. Eleven years I put up with that.',
  },
  {
    by: 'tidewrack',
    on: compost,
    body: 'A storm brought in a wall of kelp as high as my knee. I wish I could send you a barrow-load by post, Marta.',
  },
  {
    by: 'marta.dunn',
    on: compost,
    body: 'Turned the old heap this morning and found a teaspoon, a plant label from the first year and a toad with opinions.',
  },
  {
    by: 'siskin72',
    on: compost,
    body: 'Please tell me that you put the toad back exactly as it was.',
  },
  {
    by: 'quoin',
    on: compost,
    body: 'The committee has ordered six more of the notice, with a wider border. I call that a victory.',
  },
  {
    by: 'crumb_and_crust',
    on: busStop,
    body: 'A map of my whole round is on the kitchen wall now, with birds pencilled in at the gates. People on the round have started telling me theirs.',
  },
  {
    by: 'nightjar',
    on: busStop,
    body: 'Still waiting in my box, Ruth. I shall try to be worth it.',
  },
  {
    by: 'quoin',
    on: busStop,
    body: 'All sixty-three are set. Please nobody see anything new until Thursday, I am out of lower-case `r`.',
  },
  {
    by: 'longwave.ed',
    on: starParty,
    body: 'The dish and microphone work: twenty minutes last night, four calls, one owl, one neighbour putting out bottles.',
  },
  {
    by: 'H-Ferreira',
    on: starParty,
    body: 'Abrimos a varanda da biblioteca ontem à noite. Eleven people, one telescope, and nobody wanted to go home. ✨',
  },
  {
    by: 'GrahamOnTheHill',
    on: starParty,
    body: 'Gate oiled for the occasion. Ram moved. Forecast says fair.',
  },
  {
    by: 'wren',
    on: starParty,
    body: 'I shall be the one on the folding chair, asking questions that everybody else is too polite to ask.',
  },
  {
    by: 'bramble',
    on: breadForForty,
    body: "The hall is booked for the jam and the bread. Saturday fortnight, three o'clock, bring a knife and no diet.",
  },
  {
    by: 'mossy_jim',
    on: breadForForty,
    body: 'Four pounds. He finally told me. Four pounds of butter.',
  },
  {
    by: 'oldspokes',
    on: dial,
    body: 'Had a set on the bench today with a name scratched inside the case, very small, next to a date. You made me look for it, Edwin.',
  },
  {
    by: 'Aunt.Beth',
    on: dial,
    body: 'We danced to that orchestra, or to one just like it, in the kitchen with our shoes off. Your grandmother had nothing to worry about: it was only waltzing.',
  },
  {
    by: 'DeeCarver',
    on: poster,
    body: 'I have a plank of pear set aside for you, two years dry. Enough for a whole alphabet with bad luck allowed for.',
  },
  {
    by: 'lampblack',
    on: poster,
    body: 'Somebody in the Kiln Quarter has framed theirs. I noticed because the frame is straight and the poster is not.',
  },
  {
    by: 'inkwell9',
    on: poster,
    body: "I would gladly pay for a sheet of that E alone, on cream, in the red that can't be mixed again.",
  },
  {
    by: 'seconds-please',
    on: collar,
    body: 'Premier col retourné ! It sits a little proud on the left, like a raised eyebrow, and I am keeping it that way.',
  },
  {
    by: 'tidewrack',
    on: collar,
    body: "Mended the cuffs of my father's jersey last night in a blue that nearly matches. He would have said nearly is for other people to worry about.",
  },
  {
    by: 'p.wilko',
    on: churchHall,
    body: 'We are trying one here, in the fire station. So far: nine clocks, two smokers for the bees, one accordion, and a very long queue for the soup.',
  },
  {
    by: 'parish.chest',
    on: churchHall,
    body: "I'll sit by the door with a pencil and take down the stories, if someone brings me tea.",
  },
  {
    by: 'marta.dunn',
    on: poster,
    body: 'Leek report: sixty-one centimetres and rising. Jim is not to be told.',
  },
];
