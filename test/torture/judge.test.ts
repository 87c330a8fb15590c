import { checkpoint, shown, Story, subscribed } from './model/story';

const [ANN, BOB, CAT] = [1, 2, 3] as const;
/** Long after every act. */
const LATE = 9_000;

describe('the judge of a journal', () => {
  let story: Story;
  const begin = [subscribed(0), checkpoint(0, 1, true)];

  beforeEach(() => {
    story = new Story();
  });

  const three = () => {
    story.comment(10, ANN, 100);
    story.comment(11, BOB, 200);
    story.comment(12, ANN, 300);
    return [story.event(1, 120), story.event(2, 220), story.event(3, 320)] as const;
  };

  it('finds nothing wrong where nothing is', () => {
    expect(story.judge({}, [...begin, ...three()])).toEqual([]);
    const resumed = [story.event(1, 120), subscribed(150, 1), story.event(2, 220)];
    const end = [checkpoint(2, 221), story.event(3, 320)];
    expect(story.judge({}, [...begin, ...resumed, ...end])).toEqual([]);
  });

  it.each([
    ['is missing', ['MISSING 2'], [0, 2]],
    ['comes twice', ['TWICE 2'], [0, 1, 1, 2]],
    ['comes too late', ['MISSING 1', 'OUT_OF_ORDER 1'], [1, 0, 2]],
    ['is the last and missing', ['STUCK'], [0, 1]],
  ])('sees what %s', (_, faults, order) => {
    const events = three();
    const items = order.map((index) => events[index]).filter((item) => item !== undefined);
    expect(story.judge({}, [...begin, ...items])).toEqual(faults);
  });

  it('sees what is not of the feed', () => {
    const [first, second, third] = three();
    const ofAnn = { feed: 'PROFILE' as const, profileId: ANN };
    expect(story.judge(ofAnn, [...begin, first, third])).toEqual([]);
    expect(story.judge(ofAnn, [...begin, first, second, third])).toEqual(['FORBIDDEN 2']);
    const ofPost = { feed: 'POST' as const, postId: 8 };
    expect(story.judge(ofPost, [...begin, first, checkpoint(3, 320)])).toEqual(['FORBIDDEN 1']);
  });

  it('has what was retracted passed over if it was before it was sent, and not otherwise', () => {
    const comment = story.comment(10, ANN, 100);
    story.remove(comment, 500);
    const sent = (at: number) => [...begin, story.event(1, at), story.event(2, 600)];
    const passedOver = (at: number) => [...begin, checkpoint(1, at), story.event(2, 600)];
    expect(story.judge({}, sent(400))).toEqual([]);
    expect(story.judge({}, passedOver(400))).toEqual(['MISSING 1']);
    // It may have been sent before the retraction and received after it.
    expect(story.judge({}, sent(550))).toEqual([]);
    expect(story.judge({}, passedOver(550))).toEqual([]);
    const late = (item = story.event(1, LATE)) => [
      ...[...begin, subscribed(700, 0), item, story.event(2, LATE), checkpoint(2, LATE)],
    ];
    expect(story.judge({}, late())).toEqual(['FORBIDDEN 1']);
    expect(story.judge({}, late(checkpoint(1, LATE)))).toContain('PROTOCOL 1');
  });

  it('has at home who is followed then and was before', () => {
    const home = { feed: 'HOME' as const, viewerId: CAT };
    story.comment(10, ANN, 100);
    story.follow(CAT, ANN, 200);
    story.comment(11, ANN, 300);
    story.follow(CAT, ANN, 400, 'RETRACTED');
    story.comment(12, ANN, 500);
    const end = checkpoint(5, LATE);
    expect(story.judge(home, [...begin, story.event(3, 320), end])).toEqual([]);
    expect(story.judge(home, [...begin, checkpoint(3, 320), end])).toEqual(['MISSING 3']);
    const more = [story.event(1, 120), story.event(3, 320), story.event(5, 520)];
    expect(story.judge(home, [...begin, ...more])).toEqual(['FORBIDDEN 1', 'FORBIDDEN 5']);
    const later = [subscribed(450, 0), story.event(3, 460), end];
    expect(story.judge(home, [...begin, ...later])).toEqual(['FORBIDDEN 3']);
  });

  it('has nothing of those who block the viewer, nor what others do to them', () => {
    const theirs = story.comment(10, ANN, 100);
    story.block(ANN, CAT, 200);
    story.comment(11, ANN, 300);
    story.comment(12, BOB, 400, theirs);
    story.block(ANN, CAT, 500, false);
    story.comment(13, ANN, 600);
    const early = [story.event(1, 120), checkpoint(3, 450), story.event(4, 620)];
    expect(story.judge({ viewerId: CAT }, [...begin, ...early])).toEqual([]);
    expect(story.judge({ viewerId: BOB }, [...begin, ...early])).toEqual([
      'MISSING 2',
      'MISSING 3',
    ]);
    const all = [1, 2, 3, 4].map((sequence) => story.event(sequence, sequence * 100 + 120));
    // The third shows the words that it replies to as well.
    expect(story.judge({ viewerId: CAT }, [...begin, ...all])).toEqual([
      'FORBIDDEN 2',
      'FORBIDDEN 3',
      'CONTENT 3',
    ]);
    expect(story.judge({ viewerId: BOB }, [...begin, ...all])).toEqual([]);
  });

  it('has notifications for their recipient alone, until they are taken back', () => {
    const mine = { feed: 'NOTIFICATIONS' as const, viewerId: CAT };
    story.follow(BOB, CAT, 100);
    story.tell(CAT);
    story.follow(BOB, CAT, 500, 'RETRACTED');
    story.tell(CAT, 'RETRACTED');
    const notice = { id: 2, reason: 'FOLLOW', isSeen: false };
    const added = { ...story.event(2, 150, { notice }), type: 'NotificationAdded' };
    const gone = { id: 2, reason: null, isSeen: null };
    const retracted = { ...story.event(4, 550, { notice: gone }), type: 'NotificationRetracted' };
    expect(story.judge(mine, [...begin, added, retracted])).toEqual([]);
    expect(story.judge(mine, [...begin, checkpoint(3, 450), retracted])).toEqual(['MISSING 2']);
    expect(story.judge(mine, [...begin, checkpoint(4, 550)])).toEqual(['MISSING 4']);
    const theirs = [...begin, added, retracted];
    expect(story.judge({ ...mine, viewerId: BOB }, theirs)).toEqual(['FORBIDDEN 2', 'FORBIDDEN 4']);
    expect(story.judge({}, [...begin, story.event(1, 120), ...theirs.slice(2)])).toContain(
      'FORBIDDEN 2',
    );
  });

  it('knows what a comment said when, and to whom', () => {
    const facts = story.comment(10, ANN, 100);
    story.edit(facts, 77, 200);
    story.block(ANN, CAT, 300);
    const judge = (viewerId: number | null, at: number, comment: object) =>
      story.judge({ viewerId }, [
        ...[...begin, story.event(1, at, { comment: { ...shown(facts), ...comment } })],
        checkpoint(2, LATE),
      ]);
    const hidden = { words: null, authorId: null, isDeleted: true };
    expect(judge(null, 150, {})).not.toContain('CONTENT 1');
    expect(judge(null, 150, { words: 77 })).toContain('CONTENT 1');
    expect(judge(null, 150, { words: 'ill' })).toContain('CONTENT 1');
    expect(judge(null, 150, { authorId: BOB })).toContain('CONTENT 1');
    expect(judge(null, 350, { words: 77 })).not.toContain('CONTENT 1');
    expect(judge(null, 350, hidden)).toContain('CONTENT 1');
    expect(judge(CAT, 350, hidden)).not.toContain('CONTENT 1');
    const viewer = { canEdit: true, canDelete: true, hasFavorited: false };
    expect(judge(ANN, 150, { viewer })).not.toContain('CONTENT 1');
    expect(judge(BOB, 150, { viewer })).toContain('CONTENT 1');
  });

  it('holds subscriptions to their protocol', () => {
    const [first, second, third] = three();
    expect(story.judge({}, [subscribed(0), first, second, third])).toContain('PROTOCOL');
    const elsewhere = [subscribed(130, 0), second, checkpoint(2, 221), third];
    expect(story.judge({}, [...begin, first, ...elsewhere])).toEqual(['PROTOCOL']);
    const tooSoon = [first, subscribed(250, 1), checkpoint(1, 251), second, third];
    expect(story.judge({}, [...begin, ...tooSoon])).toEqual(['PROTOCOL 1']);
    const anew = [first, subscribed(130, 1), checkpoint(1, 131, true), second, third];
    expect(story.judge({}, [...begin, ...anew])).toEqual(['PROTOCOL 1']);
    const stale = [subscribed(250), checkpoint(0, 251, true), first, second, third];
    expect(story.judge({}, stale)).toContain('MISSING 1');
  });
});
