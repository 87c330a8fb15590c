import { hedgeAndParish, threadAndType } from './sites';
import type { SamplePost } from './types';

export const birdPosts: readonly SamplePost[] = [
  {
    url: 'https://hedge-and-parish.example/a-list-from-one-bus-stop',
    title: 'Sixty-three birds from one bus stop',
    site: hedgeAndParish,
    author: 'siskin72',
    daysAgo: 11.6,
    favoritedBy: ['parish.chest', 'wren', 'nightjar', 'tidewrack', 'kettle.and.fog', 'marta.dunn'],
    comments: [
      {
        by: 'parish.chest',
        hoursAfter: 0.8,
        body: 'Number 63 being a *hoopoe*, on the timetable case, at ten to seven in the morning, is still the talk of the shop. Mr. Venn claims to have seen it first. He did not.',
        favoritedBy: ['siskin72', 'wren'],
        replies: [
          {
            by: 'siskin72',
            hoursAfter: 2.5,
            body: 'Mr. Venn was facing the other way, eating a pasty. I have witnesses and a drawing.',
            favoritedBy: ['parish.chest', 'wren', 'mossy_jim', 'crumb_and_crust'],
          },
        ],
      },
      {
        by: 'wren',
        hoursAfter: 1.9,
        body: '“The bus was late, so: a treecreeper.” That sentence has rearranged how I feel about waiting.',
        favoritedBy: ['siskin72', 'nightjar', 'ravi-on-two-wheels', 'kettle.and.fog', 'lucia.m'],
      },
      {
        by: 'crumb_and_crust',
        hoursAfter: 4.7,
        body: 'Sixteen years of postal rounds and I never kept a list, and now I am lying awake trying to remember what sang at each gate. There was a blackcap at number 40, I am certain of it, in a lilac.',
        replies: [
          {
            by: 'siskin72',
            hoursAfter: 6.3,
            body: 'Write it down as “blackcap, lilac, number 40, most years”. That is a record. A vague date is still a date.',
            favoritedBy: ['crumb_and_crust', 'parish.chest'],
            replies: [
              {
                by: 'crumb_and_crust',
                hoursAfter: 19.2,
                body: 'I sat down with the old round on a map and filled three pages.\n\nIt came back by gates. I could not have told you one bird in the abstract, but at each gate I remembered which hand the letters were in, and then what the dog did, and then, every time, what was singing. Swallows in the forge until it became flats. A robin at the surgery that sat on the bag. The Misses Dowd, who left their door ajar all one June so as not to disturb a flycatcher in the porch, and had me push the post through the kitchen window.\n\nThank you, Ruth. I had thought all of that was gone.',
                favoritedBy: ['siskin72', 'wren', 'Aunt.Beth', 'H-Ferreira'],
              },
            ],
          },
        ],
      },
      {
        by: 'tidewrack',
        hoursAfter: 9.6,
        body: 'Do you count birds flying over, or must they touch the parish? On my beach the rule is that at least one foot must get wet.',
        replies: [
          {
            by: 'siskin72',
            hoursAfter: 3.5,
            body: 'House rules, as agreed with nobody:\n\n- flying over counts, if I can name it without the field guide\n- heard counts, if I would say so in court\n- reflected in the bus window counts *double*',
            favoritedBy: ['tidewrack', 'wren', 'longwave.ed'],
          },
        ],
      },
      {
        by: 'mossy_jim',
        hoursAfter: 13.4,
        body: "Pigeon. Pigeon. Pigeon with my peas in it. That's my list.",
      },
      {
        by: 'nightjar',
        hoursAfter: 18.8,
        body: 'Speaking as one, have you ever had a nightjar?',
        replies: [
          {
            by: 'siskin72',
            hoursAfter: 7.2,
            body: 'Never from the stop. Twice from the heath, and both times I forgot to breathe. You are still on the wanted list, Priya, with a box drawn round you.',
          },
        ],
      },
      {
        by: 'lampblack',
        hoursAfter: 29.7,
        body: 'The drawing of the dunnock from behind is the best one. All the others are of birds; that one is of a particular bird.',
      },
      {
        by: 'quoin',
        hoursAfter: 47.5,
        body: 'Sixty-three names in one column, in 10 point, with the route number at the top in the big wood type. I keep seeing it. May I?',
        favoritedBy: ['siskin72', 'hemline', 'wren', 'parish.chest', 'inkwell9'],
        replies: [
          {
            by: 'siskin72',
            hoursAfter: 8.9,
            body: 'Béla, yes, and may I hang one in the shelter? Above the bench, where the advert for gutters was.',
            replies: [
              {
                by: 'quoin',
                hoursAfter: 5.8,
                body: 'Then I will varnish it. Send me the names exactly as you say them, and not as the book does.',
              },
            ],
          },
        ],
      },
      {
        by: 'Aunt.Beth',
        hoursAfter: 80.2,
        body: "I don't know one brown bird from another, but I know what it is to come off a night shift and have something small be glad of the morning. Rest well, my dear.",
        favoritedBy: ['siskin72', 'wren'],
      },
      {
        by: 'p.wilko',
        hoursAfter: 119,
        body: 'Bee-eaters are on nobody’s wanted list in this household. 🐝',
      },
      {
        by: 'lucia.m',
        hoursAfter: 171,
        body: 'Nine from the balcony so far. The ninth was a kestrel, level with my face, and I swear we were both surprised.',
      },
      {
        by: 'seconds-please',
        hoursAfter: 240,
        body: 'From the tram stop by the market: sparrows that know exactly which stall sells brioche, and one very fat jackdaw we call the Inspector. Two is a beginning.',
      },
      {
        by: 'wren',
        hoursAfter: 266,
        body: 'Seventeen from the slipway bench, of which I was sure of eleven. I have put colons after the other six, as Priya taught us.',
        favoritedBy: ['siskin72', 'nightjar'],
      },
    ],
  },
];

export const needleAndPressPosts: readonly SamplePost[] = [
  {
    url: 'https://thread-and-type.example/how-to-turn-a-collar',
    title: 'How to turn a collar, and who taught me',
    site: threadAndType,
    author: 'hemline',
    daysAgo: 19.3,
    favoritedBy: ['Aunt.Beth', 'wren', 'quoin', 'oldspokes', 'inkwell9'],
    comments: [
      {
        by: 'Aunt.Beth',
        hoursAfter: 1.3,
        body: "My mother turned my father's collars on Sunday nights with the radio on, and I thought all shirts had two lives. I was nineteen before I found out that some people simply threw the shirt away.",
        favoritedBy: ['hemline', 'wren', 'longwave.ed', 'oldspokes'],
        replies: [
          {
            by: 'hemline',
            hoursAfter: 2.8,
            body: 'Two lives, exactly. And then a third, as dusters, with the buttons in the tin. Did you keep the tin, Beth?',
            replies: [
              {
                by: 'Aunt.Beth',
                hoursAfter: 1.6,
                body: 'I have *four* tins. Every child who comes to this house is put on the rug with a tin, and there is peace for an hour.',
                favoritedBy: ['hemline', 'wren', 'seconds-please'],
              },
            ],
          },
        ],
      },
      {
        by: 'wren',
        hoursAfter: 5.1,
        body: 'I have just turned a collar for the first time, with your post propped against the bread bin. It took three hours and one swear word per centimetre. It is *gorgeous*. I keep flipping it up to look at the old side, like somebody with a secret.',
        favoritedBy: ['hemline', 'Aunt.Beth', 'inkwell9', 'oldspokes'],
        replies: [
          {
            by: 'hemline',
            hoursAfter: 3.9,
            body: 'Bravo! The second takes one hour. By the tenth you will do it while listening to something.',
          },
        ],
      },
      {
        by: 'oldspokes',
        hoursAfter: 9.2,
        body: 'We turned tyres the same way when they were worn on the shoulder. Same principle: the side that has had an easy life takes its turn.',
        favoritedBy: ['hemline'],
      },
      {
        by: 'inkwell9',
        hoursAfter: 14.8,
        body: 'A detail I loved: your grandmother chalking a tiny “2” inside the band so that nobody would turn it back again by mistake. Envelopes used to be turned too, inside out, for the second posting. I have some in my box with the first address still legible inside.',
        replies: [
          {
            by: 'parish.chest',
            hoursAfter: 10.4,
            body: 'Saoirse, turned envelopes are gold. Two senders, two addresses, one piece of paper. If you ever transcribe them I would gladly help with the hands.',
          },
        ],
      },
      {
        by: 'ravi-on-two-wheels',
        hoursAfter: 23.7,
        body: 'What would you do with a touring shirt whose collar is fine, but whose shoulders have been eaten by the sun and by rucksack straps?',
        replies: [
          {
            by: 'hemline',
            hoursAfter: 8.4,
            body: 'A second yoke on top, cut from the tail, which you tuck in and never see. Sew it by hand with small running stitches and it looks like something you chose.',
            favoritedBy: ['ravi-on-two-wheels', 'Aunt.Beth', 'wren'],
            replies: [
              {
                by: 'ravi-on-two-wheels',
                hoursAfter: 130,
                body: 'Done over two rest days with dental floss and a curtain needle. It has survived a mountain pass and a goat. I feel like an admiral.',
              },
            ],
          },
        ],
      },
      {
        by: 'DeeCarver',
        hoursAfter: 36.3,
        body: '“Unpicking is also sewing” is going up on the wall over my bench. Sharpening is also carving, which took me [about forty spoons](https://spoon-a-week.example/forty-bad-spoons) to find out.',
      },
      {
        by: 'seconds-please',
        hoursAfter: 61.4,
        body: 'Votre grand-mère me rappelle la mienne, qui disait : « On ne jette pas, on attend. » I still hear it whenever I hold a bone over the bin, and then I make stock.',
        favoritedBy: ['hemline', 'H-Ferreira', 'marta.dunn'],
      },
      {
        by: 'tidewrack',
        hoursAfter: 99.5,
        body: 'Sweaters here were knitted with the cuffs and the elbows worked *last*, so that they could be pulled back and knitted again without touching the rest. Somebody planned for the wear before there was any.',
        favoritedBy: ['hemline', 'kettle.and.fog'],
      },
      {
        by: 'mossy_jim',
        hoursAfter: 185,
        body: 'Followed this step by step with a gardening shirt. Robin not impressed. Wife speechless.',
      },
      {
        by: 'GrahamOnTheHill',
        hoursAfter: 372,
        body: 'Is there a version of this for a waxed coat with a torn pocket? Or is that between me and the coat?',
        replies: [
          {
            by: 'hemline',
            hoursAfter: 4.4,
            body: 'Nothing is only between you and the coat. Patch the pocket from behind with an old inner tube and waxed thread, and ask @oldspokes for the tube.',
            favoritedBy: ['GrahamOnTheHill', 'oldspokes', 'wren'],
          },
        ],
      },
      {
        by: 'lucia.m',
        hoursAfter: 459,
        body: 'Library copy of the same stitch book you mention, borrowed today! There is a pressed fern at the chapter on collars, so somebody got at least that far.',
      },
    ],
  },
  {
    url: 'https://thread-and-type.example/the-fair-poster-with-a-missing-e',
    title: 'Printing the fair poster with one E short',
    site: threadAndType,
    author: 'quoin',
    daysAgo: 2.2,
    favoritedBy: ['hemline', 'lampblack', 'wren', 'siskin72'],
    comments: [
      {
        by: 'hemline',
        hoursAfter: 0.5,
        body: 'I heard the shout through the wall. I thought that you had dropped the chase on your foot.',
        favoritedBy: ['quoin', 'wren', 'oldspokes'],
        replies: [
          {
            by: 'quoin',
            hoursAfter: 0.6,
            body: "It was worse. It was 9 o'clock at night and I was holding `F _ T E` and a gap.",
          },
        ],
      },
      {
        by: 'lampblack',
        hoursAfter: 1.2,
        body: 'I would have painted the missing letter by hand on all eighty, and told nobody. Cutting a new E out of a pear-wood offcut in one evening is far more honourable. It is a good E. The middle arm is a shade long, and I would know it anywhere now.',
        favoritedBy: ['quoin', 'hemline', 'DeeCarver', 'wren'],
        replies: [
          {
            by: 'quoin',
            hoursAfter: 2.1,
            body: 'From you, Yusuf, that is a medal. The middle arm is long because the knife was going, and I let it.',
            replies: [
              {
                by: 'DeeCarver',
                hoursAfter: 1.7,
                body: 'Pear is like that: kind, kind, kind, and then it runs away with you on the end grain. Take the corners down first, next time, with the knife lying almost flat.',
                favoritedBy: ['quoin', 'lampblack'],
              },
            ],
          },
        ],
      },
      {
        by: 'wren',
        hoursAfter: 2.4,
        body: "And where is the real E? I can't sleep until I know.",
        replies: [
          {
            by: 'quoin',
            hoursAfter: 4.6,
            body: "Under the leg of Odette's cutting table, where it has been keeping the table level since we last tidied. Some *person* put it there.",
            favoritedBy: ['wren', 'siskin72', 'lampblack', 'parish.chest', 'mossy_jim'],
            replies: [
              {
                by: 'hemline',
                hoursAfter: 0.8,
                body: 'It was the right thickness, and I regret nothing. ❤️',
                favoritedBy: ['quoin', 'wren', 'Aunt.Beth'],
              },
              {
                by: 'wren',
                hoursAfter: 1.1,
                body: 'This is the best ending to anything I have read this month.',
              },
            ],
          },
        ],
      },
      {
        by: 'siskin72',
        hoursAfter: 5.7,
        body: "Is the pear-wood E allowed on my bus-stop list? There are a good many E's in *treecreeper*.",
      },
      {
        by: 'bramble',
        hoursAfter: 8.3,
        body: 'Eighty posters and not one of them straight on the wall at Upper Thornley, because every person who passes gives it a little push. I think it is affection.',
        replies: [
          {
            by: 'quoin',
            hoursAfter: 3.3,
            body: 'Leave it crooked. It means that somebody stopped.',
          },
        ],
      },
      {
        by: 'inkwell9',
        hoursAfter: 12.5,
        body: 'What is the red? It has the warmth of an old post-office stamp.',
        replies: [
          {
            by: 'quoin',
            hoursAfter: 6.7,
            body: 'Two parts of vermilion, a finger of burnt sienna, and the end of a tin whose label fell off before I was born. So I can never mix it again, and I am at peace with that.',
          },
        ],
      },
      {
        by: 'crumb_and_crust',
        hoursAfter: 18.6,
        body: "There is one up in the bakery in Ballyknock, between the raffle and a lost tortoise. It makes the raffle look as if it isn't trying.",
      },
      {
        by: 'marta.dunn',
        hoursAfter: 26.4,
        body: 'I am down for the vegetable tent and I have been asked for “something tall”. After a poster like that the leeks will have to make an effort.',
        favoritedBy: ['quoin', 'mossy_jim'],
        replies: [
          { by: 'mossy_jim', hoursAfter: 5.2, body: 'See you in the tent, Marta. Bring a ruler.' },
        ],
      },
      {
        by: 'longwave.ed',
        hoursAfter: 37.2,
        body: 'In a repaired set there is always one part that does not match, and after some years it is the one you are fond of. Keep the new E in the case with its sisters.',
      },
      {
        by: 'kettle.and.fog',
        hoursAfter: 43.9,
        body: 'Mine is under the porch and has taken two days of drizzle without a run. What a pleasure to see ink that means to stay.',
      },
      {
        by: 'tidewrack',
        hoursAfter: 48.1,
        body: 'There are drawers of old wood type in the museum store here, with the å worn smoother than all the rest. Every second place-name needs it.',
        replies: [
          {
            by: 'quoin',
            hoursAfter: 1.9,
            body: 'And ours is the é, Ingrid. One could map a language by which sorts are worn down.',
            favoritedBy: ['tidewrack', 'wren', 'lampblack', 'parish.chest'],
          },
        ],
      },
    ],
  },
];
