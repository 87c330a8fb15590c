import { dialAndDark, hedgeAndParish } from './sites';
import type { SamplePost } from './types';

export const skyAndRadioPosts: readonly SamplePost[] = [
  {
    url: 'https://dial-and-dark.example/the-pencil-marks-on-the-dial',
    title: 'The pencil marks on my grandfather’s dial',
    site: dialAndDark,
    author: 'longwave.ed',
    daysAgo: 33.8,
    favoritedBy: ['nightjar', 'wren', 'oldspokes', 'parish.chest', 'kettle.and.fog', 'tidewrack'],
    comments: [
      {
        by: 'nightjar',
        hoursAfter: 0.6,
        body: 'I have walked past that set in your hall for eleven years and never once asked what the marks were. Consider me ashamed, and coming round tomorrow to look.',
        favoritedBy: ['longwave.ed', 'wren'],
        replies: [
          {
            by: 'longwave.ed',
            hoursAfter: 0.8,
            body: 'Bring the good torch. There is a seventh mark, very faint, that I did not put in the post because I have no idea what it is.',
            replies: [
              {
                by: 'nightjar',
                hoursAfter: 22.4,
                body: 'We looked, with the red torch and then from the side. It is not a mark, it is a *fingerprint*, in varnish. Edwin has gone quiet and is making coffee.',
                favoritedBy: ['longwave.ed', 'wren', 'parish.chest', 'inkwell9', 'Aunt.Beth'],
              },
            ],
          },
        ],
      },
      {
        by: 'wren',
        hoursAfter: 3.1,
        body: '“Tuesdays, if the wind is east.” Who was he listening to on Tuesdays?',
        replies: [
          {
            by: 'longwave.ed',
            hoursAfter: 4.4,
            body: 'I believe a station with dance music that came in across the water after ten. My grandmother did not care for it, which may be why it is the lightest pencil.',
          },
        ],
      },
      {
        by: 'kettle.and.fog',
        hoursAfter: 7.3,
        body: 'The east-wind note is not superstition, by the way. A settled high with an east wind often brings a strong inversion over the sea, and the higher frequencies do bend further. On medium wave it may have been only the quiet evenings that come with it. Either way he was observing properly.',
        favoritedBy: ['longwave.ed', 'nightjar'],
      },
      {
        by: 'oldspokes',
        hoursAfter: 11.9,
        body: "Did you leave the dial glass as it was? I hope so. I once polished a customer's head badge till it shone and she looked at it as if I had painted over her father.",
        favoritedBy: ['wren'],
        replies: [
          {
            by: 'longwave.ed',
            hoursAfter: 7.7,
            body: 'I cleaned the chassis, the contacts, the speaker cloth. The glass I dusted with a dry brush and then I sat on my hands.',
          },
        ],
      },
      {
        by: 'inkwell9',
        hoursAfter: 16.2,
        body: "A copying pencil, I think, from the violet in your close-up. Don't let the damp near it: one wet breath and it turns to ink and runs.",
      },
      {
        by: 'lucia.m',
        hoursAfter: 25.4,
        body: 'I did not know you could hear anything at all on these bands any more. What would I need, to try it from a balcony? I have a very small budget and a lot of evenings.',
        replies: [
          {
            by: 'longwave.ed',
            hoursAfter: 9.1,
            body: 'A second-hand portable with short wave, ten metres of thin wire hung over the rail, and the lights in the flat switched off, because modern lamps are noisy neighbours. Begin an hour before sunset, somewhere near `6 MHz`. Write down everything, also the nothing.',
            favoritedBy: ['lucia.m', 'nightjar', 'ravi-on-two-wheels'],
            replies: [
              {
                by: 'lucia.m',
                hoursAfter: 190,
                body: '¡Funciona! First night: static, static, a man reading numbers that turned out to be fish prices, static, and then somebody playing the accordion from very far away. I wrote it all down.',
                favoritedBy: ['longwave.ed', 'wren', 'kettle.and.fog', 'tidewrack'],
              },
            ],
          },
        ],
      },
      {
        by: 'tidewrack',
        hoursAfter: 48.6,
        body: 'My father had one mark on his set, for the fishery forecast, and we children were not allowed to breathe while it was read. I can still recite the sea areas in order. It is the closest thing I have to a psalm.\n\nThe mark was a scratch, made with a hook. When he stopped fishing he went on listening, every evening, at the same hour, with his cap in his hand. My mother asked him once what for. He said: *Noen er jo ute.* Somebody is out, after all.\n\nI have the set now. It hums and nothing else, but I would not let anyone fill in the scratch.',
        favoritedBy: ['longwave.ed', 'wren', 'kettle.and.fog', 'Aunt.Beth'],
      },
      {
        by: 'lampblack',
        hoursAfter: 87,
        body: "The station names on that glass are hand-lettered, then screened. You can see the lettering artist run out of room and squeeze the last two. I have done it myself on a fishmonger's fascia.",
      },
      {
        by: 'parish.chest',
        hoursAfter: 141,
        body: 'Please record yourself turning the knob slowly past all six marks, and say aloud what each one was. Objects get kept. It is the *explanations* that go to the tip.',
      },
      {
        by: 'mossy_jim',
        hoursAfter: 322,
        body: 'Had the cricket on one of these in the shed until the shed went. The set survived. The shed was the better-looking of the two.',
      },
      {
        by: 'ravi-on-two-wheels',
        hoursAfter: 688,
        body: 'Came back to this after a night in a mountain hut where the guardian had an old set with scraps of sticking plaster along the dial, one per language his guests had asked for. I told him about your pencil. He nodded as if it were obvious.',
      },
      {
        by: 'wren',
        hoursAfter: 792,
        body: 'Six weeks on a ferry counter taught me to tell the regulars by how they knocked on the glass. I think your grandfather would have understood. Any news of the Tuesday station?',
        replies: [
          {
            by: 'longwave.ed',
            hoursAfter: 6.1,
            body: 'A reader sent a page from an old listings paper: *Tuesday, 22.10, orchestra of the Kurhaus*. So my grandmother was right to be suspicious, it was waltzes.',
            favoritedBy: ['wren', 'nightjar', 'inkwell9'],
          },
        ],
      },
    ],
  },
  {
    url: 'https://dial-and-dark.example/a-star-party-under-solid-cloud',
    title: 'A star party under solid cloud',
    site: dialAndDark,
    author: 'nightjar',
    daysAgo: 5.2,
    favoritedBy: ['longwave.ed', 'lucia.m', 'wren', 'siskin72', 'bramble'],
    comments: [
      {
        by: 'longwave.ed',
        hoursAfter: 0.5,
        body: 'For the record, the soup was mine and it was the brightest object of the evening.',
        favoritedBy: ['nightjar', 'wren', 'lucia.m'],
        replies: [
          {
            by: 'nightjar',
            hoursAfter: 0.4,
            body: 'Magnitude minus four, easily. Visible without optical aid.',
          },
        ],
      },
      {
        by: 'lucia.m',
        hoursAfter: 1.6,
        body: 'I came by two buses, saw no stars at all and had the best evening since I moved here. The child who asked what is *behind* the clouds and then drew it on the table in flour: please tell me somebody kept a photograph.',
        favoritedBy: ['nightjar', 'longwave.ed', 'wren', 'Aunt.Beth'],
        replies: [
          {
            by: 'nightjar',
            hoursAfter: 3.2,
            body: 'Better: Edwin covered it with a sheet of glass, and it is still on the table. We are eating on the sideboard.',
            favoritedBy: ['lucia.m', 'wren', 'parish.chest'],
            replies: [
              {
                by: 'wren',
                hoursAfter: 1.4,
                body: 'Of course he did. And how many moons did it have?',
                replies: [
                  { by: 'lucia.m', hoursAfter: 0.9, body: 'Nine, and one of them was a dog.' },
                ],
              },
            ],
          },
        ],
      },
      {
        by: 'siskin72',
        hoursAfter: 6.7,
        body: 'While you were all looking up at nothing, did anyone listen? On a night of low cloud the migrants come down low and call to keep together. Half past one, over a lit town, in the right week, and you can hear redwings like someone drawing breath through their teeth.',
        favoritedBy: ['nightjar', 'kettle.and.fog', 'longwave.ed'],
        replies: [
          {
            by: 'nightjar',
            hoursAfter: 5.1,
            body: 'Nobody told me this in twenty years of standing in dark fields. Next time there will be a listening half hour, and you are leading it.',
          },
          {
            by: 'longwave.ed',
            hoursAfter: 8.3,
            body: 'I have a parabolic dish from an old set of mine and a good microphone. Say the word, @siskin72.',
          },
        ],
      },
      {
        by: 'kettle.and.fog',
        hoursAfter: 11.2,
        body: 'Stratocumulus, unbroken, base about six hundred metres: I have it in [the diary for that night](https://kettle-and-fog.example/diary/lid), under the word “lid”.',
      },
      {
        by: 'GrahamOnTheHill',
        hoursAfter: 20.9,
        body: "You are welcome to the top field when it's clear. No lamp for four miles. Shut the gate after you, mind the ram, he is not interested in astronomy.",
        favoritedBy: ['nightjar', 'lucia.m', 'wren'],
        replies: [
          {
            by: 'nightjar',
            hoursAfter: 2.8,
            body: 'Graham, that is the kindest thing anyone has offered this club since the urn. We will shut every gate we see.',
          },
        ],
      },
      {
        by: 'H-Ferreira',
        hoursAfter: 33.4,
        body: 'I like very much that you had people describe the first sky they remember. Mine is from the back of a cart, half asleep, with my head on a sack of almonds. I have not thought of it in years.',
      },
      {
        by: 'Aunt.Beth',
        hoursAfter: 45.8,
        body: 'Mine was a power cut. The whole street came out to complain about it and then nobody complained.',
        favoritedBy: ['wren', 'H-Ferreira', 'nightjar'],
      },
      {
        by: 'bramble',
        hoursAfter: 58.7,
        body: 'Pregunta práctica: is a red bicycle lamp red enough, or does it spoil the dark for everyone?',
        replies: [
          {
            by: 'nightjar',
            hoursAfter: 6.4,
            body: 'Red enough if you put two layers of brown paper over it and point it at your boots.',
          },
        ],
      },
      {
        by: 'quoin',
        hoursAfter: 83,
        body: 'I would like to print a small card for the next one: date, field, bring a cup, and at the foot `IF CLOUDY, COME ANYWAY`.',
      },
      {
        by: 'crumb_and_crust',
        hoursAfter: 104.6,
        body: 'Tell me the date of the next and I will send rolls. They can be eaten in gloves; I have tested this on a bicycle in sleet.',
        replies: [
          {
            by: 'nightjar',
            hoursAfter: 3.4,
            body: "The first moonless Friday, top field, Graham's gate. I am putting you down as essential equipment.",
            favoritedBy: ['crumb_and_crust', 'GrahamOnTheHill', 'lucia.m'],
          },
        ],
      },
      {
        by: 'tidewrack',
        hoursAfter: 121.2,
        body: 'Here the cloud lies on the sea for weeks, and then one night somebody bangs on your door and shouts *klart!* and the whole row stands outside in slippers.',
      },
    ],
  },
];

export const parishPosts: readonly SamplePost[] = [
  {
    url: 'https://hedge-and-parish.example/the-milestone-under-the-ivy',
    title: 'The milestone under the ivy',
    site: hedgeAndParish,
    author: 'parish.chest',
    daysAgo: 44.1,
    favoritedBy: [
      'wren',
      'siskin72',
      'ravi-on-two-wheels',
      'lampblack',
      'GrahamOnTheHill',
      'H-Ferreira',
    ],
    comments: [
      {
        by: 'siskin72',
        hoursAfter: 0.9,
        body: 'I have waited for the 14 bus with my back against that ivy for six years. There was a milestone *in* there? I have been leaning on the eighteenth century.',
        favoritedBy: ['parish.chest', 'wren', 'GrahamOnTheHill'],
        replies: [
          {
            by: 'parish.chest',
            hoursAfter: 1.6,
            body: 'You probably kept it warm, Ruth. It is in better condition on your side.',
            favoritedBy: ['siskin72', 'wren'],
          },
        ],
      },
      {
        by: 'lampblack',
        hoursAfter: 3.8,
        body: "Look at the numeral four: open at the top, with a little flick on the crossbar. The same mason cut the one at Pell's Bridge, I would bet my brushes on it. If you have a rubbing, I would love to compare the two.",
        favoritedBy: ['parish.chest', 'quoin', 'hemline'],
        replies: [
          {
            by: 'parish.chest',
            hoursAfter: 15.1,
            body: "Rubbing is in the post to you. If you are right, that gives us a name, because Pell's Bridge is in the turnpike accounts: *paid Jno. Hask for cutting of 7 stones, with ale*.",
            favoritedBy: ['lampblack', 'wren', 'siskin72'],
            replies: [
              {
                by: 'lampblack',
                hoursAfter: 97,
                body: 'Laid one over the other on the window this morning. Same flick, same slip of the chisel at the end of the stroke, as if he always lifted off a moment late. Hello, John Hask.',
                favoritedBy: ['parish.chest', 'wren', 'quoin', 'H-Ferreira', 'ravi-on-two-wheels'],
                replies: [
                  {
                    by: 'wren',
                    hoursAfter: 1.2,
                    body: 'I have goosebumps. Two hundred and fifty years, and you knew him by his handwriting.',
                  },
                  { by: 'quoin', hoursAfter: 7.6, body: '“With ale” should be on every invoice.' },
                ],
              },
            ],
          },
        ],
      },
      {
        by: 'GrahamOnTheHill',
        hoursAfter: 8.5,
        body: "There's one of these face down over a drain on our lane. I have driven sheep across it since I was seven. Will have a look with the bar on Sunday.",
        replies: [
          {
            by: 'parish.chest',
            hoursAfter: 2.2,
            body: "Please do, and please don't lift it alone. Chalk a line round it first so that we know exactly how it lay.",
            replies: [
              {
                by: 'GrahamOnTheHill',
                hoursAfter: 71,
                body: "Lifted. Two of us, chalk and all. It says **TO HEXBY 9**, and a smaller line underneath that I can't make out. The drain is now a hole, the sheep are going round by the road, and my wife would like a word with you.",
                favoritedBy: ['parish.chest', 'siskin72', 'mossy_jim', 'wren', 'oldspokes'],
              },
            ],
          },
        ],
      },
      {
        by: 'ravi-on-two-wheels',
        hoursAfter: 14.3,
        body: 'I collect these without meaning to. When you climb at seven kilometres an hour you read every stone, and you come to feel that somebody put it there to encourage you personally.',
      },
      {
        by: 'wren',
        hoursAfter: 18.4,
        body: 'My favourite part is the vestry spending three meetings on whether the stone should say *Little Sarn* or just *Sarn*, and the blacksmith resigning over it. We had the same argument about a ferry timetable. No one resigned, but the harbourmaster stopped bringing cake.',
        favoritedBy: ['parish.chest', 'Aunt.Beth', 'oldspokes'],
      },
      {
        by: 'marta.dunn',
        hoursAfter: 26.6,
        body: 'A word for the ivy: once the stone is recorded, could some of it stay? It flowers when almost nothing else does, and everything with wings is in it.',
        favoritedBy: ['siskin72', 'p.wilko'],
        replies: [
          {
            by: 'p.wilko',
            hoursAfter: 11.7,
            body: 'I second this with half a million signatures, all very small.',
          },
          {
            by: 'parish.chest',
            hoursAfter: 13.9,
            body: 'We have cut a window, not a clearing. The stone looks out of it like somebody at a bedroom curtain.',
          },
        ],
      },
      {
        by: 'oldspokes',
        hoursAfter: 53.2,
        body: 'Nine miles to Hexby by that stone. Ten and a quarter by my front wheel. They straightened nothing, so I conclude that Mr. Hask was paid by the stone and not by the mile.',
      },
      {
        by: 'hemline',
        hoursAfter: 124,
        body: 'Chez nous, les bornes servaient aussi de banc. My grandmother knew every one of them by how it was for sitting on.',
      },
      {
        by: 'kettle.and.fog',
        hoursAfter: 340,
        body: 'I walked out to see it in thin rain today. When the face is wet the letters go dark and can be read from the far side of the road. Whoever chose that stone knew what the weather here is like.',
      },
      {
        by: 'inkwell9',
        hoursAfter: 811,
        body: 'I found this by way of a letter from @wren, who copied out the passage about the ale by hand. So now it exists in ink as well.',
      },
    ],
  },
];
