import { activitiesOfPosting } from '../../../feed/recorder.queries';
import { normalizePostUrl } from '../../../posts/post-url';
import type { Make } from '../reading/act';
import type { Adoption } from './adoption';
import type { Draft } from '../known/draft';
import { Fault } from '../reading/fault';
import { besides } from '../known/foreign-names';
import type { ForeignRow } from '../known/foreign.queries';
import type { PageFacts } from '../known/pages';
import type { PageRow } from '../known/pages.queries';
import { factsOf } from './placing';
import type { Page } from '../reading/thing';

/** A post that is to be published, and what is known of it. */
interface Publication {
  readonly make: Make;
  readonly page: Page;
  readonly url: string;
  /** The post that its id stands for. */
  readonly named: PageRow | null;
  readonly atAddress: PageRow | null;
}

/** Makes posts of articles, and of notes that reply to nothing. */
export class Posting {
  constructor(private readonly adoption: Adoption) {}

  async make(draft: Draft, make: Make, page: Page, row: ForeignRow | null): Promise<void> {
    const { author } = make;
    const { tally } = draft;
    const { address } = page;
    if (address === null) throw new Fault('It has no web address (http or https).');
    if (page.id !== null && (await draft.names.find(besides(page.id, 'deleted', author.id)))) {
      tally.pass('post that was deleted');
      return;
    }
    const atAddress = await draft.pages.at(address);
    const named = await draft.pages.named(row);
    const authorId = await draft.people.known(author.id);
    for (const post of [named, atAddress])
      if (post && post.authorId !== null && post.authorId !== authorId)
        throw new Fault('The post at its address is by somebody else.');
    if (named) await draft.settle();
    if (await isPublished(draft, named)) tally.counts.alreadyThere += 1;
    else {
      // It may have moved since.
      const url = atAddress?.url ?? address;
      const site = url === address ? page.site : null;
      await this.publish(draft, { make, page: { ...page, site }, url, named, atAddress });
    }
  }

  private async publish(draft: Draft, publication: Publication): Promise<void> {
    const { make, page, url } = publication;
    const person = await draft.people.profileOf(make.author);
    const facts: PageFacts = {
      ...(await factsOf(draft, { ...page, author: make.author }, url)),
      publishedAt: make.madeAt,
      site: page.site ?? (page.isOnOwnSite ? ownSite(person) : null),
    };
    if (publication.named ?? publication.atAddress) await draft.settle();
    const known = await this.onePost(draft, publication);
    if (await isPublished(draft, known)) {
      draft.tally.counts.alreadyThere += 1;
      return;
    }
    const post = known ? await draft.pages.describe(known, facts) : await draft.pages.create(facts);
    const activityId = await draft.addActivity({
      type: 'POST',
      actorId: person.profileId,
      occurredAt: make.at,
      postId: post.id,
    });
    if (make.key !== null) await draft.names.set(make.key, 'ACTIVITY', activityId);
    if (page.id !== null) await draft.names.set(page.id, 'POST', post.id);
    if (known) await draft.names.arrive('POST', post.id);
  }

  /** The post that stands there already; that which was made for its id becomes one with that at its address. */
  private async onePost(
    draft: Draft,
    { named, atAddress, url }: Publication,
  ): Promise<PageRow | null> {
    if (!named || !atAddress || named.id === atAddress.id) return atAddress ?? named;
    await this.adoption.mergePosts(draft, named.id, atAddress.id);
    return draft.pages.at(url);
  }
}

const isPublished = async ({ unit }: Draft, post: PageRow | null): Promise<boolean> =>
  post !== null && (await activitiesOfPosting(unit, post.id)).length > 0;

/** The blog of somebody who has no other: their homepage. */
function ownSite({
  homepageUrl,
  value,
  displayName,
}: {
  homepageUrl: string | null;
  value: string;
  displayName: string;
}) {
  const url = normalizePostUrl(homepageUrl ?? value);
  return url === null ? null : { url, title: displayName };
}
