import type { ExecutionArgs, ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { isPassingFault } from '../../database/passing-fault';
import type { FeedMessage } from '../../live/feed-message';
import type { Renderer, Rendering } from '../../live/rendering';
import type { Context } from '../../schema/context';
import type { Execute } from '../operations/execution';

const NOBODY: ReadonlySet<number> = new Set();

/** Executes a subscribed operation for each message, and writes the answer out. */
export class LiveRenderer implements Renderer {
  constructor(
    private readonly execute: Execute,
    private readonly args: ExecutionArgs,
    /** A fresh one for each message: loaders that were filled for an earlier one would tell what has changed since. */
    private readonly newContext: () => Context,
    private readonly format: (error: GraphQLError) => GraphQLFormattedError,
  ) {}

  render(message: FeedMessage): Rendering | Promise<Rendering> {
    const context = this.newContext();
    const result = this.execute({ ...this.args, rootValue: message, contextValue: context });
    return result instanceof Promise
      ? result.then((settled) => this.write(settled, context))
      : this.write(result, context);
  }

  /** @throws the fault of the database for which it tells less than there is: it is to be rendered anew when that has passed */
  private write({ data, errors }: ExecutionResult, { peopleShown }: Context): Rendering {
    const passing = errors?.find(({ originalError }) => isPassingFault(originalError));
    if (passing?.originalError) throw passing.originalError;
    const answer = { ...(errors && { errors: errors.map(this.format) }), data: data ?? null };
    return { payload: Buffer.from(JSON.stringify(answer)), peopleShown: peopleShown ?? NOBODY };
  }
}
