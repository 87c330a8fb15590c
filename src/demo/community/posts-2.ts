import { spokeAndOil, smallShelf } from './sites';
import type { SamplePost } from './types';

export const bicyclePosts: readonly SamplePost[] = [
  {
    url: 'https://spoke-and-oil.example/the-creak-that-was-not-the-saddle',
    title: 'The creak that was not the saddle',
    site: spokeAndOil,
    author: 'oldspokes',
    daysAgo: 28.2,
    favoritedBy: ['ravi-on-two-wheels', 'wren', 'longwave.ed', 'lucia.m', 'DeeCarver'],
    comments: [
      {
        by: 'ravi-on-two-wheels',
        hoursAfter: 1.7,
        body: 'Three countries. I rode *three countries* with a creak I blamed on the saddle, and it was a dry quill stem. I found out in a car park from a man selling melons, who put his hand on the bars and said “here”.',
        favoritedBy: ['oldspokes', 'wren', 'crumb_and_crust', 'bramble'],
        replies: [
          {
            by: 'oldspokes',
            hoursAfter: 2.9,
            body: 'Never argue with a man selling melons. He listens to hollow things for a living.',
            favoritedBy: [
              'wren',
              'ravi-on-two-wheels',
              'seconds-please',
              'longwave.ed',
              'DeeCarver',
            ],
            replies: [
              {
                by: 'seconds-please',
                hoursAfter: 8.1,
                body: 'This is also exactly how one chooses a melon.',
              },
            ],
          },
        ],
      },
      {
        by: 'longwave.ed',
        hoursAfter: 5.4,
        body: 'Your method is ours too. A crackle in a set is never where the ear says it is. Change one thing, listen, write it down, change it back. The writing down is what everybody leaves out.',
      },
      {
        by: 'lucia.m',
        hoursAfter: 8.2,
        body: 'Could you explain the bit about standing up on the pedals again? If it creaks when I stand *and* when I sit, but only on the left foot, what have I learned?',
        replies: [
          {
            by: 'oldspokes',
            hoursAfter: 3.3,
            body: 'You have learned a lot already, well done. Go in this order, cheapest first:\n\n1. Left pedal off, clean the thread, grease, back on. The left one unscrews *clockwise*.\n2. Crank bolt, quarter turn.\n3. Your shoe. I am serious.\n4. Only then the bottom bracket.\n\nRide round the block after each one. Not after all four.',
            favoritedBy: ['lucia.m', 'ravi-on-two-wheels', 'longwave.ed'],
            replies: [
              {
                by: 'lucia.m',
                hoursAfter: 26.5,
                body: 'It was number three. It was my shoe. 😳',
                favoritedBy: ['oldspokes', 'wren', 'ravi-on-two-wheels', 'Aunt.Beth', 'mossy_jim'],
                replies: [
                  {
                    by: 'oldspokes',
                    hoursAfter: 1.2,
                    body: 'It is the shoe one time in six. You have joined a large and distinguished club.',
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        by: 'wren',
        hoursAfter: 13.8,
        body: "I don't own a bicycle and I read every word of this with my heart in my mouth. When you got to the seat-post clamp and it *still* creaked I said “oh no” out loud in a waiting room.",
        favoritedBy: ['oldspokes'],
      },
      {
        by: 'DeeCarver',
        hoursAfter: 19.1,
        body: "Old chairmakers talk about a chair “speaking” when a joint is about to go. Same thing, isn't it? Two parts that used to be one.",
      },
      {
        by: 'p.wilko',
        hoursAfter: 33.6,
        body: 'Beeswax on the seat post instead of grease. It does not wash out, and the bicycle smells like church.',
        replies: [
          {
            by: 'oldspokes',
            hoursAfter: 11.4,
            body: 'On steel in steel, I will allow it. Aluminium in steel, proper anti-seize please, or in ten years you will be meeting somebody like me with a hacksaw.',
          },
        ],
      },
      {
        by: 'GrahamOnTheHill',
        hoursAfter: 58,
        body: 'Same on a quad bike, a gate and a knee. Grease and patience for two of the three.',
      },
      {
        by: 'nightjar',
        hoursAfter: 96.7,
        body: 'Half a term of science lessons in one blog post. I have read the passage about “suspects and alibis” to my year nines and they now demand an alibi from every variable.',
        favoritedBy: ['oldspokes', 'longwave.ed', 'H-Ferreira'],
        replies: [
          {
            by: 'wren',
            hoursAfter: 5.9,
            body: 'Please report back on what the year nines acquit.',
          },
        ],
      },
      {
        by: 'bramble',
        hoursAfter: 207,
        body: 'Confirmed today with a borrowed bike on the road to Thornley: chainring bolts, number three of five. I would have replaced the whole bike.',
      },
      {
        by: 'ravi-on-two-wheels',
        hoursAfter: 455,
        body: 'An addendum from the far end of a wet week: a creak that comes only in the rain and only with luggage was, after four evenings of tests, the *tent pole* rubbing on the rack.\n\nI used the list in this post from top to bottom and wrote down each result, as @longwave.ed says. The tent pole was nowhere on the list, but the list is why I found it: there was nothing else left.',
      },
      {
        by: 'kettle.and.fog',
        hoursAfter: 619,
        body: 'My rain gauge has developed a tick. I am working through your suspects one at a time, with alibis, and so far the funnel has been very convincing.',
        replies: [
          {
            by: 'oldspokes',
            hoursAfter: 21.7,
            body: 'Check where the bracket meets the post. Sun on one side, shade on the other, metal walks.',
          },
          {
            by: 'wren',
            hoursAfter: 28.4,
            body: 'Metal *walks*. I come here for one thing and leave with six.',
            favoritedBy: ['oldspokes'],
          },
        ],
      },
    ],
  },
  {
    url: 'https://spoke-and-oil.example/saturday-in-the-church-hall',
    title: 'Saturday in the church hall: a repair day, itemised',
    site: spokeAndOil,
    author: 'oldspokes',
    daysAgo: 3.4,
    favoritedBy: ['wren', 'hemline', 'longwave.ed', 'Aunt.Beth', 'parish.chest', 'quoin'],
    comments: [
      {
        by: 'hemline',
        hoursAfter: 0.8,
        body: 'Seventeen zips! I told you there would be zips. Put me down for the next one and I will bring the good machine and a tin of sliders.',
        favoritedBy: ['oldspokes', 'wren', 'Aunt.Beth'],
        replies: [
          {
            by: 'oldspokes',
            hoursAfter: 1.5,
            body: 'You are down, in ink. The zips defeated us. I can true a wheel to half a millimetre but I have never won against an anorak.',
            replies: [
              {
                by: 'hemline',
                hoursAfter: 0.7,
                body: 'It is nearly always the slider, not the teeth. Squeeze it gently with pliers, both sides, and try again. Half of your seventeen would have gone home mended.',
                favoritedBy: ['oldspokes', 'seconds-please', 'ravi-on-two-wheels'],
                replies: [
                  {
                    by: 'ravi-on-two-wheels',
                    hoursAfter: 3.8,
                    body: 'I just did this to my tent door, in the tent, with the pliers from the puncture kit. It works. I have been climbing out of the *other* door for a month.',
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        by: 'wren',
        hoursAfter: 2.2,
        body: 'The item that undid me: “one music box, plays again, owner had to sit down for a bit”. Who was on the tea urn? Whoever it was deserves a line of their own.',
        favoritedBy: ['oldspokes', 'Aunt.Beth', 'nightjar'],
        replies: [
          {
            by: 'oldspokes',
            hoursAfter: 2.7,
            body: 'Mrs. Tolliday, who is eighty-eight, poured 140 cups and would not be relieved. She also brought a toaster.',
            replies: [
              {
                by: 'Aunt.Beth',
                hoursAfter: 5.4,
                body: 'There is a Mrs. Tolliday in every hall in the world, and not one of them has ever sat down.',
              },
            ],
          },
        ],
      },
      {
        by: 'longwave.ed',
        hoursAfter: 4.6,
        body: 'Eleven radios, four repaired, is a very good rate for one day without a parts drawer. For the next time I would bring:\n\n- a box of mains fuses\n- contact cleaner\n- capacitors in the six common values\n- somebody whose only job is to say `unplug it first`',
        favoritedBy: ['oldspokes', 'quoin'],
        replies: [
          {
            by: 'crumb_and_crust',
            hoursAfter: 6.9,
            body: 'Number four is a job I could do. I say it at home about the toaster every week.',
          },
        ],
      },
      {
        by: 'parish.chest',
        hoursAfter: 9.3,
        body: "Did anyone write down the stories as well as the faults? People don't carry a broken clock across town because of the clock.",
      },
      {
        by: 'Aunt.Beth',
        hoursAfter: 12.9,
        body: 'We had a mending evening at our chapel when I was a girl, every second Thursday, and it was half mending and half finding out who needed looking in on. The ladies darned and listened. If somebody brought nothing to mend, that was how you knew.\n\nI am glad to see it come back, Gil. Put a chair by the door for the ones who have not brought anything.',
        favoritedBy: ['oldspokes', 'wren', 'hemline', 'H-Ferreira', 'GrahamOnTheHill'],
        replies: [
          {
            by: 'oldspokes',
            hoursAfter: 4.1,
            body: 'There will be a chair by the door. Thank you, Beth.',
            favoritedBy: ['Aunt.Beth'],
          },
        ],
      },
      {
        by: 'lampblack',
        hoursAfter: 19.4,
        body: 'You need a proper board outside. I have an offcut a metre wide, two colours, no charge. How do you want “mended” spelled out: with a flourish, or plain?',
      },
      {
        by: 'mossy_jim',
        hoursAfter: 24.7,
        body: 'Brought a strimmer. Went home with a working strimmer and somebody’s spare marrow.',
        favoritedBy: ['oldspokes', 'marta.dunn'],
      },
      {
        by: 'DeeCarver',
        hoursAfter: 30.5,
        body: "I'd happily do a sharpening table. Knives, shears, chisels; nothing with a motor.",
      },
      {
        by: 'H-Ferreira',
        hoursAfter: 38.8,
        body: 'Lemos isto em voz alta na biblioteca esta manhã e já temos três voluntários e um ferro de soldar. One question, for those of us copying you: how did you deal with the things that could not be saved?',
        replies: [
          {
            by: 'oldspokes',
            hoursAfter: 5.6,
            body: 'We told people straight, and early, and showed them why. Then we asked if we could keep the screws. Nobody minds as much once the screws are going to be useful.',
            favoritedBy: ['H-Ferreira', 'wren', 'DeeCarver'],
          },
        ],
      },
      {
        by: 'inkwell9',
        hoursAfter: 60.3,
        body: 'Two fountain pens in your list under “unknown, possibly pens”! Post them to me, the address is [on my letters page](https://within-the-week.example/letters). Unknown pens are my favourite kind.',
      },
      {
        by: 'wren',
        hoursAfter: 71.5,
        body: 'I have been telling everyone at the slipway about this, and the harbour hall is ours for the asking on any Saturday. We have tables, an urn and two retired engineers who are driving their wives mad. Where does one start?',
        favoritedBy: ['oldspokes', 'tidewrack'],
        replies: [
          {
            by: 'oldspokes',
            hoursAfter: 3.2,
            body: 'With the urn. Then a list at the door: name, item, what it does, *what it ought to do*. The engineers will find each other.',
            favoritedBy: ['wren', 'longwave.ed'],
          },
        ],
      },
    ],
  },
];

export const libraryPosts: readonly SamplePost[] = [
  {
    url: 'https://small-shelf.example/why-we-kept-the-card-catalogue',
    title: 'Why we kept the card catalogue',
    site: smallShelf,
    author: 'H-Ferreira',
    daysAgo: 15.7,
    favoritedBy: [
      'wren',
      'inkwell9',
      'parish.chest',
      'quoin',
      'marta.dunn',
      'DeeCarver',
      'lampblack',
    ],
    comments: [
      {
        by: 'inkwell9',
        hoursAfter: 1.1,
        body: 'Four handwritings in one drawer! I would travel for that. Do you know who each of them was?',
        favoritedBy: ['H-Ferreira', 'wren'],
        replies: [
          {
            by: 'H-Ferreira',
            hoursAfter: 2.6,
            body: "Three of the four. The round one is Dona Graça, who started us off with two shelves. The sloping one is the schoolmaster. The tiny one in green is the pharmacist's son, who was meant to be minding the shop.\n\nThe fourth only ever catalogued books about the sea. Nobody remembers who it was, and we are two hundred kilometres inland.",
            favoritedBy: ['wren', 'inkwell9', 'parish.chest', 'tidewrack', 'lucia.m'],
            replies: [
              {
                by: 'tidewrack',
                hoursAfter: 4.9,
                body: 'I would like to write to the fourth. Is there a last card, with a date?',
                replies: [
                  {
                    by: 'H-Ferreira',
                    hoursAfter: 16.3,
                    body: 'I looked this morning. There is: a book of tide tables, never borrowed. I have put it in the post to you, Ingrid. Keep it as long as you like.',
                    favoritedBy: ['tidewrack', 'wren', 'inkwell9', 'Aunt.Beth', 'kettle.and.fog'],
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        by: 'wren',
        hoursAfter: 3.5,
        body: "At the ferry office we had a drawer like this for lost property: one card per umbrella. The computer that replaced it could tell you how many umbrellas, but never *which*.\n\nOne card I remember: “Gent's, black, handle a duck, **left on purpose?**” My colleague Maud had written it. She had seen him set it down on the bench, look at it for a while, and walk off the boat in the rain. It stayed with us for two years. Then a woman came in and asked whether anybody had ever handed in a duck.\n\nI won't tell you what was said, because it was hers. But there was no field for that on the screen, and on the card there was the whole of the back.",
      },
      {
        by: 'quoin',
        hoursAfter: 6.4,
        body: 'If you are short of blank cards, tell me the size and the position of the hole. I have good offcuts of cream board and I would be honoured to print the ruling.',
        favoritedBy: ['H-Ferreira', 'hemline'],
        replies: [
          {
            by: 'H-Ferreira',
            hoursAfter: 12.7,
            body: '7.5 by 12.5 centimetres, the hole 6 mm, centred, its middle 1 cm from the foot. I did not dare to ask. Obrigada, Béla.',
          },
        ],
      },
      {
        by: 'parish.chest',
        hoursAfter: 10.2,
        body: 'What you say about cards recording *doubt* deserves a whole essay. A pencilled question mark is information. Every system I have been made to type into since has had no key for it.',
        favoritedBy: ['H-Ferreira', 'nightjar', 'marta.dunn'],
        replies: [
          {
            by: 'nightjar',
            hoursAfter: 9.5,
            body: 'Observers use a colon after an uncertain estimate: `8.3:` means eight point three, *I think*. It is my favourite piece of punctuation in any science.',
          },
        ],
      },
      {
        by: 'lucia.m',
        hoursAfter: 14.6,
        body: 'I had never used one until this year. You look for one thing and your fingers go past forty others. I came out with a book about lighthouses and no regrets.',
      },
      {
        by: 'oldspokes',
        hoursAfter: 27.3,
        body: 'Shop job cards. I kept one per customer from the first week to the last: bicycle, fault, what I did, what I charged, name of dog. When the shop shut I gave the cards back to anyone who wanted theirs. People cried over a puncture from thirty years ago.',
        favoritedBy: ['wren', 'Aunt.Beth', 'ravi-on-two-wheels', 'H-Ferreira'],
        replies: [
          {
            by: 'wren',
            hoursAfter: 2.3,
            body: 'Name of dog is the field every database has been missing.',
          },
        ],
      },
      {
        by: 'DeeCarver',
        hoursAfter: 43.1,
        body: 'The cabinet itself, in your third photo: are those chestnut drawers with pear-wood runners? Somebody built that to be opened a hundred thousand times. Candle stub on the runners once a year and it will do another hundred thousand.',
      },
      {
        by: 'Aunt.Beth',
        hoursAfter: 66.9,
        body: '“Returned with jam on it, forgiven.” I laughed until the cat left.',
      },
      {
        by: 'kettle.and.fog',
        hoursAfter: 102,
        body: 'I re-read this on a day of flat grey rain and it was the right thing. Are there cards for books you no longer have?',
        replies: [
          {
            by: 'H-Ferreira',
            hoursAfter: 8.8,
            body: 'Yes, and we leave them in. We turn them on their side, so that you can see them from above: *this was here*. There are sixty-one.',
            favoritedBy: ['kettle.and.fog', 'wren', 'parish.chest'],
          },
        ],
      },
      {
        by: 'seconds-please',
        hoursAfter: 188,
        body: 'I have started doing this with recipes, after [one soup](https://seconds-please.example/the-soup-nobody-wrote-down) was nearly lost for good. One card each, and on the back who was at the table. The backs are getting longer than the fronts.',
      },
      {
        by: 'lampblack',
        hoursAfter: 290.5,
        body: 'Those brass label holders want lettering as good as the cards inside. When I next come through your valley I will bring a small brush and black enamel. An afternoon, a coffee, done.',
      },
      {
        by: 'bramble',
        hoursAfter: 331,
        body: '¿Y los mapas? Do you have cards for maps, or are they too large to be doubted?',
        replies: [
          {
            by: 'H-Ferreira',
            hoursAfter: 7.9,
            body: 'Eleven maps, one card, and on it in pencil: *unroll with two people*.',
            favoritedBy: ['bramble', 'wren'],
          },
        ],
      },
    ],
  },
];
