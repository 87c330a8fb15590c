import { commentKey, favoriteKey } from './acts/ledger';
import { Story } from './model/story';

const [ANN, BOB] = [1, 2] as const;

describe('the log and what was acknowledged', () => {
  let story: Story;
  const faults = () => story.matching().map(({ text }) => text);

  beforeEach(() => {
    story = new Story();
    story.follow(BOB, ANN, 10);
    story.tell(ANN);
  });

  it('agree when each deed has its entry', () => {
    const comment = story.comment(10, ANN, 100);
    story.comment(11, BOB, 150, comment);
    story.tell(ANN);
    story.favorite(BOB, comment, 200);
    story.tell(ANN);
    story.edit(comment, 77, 300);
    story.follow(BOB, ANN, 350, 'RETRACTED');
    story.tell(ANN, 'RETRACTED');
    story.remove(comment, 400);
    story.favored('RETRACTED', BOB, comment);
    story.tell(ANN, 'RETRACTED');
    expect(faults()).toEqual([]);
  });

  it('do not when a deed has none', () => {
    story.deed(commentKey(10), 'ADDED', 100);
    expect(faults()).toEqual(['Acknowledged and not in the log: ADDED COMMENT 10']);
  });

  it('do not when an entry has none, or comes twice', () => {
    const comment = story.comment(10, ANN, 100);
    story.favored('ADDED', BOB, comment);
    story.log.push({ ...story.log[2]!, sequence: 5 });
    expect(faults()).toEqual([
      'In the log and done by nobody: ADDED FAVORITE 2 Comment 10',
      'In the log and done by nobody: ADDED COMMENT 10',
    ]);
  });

  it('do not when an entry would reach another feed, or is lost among them', () => {
    story.comment(10, ANN, 100);
    story.log[2] = { ...story.log[2]!, postId: 8 };
    expect(faults()).toEqual(['Wrongly routed: COMMENT 10']);
    story.log.shift();
    expect(faults()).toContain('The log has a hole.');
  });

  it('do not when a deleted comment keeps a favorite', () => {
    const comment = story.comment(10, ANN, 100);
    story.favorite(BOB, comment, 200);
    story.tell(ANN);
    story.remove(comment, 300);
    expect(faults()).toEqual([
      'Favorites of a deleted comment were not retracted: FAVORITE 2 Comment 10',
    ]);
  });

  it('agree whichever of two tries was the one', () => {
    const comment = story.comment(10, ANN, 100);
    const unsure = { isSure: false };
    const key = favoriteKey(BOB, { kind: 'Comment', id: 10 });
    story.deed(key, 'ADDED', 200, unsure);
    expect(faults()).toEqual([]);
    story.favorite(BOB, comment, 300);
    story.tell(ANN);
    expect(faults()).toEqual([]);
    story.favored('ADDED', BOB, comment);
    expect(faults()).toHaveLength(1);
  });

  it('agree when a deletion is faster than who takes a favorite back', () => {
    const comment = story.comment(10, ANN, 100);
    story.favorite(BOB, comment, 200);
    story.tell(ANN);
    story.remove(comment, 300);
    story.favored('RETRACTED', BOB, comment);
    story.tell(ANN, 'RETRACTED');
    const key = favoriteKey(BOB, { kind: 'Comment', id: 10 });
    story.deed(key, 'RETRACTED', 300, { isSure: false });
    expect(faults()).toEqual([]);
  });

  describe('and whom an act concerns', () => {
    const CAT = 3;
    const mention = (mentions: number[], at: number) => {
      const comment = story.comment(10, ANN, at);
      story.ledger.deeds.pop();
      story.deed(commentKey(10), 'ADDED', at, { words: 10, mentions });
      return comment;
    };

    it('agree when each is told once, and nobody of their own', () => {
      const comment = story.comment(9, ANN, 50);
      story.comment(10, BOB, 100, comment);
      story.ledger.deeds.pop();
      story.deed(commentKey(10), 'ADDED', 100, { words: 10, mentions: [ANN, BOB, CAT] });
      story.tell(ANN);
      story.tell(CAT);
      expect(faults()).toEqual([]);
      story.tell(CAT);
      expect(faults()).toEqual(['Profile 3 is told what does not concern it.']);
    });

    it('do not when somebody is not told, or another is', () => {
      mention([CAT], 100);
      expect(faults()).toEqual(['Profile 3 is not told: ADDED.']);
      story.tell(BOB);
      expect(faults()).toContain('Profile 2 is told what does not concern it.');
    });

    it('agree when who blocks the actor is not told, and either way while that changes', () => {
      story.block(CAT, ANN, 50);
      mention([CAT], 100);
      expect(faults()).toEqual([]);
      story.tell(CAT);
      expect(faults()).toEqual(['Profile 3 is told what does not concern it.']);
      story.block(CAT, ANN, 95, false);
      expect(faults()).toEqual([]);
      story.log.pop();
      expect(faults()).toEqual([]);
    });

    it('agree when an edit tells others instead, and not when it does not', () => {
      const comment = mention([CAT], 100);
      story.tell(CAT);
      story.edit(comment, 77, 200);
      expect(faults()).toEqual(['Profile 3 is not told: RETRACTED.']);
      story.ledger.deeds.pop();
      story.deed(commentKey(10), 'UPDATED', 200, { words: 77, mentions: [BOB] });
      expect(faults()).toHaveLength(2);
      story.tell(CAT, 'RETRACTED');
      story.tell(BOB);
      expect(faults()).toEqual([]);
    });
  });
});
