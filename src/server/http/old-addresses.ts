import type { FastifyInstance } from 'fastify';
import { escapeHtml } from '../../comments/clean-html';
import { leadsBack } from '../../posts/leads-back';
import type { MovedPost } from '../../posts/post-address.queries';
import type { PostService } from '../../posts/post.service';

const PREFIX = '/p/';
/**
 * The move is for good, which search engines want to hear; but browsers keep such an answer as long as they are let, and
 * a site can move again.
 */
const MOVED_FOR = 'public, max-age=3600';

const UNKNOWN = `No post is known that stood at this address.

Check that the address is whole: /p/ is followed by the path of the old address, or by the whole of it.
`;

/**
 * `GET /p/<old address>` leads to where an imported post is now. Nothing of the request gets into the answer: a redirect
 * goes to addresses of posts alone.
 */
export function registerOldAddresses(
  fastify: FastifyInstance,
  { posts, publicUrl }: { posts: PostService; publicUrl: () => string },
): void {
  fastify.get(`${PREFIX}*`, async (request, reply) => {
    // As it was sent: what is escaped in an address is escaped for a reason.
    const text = (request.raw.url ?? '').slice(PREFIX.length);
    const found = distinct(await posts.movedFrom(text));
    const [only, ...others] = found;
    if (!only) return reply.code(404).type('text/plain; charset=utf-8').send(UNKNOWN);
    reply.type('text/html; charset=utf-8');
    if (others.length > 0) return reply.code(300).send(choiceOf(found));
    const here = [publicUrl(), `http://${request.host}`, `https://${request.host}`];
    if (leadsBack(only, { text, here })) return reply.code(404).send(notMoved(only));
    return reply.header('cache-control', MOVED_FOR).redirect(only.url, 301);
  });
}

/** Posts can have stood at several addresses of one path. */
function distinct(posts: readonly MovedPost[]): MovedPost[] {
  return [...new Map(posts.map((post) => [post.url, post])).values()];
}

function choiceOf(posts: readonly MovedPost[]): string {
  const links = posts.map((post) => `<li>${linkTo(post)}</li>`);
  return page(
    'Several posts',
    `<p>Several posts stood at this path. Which one did you look for?</p>
<ul>
${links.join('\n')}
</ul>`,
  );
}

const notMoved = (post: MovedPost): string =>
  page(
    'Not moved',
    `<p>This post is known here, but no other place than the one that was asked for: ${linkTo(post)}</p>`,
  );

function linkTo({ url, title }: MovedPost): string {
  const href = escapeHtml(url).replaceAll('"', '&quot;');
  const name = title === null ? '' : `${escapeHtml(title)}: `;
  return `${name}<a href="${href}">${escapeHtml(url)}</a>`;
}

const page = (title: string, body: string): string => `<!doctype html>
<meta charset="utf-8">
<title>${title}</title>
${body}
`;
