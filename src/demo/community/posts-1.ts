import { kitchenGarden, slowLoaf } from './sites';
import type { SamplePost } from './types';

export const gardenPosts: readonly SamplePost[] = [
  {
    url: 'https://kitchen-garden.example/eleven-years-in-one-notebook',
    title: 'Eleven years in one notebook',
    site: kitchenGarden,
    author: 'marta.dunn',
    daysAgo: 39.6,
    favoritedBy: [
      'wren',
      'kettle.and.fog',
      'inkwell9',
      'mossy_jim',
      'H-Ferreira',
      'Aunt.Beth',
      'lucia.m',
    ],
    comments: [
      {
        by: 'wren',
        hoursAfter: 1.4,
        body: 'I read this twice and then went to look for a notebook of my own, and found one with a single page filled in: *bought notebook*. Dated six years ago. Your entry that just says “slugs. all of it.” is the most honest thing I have read this week.',
        favoritedBy: ['marta.dunn', 'inkwell9', 'kettle.and.fog', 'Aunt.Beth'],
        replies: [
          {
            by: 'marta.dunn',
            hoursAfter: 2.1,
            body: 'That page took me two days to write. I was too cross to hold the pencil.\n\nDo start again on page two, Wren. A six-year gap is only a paragraph break.',
            favoritedBy: ['wren'],
            replies: [
              {
                by: 'wren',
                hoursAfter: 0.6,
                body: 'Done. Page two says: *Marta told me to. Fog on the water until ten, then not.*',
                replies: [
                  {
                    by: 'inkwell9',
                    hoursAfter: 5.3,
                    body: 'A fine second entry. One plea from the stationery corner: pencil outdoors, always. Ink and a wet cuff have cost me more pages than the dog has.',
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        by: 'mossy_jim',
        hoursAfter: 3.2,
        body: "I keep mine on the inside of the shed door. Sowing dates in pencil, grievances in chalk. You can't lose a door.",
        favoritedBy: ['wren', 'GrahamOnTheHill', 'DeeCarver'],
        replies: [
          {
            by: 'marta.dunn',
            hoursAfter: 7.5,
            body: 'What happens when the door is full, Jim?',
            replies: [{ by: 'mossy_jim', hoursAfter: 1.1, body: 'New door.' }],
          },
          {
            by: 'GrahamOnTheHill',
            hoursAfter: 12.4,
            body: 'My father kept lambing counts on the barn door the same way. Four pencil strokes and a slash, forty-odd years of them. When we replaced the barn I kept the door. It stands in the hall and visitors think it is art.',
            favoritedBy: ['parish.chest', 'mossy_jim', 'hemline'],
            replies: [
              {
                by: 'parish.chest',
                hoursAfter: 6.2,
                body: 'Graham, please photograph it in low light from one side, so that the strokes throw a shadow. That door is a primary source and I would love to see it.',
              },
            ],
          },
        ],
      },
      {
        by: 'kettle.and.fog',
        hoursAfter: 9.8,
        body: "A fellow writer-downer! Three columns I would miss if I lost them:\n\n- first thing seen at seven in the morning\n- what the wind did to the kettle's steam when I opened the window\n- one word for the day\n\nThe temperatures I could get from anyone. The one word I could not.",
        favoritedBy: ['marta.dunn', 'wren'],
        replies: [
          {
            by: 'p.wilko',
            hoursAfter: 14.7,
            body: 'Add one more for me: the first day you smell lime blossom. I have it for sixteen years and my bees have never once disagreed with it.',
          },
        ],
      },
      {
        by: 'Aunt.Beth',
        hoursAfter: 21.5,
        body: "My mother never owned a notebook in her life. She wrote on the backs of the months as she tore them off the calendar: what she planted, what she paid for it, who came by and what they ate.\n\nWhen she passed we found thirty years of months in a biscuit tin. My sister wanted the jewellery. I asked for the tin. Last week I learned from it that I was a difficult baby and that yams were dear that year, in that order.\n\nKeep writing, Marta. You don't know who you are writing to yet.",
        favoritedBy: ['marta.dunn', 'wren', 'H-Ferreira', 'inkwell9', 'parish.chest'],
      },
      {
        by: 'tidewrack',
        hoursAfter: 30.2,
        body: 'Så fint! I have done the same for the beach, and after ten years it turns out to be mostly a book about wind.',
      },
      {
        by: 'H-Ferreira',
        hoursAfter: 46,
        body: "The librarian's question, forgive me: where will it live when it is finished? A garden notebook from one parish, over eleven years, is worth more to the people who come after than half of what is printed.",
        replies: [
          {
            by: 'marta.dunn',
            hoursAfter: 9.3,
            body: 'I had not thought of it as something that finishes. But I have now written “to the parish chest, please” inside the cover.',
            favoritedBy: ['parish.chest', 'H-Ferreira'],
          },
          {
            by: 'wren',
            hoursAfter: 20.6,
            body: 'And now I picture someone in a hundred years solemnly citing “slugs. all of it.” in a footnote.',
          },
        ],
      },
      {
        by: 'bramble',
        hoursAfter: 71.4,
        body: 'The plum that fruited once in eleven years is the hero of this story. ¡Paciencia!',
      },
      {
        by: 'DeeCarver',
        hoursAfter: 118,
        body: 'If the plum ever comes down, I have first refusal on the trunk.',
      },
      {
        by: 'lucia.m',
        hoursAfter: 604,
        body: 'I have only a balcony on a sixth floor, three pots and a lot of pigeons, but I started a notebook the day after I read this. Twenty-two entries so far. The basil is a slow novel.',
        favoritedBy: ['marta.dunn', 'wren', 'siskin72'],
        replies: [
          {
            by: 'marta.dunn',
            hoursAfter: 11.2,
            body: 'Twenty-two is more than I managed in my first year. Pinch the basil out above the second pair of leaves and the plot will pick up.',
          },
        ],
      },
    ],
  },
  {
    url: 'https://kitchen-garden.example/the-untidy-compost-heap',
    title: 'In praise of the untidy compost heap',
    site: kitchenGarden,
    author: 'marta.dunn',
    daysAgo: 8.3,
    favoritedBy: ['mossy_jim', 'p.wilko', 'siskin72', 'wren'],
    comments: [
      {
        by: 'mossy_jim',
        hoursAfter: 0.9,
        body: 'Finally. I have been told off by three different committee members about my heap and I am printing this out for each of them.',
        favoritedBy: ['marta.dunn', 'wren', 'p.wilko'],
        replies: [
          { by: 'wren', hoursAfter: 1.8, body: 'Laminate it, Jim.' },
          {
            by: 'quoin',
            hoursAfter: 6.6,
            body: 'Send me the best paragraph and I will set it in 24 point with a border. A committee respects a border.',
            favoritedBy: ['mossy_jim', 'marta.dunn', 'wren', 'lampblack', 'hemline'],
            replies: [
              {
                by: 'mossy_jim',
                hoursAfter: 2.4,
                body: '> A heap is not rubbish waiting to be tidied. It is next year, lying down.\n\nThat one, please. Two copies.',
                favoritedBy: ['marta.dunn', 'quoin'],
              },
            ],
          },
        ],
      },
      {
        by: 'seconds-please',
        hoursAfter: 4.3,
        body: 'Question from someone with a bucket under the sink and nothing else. Onion skins yes, citrus peel no: is that true, or is it something people repeat?',
        replies: [
          {
            by: 'marta.dunn',
            hoursAfter: 3.1,
            body: "Something people repeat. A household's worth of citrus vanishes like everything else, only later. I would keep back a whole crate of it, but who has a whole crate?",
            replies: [
              {
                by: 'seconds-please',
                hoursAfter: 1.3,
                body: 'Someone who makes marmalade for a street party, that is who. 🍊 But understood, thank you!',
                replies: [
                  {
                    by: 'Aunt.Beth',
                    hoursAfter: 4.8,
                    body: 'Save me the peel, Camille. Candied, it goes in the dark fruit loaf and there is never enough.',
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        by: 'siskin72',
        hoursAfter: 8.7,
        body: 'From the bird side of the fence: the untidy heap at the end of our lane has a wren in it, two robins at war over it, and a song thrush that uses the corner post. The tidy plastic bins next door have none of the above.',
        favoritedBy: ['marta.dunn', 'parish.chest', 'kettle.and.fog'],
        replies: [
          { by: 'wren', hoursAfter: 0.7, body: 'As a Wren I can confirm I would choose the heap.' },
        ],
      },
      {
        by: 'GrahamOnTheHill',
        hoursAfter: 15.5,
        body: "Sheep's wool. The daggy bits nobody buys. Layer it with grass cuttings and stand back.",
      },
      {
        by: 'p.wilko',
        hoursAfter: 22.1,
        body: "One warning, from experience: if you leave it really untidy for long enough, bumblebees move in underneath and then you can't turn it until they are finished. I had a sign up for four months. *Zajęte*: occupied.",
        favoritedBy: ['siskin72'],
        replies: [
          {
            by: 'lampblack',
            hoursAfter: 18.2,
            body: 'I would have painted you that sign for a jar of honey.',
          },
        ],
      },
      {
        by: 'tidewrack',
        hoursAfter: 37.9,
        body: 'Do you ever add seaweed? I rinse it once in the burn, chop it with the spade, and it is gone within weeks. Here it is older than any other manure; the old farms had rights to their own stretch of tangle and there are court cases about it. I wrote about [one of them](https://tidewrack.example/the-tangle-dispute), which was settled with a cow.',
      },
      {
        by: 'parish.chest',
        hoursAfter: 52.3,
        body: 'Your line about the heap being the oldest thing in the garden is truer than it looks. In our tithe map there is a plot called *Mixen Croft*, and a mixen is a dung heap. The name is on paper from 1612. There is a conservatory on it now, and I have never dared tell them.',
        favoritedBy: ['wren', 'marta.dunn', 'mossy_jim', 'GrahamOnTheHill'],
        replies: [
          { by: 'marta.dunn', hoursAfter: 10.8, body: 'Their tomatoes must be magnificent.' },
        ],
      },
      {
        by: 'kettle.and.fog',
        hoursAfter: 75.6,
        body: 'I put a thermometer in mine. 61 °C in the middle while I stood there in a scarf. I now visit it for company.',
      },
      {
        by: 'lucia.m',
        hoursAfter: 121,
        body: 'How small can a heap be before it stops being one? Asking for a balcony.',
      },
      {
        by: 'DeeCarver',
        hoursAfter: 166.4,
        body: "Shavings report: sycamore and birch rot down quickly if they are wet and mixed with something green. Walnut I keep out altogether. A winter's worth of spoons makes about a barrow of shavings, and the barrow makes about a bucket of soil, and I find that sum oddly comforting.",
      },
      {
        by: 'bramble',
        hoursAfter: 187.3,
        body: 'Everything left in the jelly bag goes on mine: skins, pips, stalks. Two years later I had a row of blackcurrants behind the heap that nobody planted. They crop better than the ones I paid for.',
      },
    ],
  },
];

export const breadPosts: readonly SamplePost[] = [
  {
    url: 'https://slow-loaf.example/bread-for-forty-from-an-oven-for-two',
    title: 'Bread for forty from an oven for two',
    site: slowLoaf,
    author: 'crumb_and_crust',
    daysAgo: 23.5,
    favoritedBy: ['seconds-please', 'Aunt.Beth', 'wren', 'lucia.m', 'H-Ferreira'],
    comments: [
      {
        by: 'seconds-please',
        hoursAfter: 0.7,
        body: 'Fourteen loaves, two at a time, and the last one still warm at the church: this is logistics of a very high order. Did you sleep?',
        favoritedBy: ['crumb_and_crust', 'wren'],
        replies: [
          {
            by: 'crumb_and_crust',
            hoursAfter: 1.9,
            body: 'In the chair, in forty-minute pieces, with the oven timer on my chest.',
            replies: [
              {
                by: 'Aunt.Beth',
                hoursAfter: 3.4,
                body: 'Next time you ring round, Tomás. There are five ovens on any street, and people *like* to be asked. Two loaves each and everyone sleeps.',
                favoritedBy: ['crumb_and_crust', 'seconds-please', 'wren', 'marta.dunn'],
                replies: [
                  {
                    by: 'crumb_and_crust',
                    hoursAfter: 6.8,
                    body: 'You are right, and I knew it at three in the morning, and it was too late to knock on doors.',
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        by: 'lucia.m',
        hoursAfter: 2.9,
        body: 'Beginner question! You keep the shaped loaves cold to slow them down. How cold, and how long before it is *too* long? Mine collapsed like a tent.',
        replies: [
          {
            by: 'crumb_and_crust',
            hoursAfter: 5.2,
            body: 'About 5 °C, and between eight and sixteen hours for this dough. Past twenty it gets slack and sour.\n\nA test that works half asleep: press a wet finger in, to the first knuckle. Springs straight back, wait. Comes back slowly, bake. Does not come back at all, call it focaccia and add oil.',
            favoritedBy: ['lucia.m', 'seconds-please', 'bramble', 'wren'],
            replies: [
              {
                by: 'lucia.m',
                hoursAfter: 49,
                body: 'Reader, it was focaccia. My flatmates have asked for it again, so I am saying I meant it.',
                favoritedBy: ['crumb_and_crust', 'marta.dunn'],
              },
            ],
          },
        ],
      },
      {
        by: 'mossy_jim',
        hoursAfter: 8.4,
        body: 'Fourteen loaves and no mention of butter. How much butter?',
      },
      {
        by: 'p.wilko',
        hoursAfter: 12.6,
        body: "Piękna historia. In our village the baker used to let you bring your own dough on a board, marked with a thumbprint or a key so that you got the same one back. My grandmother's mark was a thimble. I still have it and I still use it.",
      },
      {
        by: 'hemline',
        hoursAfter: 17.7,
        body: 'The linen couches! Old sheets are even better than bought linen: soft, no starch, already forgiven everything. Hem them with a long stitch so that flour does not collect in the fold.',
      },
      {
        by: 'wren',
        hoursAfter: 22.8,
        body: 'What stayed with me is the sentence about carrying them in past the family, two under each arm, and nobody saying anything because the smell had said it. That is what bread is for. Thank you for writing it down.',
        favoritedBy: ['crumb_and_crust', 'Aunt.Beth', 'seconds-please', 'H-Ferreira', 'inkwell9'],
      },
      {
        by: 'GrahamOnTheHill',
        hoursAfter: 40.1,
        body: "My neighbour did this for us when Mother died. Turned up with a washing basket of rolls and a pound of salt butter, put them on the table, filled the kettle and left by the back door. It's twelve years ago. I could not tell you one thing that was said that day, but I could draw you the basket.",
        favoritedBy: ['crumb_and_crust', 'wren', 'Aunt.Beth', 'parish.chest', 'oldspokes'],
        replies: [
          {
            by: 'crumb_and_crust',
            hoursAfter: 3.7,
            body: 'Then you know. I have no better answer than that, Graham.',
          },
        ],
      },
      {
        by: 'DeeCarver',
        hoursAfter: 62.5,
        body: 'If you would like a peel that fits a small oven, I can make one narrow enough for two loaves side by side. Lime wood: light, and it has no taste.',
      },
      {
        by: 'tidewrack',
        hoursAfter: 94,
        body: 'We dry ours. Flatbrød keeps a year, so the whole parish baked together twice and then everyone went home.',
      },
      {
        by: 'ravi-on-two-wheels',
        hoursAfter: 150,
        body: 'Baked a version of your rye in a lidded camping pan, on embers, at the edge of a lake. Bottom black, top pale, middle excellent. [Photographs here](https://two-wheels-one-tent.example/rye-by-the-lake), for those who are not eating. I would do nothing differently.',
      },
      {
        by: 'bramble',
        hoursAfter: 263,
        body: 'I brought six jars of hawthorn jelly to the last gathering in our hall and there was no bread to put it on. Reading this, I understand that we should have met years ago, @crumb_and_crust.',
        replies: [
          {
            by: 'crumb_and_crust',
            hoursAfter: 4.5,
            body: 'Name the day. I will bring the bread and @mossy_jim can finally have an answer about the butter.',
          },
        ],
      },
      {
        by: 'wren',
        hoursAfter: 521,
        body: 'I passed this on to a cousin who had a hall to feed and no idea where to begin. She rang five neighbours, as Beth says. All five said yes, and the sixth was offended not to have been asked.',
        favoritedBy: ['Aunt.Beth', 'crumb_and_crust'],
      },
    ],
  },
];
