import type { Storm } from '../world/storm';
import { blockOrUnblock, followOrUnfollow } from './bond-acts';
import { addComment, deleteComment, editComment } from './comment-acts';
import { favorite } from './favorite-acts';
import type { Scene } from './scene';

/** What is done how often. */
const ACTS = [
  ...Array<typeof addComment>(7).fill(addComment),
  ...Array<typeof addComment>(3).fill(editComment),
  ...Array<typeof addComment>(2).fill(deleteComment),
  ...Array<typeof addComment>(4).fill(favorite),
  ...Array<typeof addComment>(4).fill(followOrUnfollow),
  ...Array<typeof addComment>(2).fill(blockOrUnblock),
];

/** One of many that act at the same time. */
export class Hand {
  constructor(private readonly scene: Scene) {}

  async during(storm: Storm): Promise<void> {
    while (!storm.isOver) {
      await this.scene.random.one(ACTS)(this.scene);
      storm.tick();
    }
  }
}
