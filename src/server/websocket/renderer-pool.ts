import { createHash } from 'node:crypto';
import {
  Kind,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLError,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
} from 'graphql';
import type { Viewer } from '../../accounts/viewer';
import type { Renderers } from '../../live/rendering';
import { schema } from '../../schema/build-schema';
import type { Context } from '../../schema/context';
import { isShareable } from '../../schema/selection-audience';
import { createContext, createSharedContext, type ContextSource } from '../context';
import type { Execute } from '../operations/execution';
import { LiveRenderer } from './live-renderer';

/** A subscription that is about to begin. */
export interface SubscribedOperation {
  /** The document as it was sent: the same text is the same document. */
  readonly text: string;
  readonly args: ExecutionArgs & { readonly document: DocumentNode };
  readonly operation: OperationDefinitionNode;
  readonly viewer: Viewer | null;
}

/** Whom the answers are for: everybody, those who are not signed in, or one profile. */
const EVERYBODY = 'EVERYBODY';
const NOBODY = 'NOBODY';
type Audience = typeof EVERYBODY | typeof NOBODY | number;

interface Group {
  readonly key: string;
  readonly renderer: LiveRenderer;
  members: number;
}

/**
 * Gives subscribers whose operations are the same one renderer, if the answers are the same for every viewer: an event is
 * then executed and written once for all of them. Where they depend on the viewer, only that viewer's own subscriptions
 * share one, and those of nobody.
 */
export class RendererPool {
  private readonly groups = new Map<string, Group>();
  private readonly shareable = new WeakMap<OperationDefinitionNode, boolean>();

  constructor(
    private readonly execute: Execute,
    private readonly source: ContextSource,
    private readonly format: (error: GraphQLError) => GraphQLFormattedError,
  ) {}

  renderersFor(subscribed: SubscribedOperation): Renderers {
    const { args, viewer } = subscribed;
    const newOwnContext = () => createContext(this.source, viewer);
    if (!this.isShared(subscribed)) {
      const group = this.join(subscribed, viewer?.profileId ?? NOBODY, newOwnContext);
      const { renderer } = group;
      return { usual: renderer, own: renderer, release: () => this.leave(group) };
    }
    const group = this.join(subscribed, EVERYBODY, () => createSharedContext(this.source));
    const own = this.newRenderer(args, newOwnContext);
    return { usual: group.renderer, own, release: () => this.leave(group) };
  }

  /** Asked once of each document that is kept: thousands may subscribe with it in a moment. */
  private isShared({ args, operation }: SubscribedOperation): boolean {
    const known = this.shareable.get(operation);
    if (known !== undefined) return known;
    const isShared = isShareable(schema(), args.document, operation);
    this.shareable.set(operation, isShared);
    return isShared;
  }

  private join(
    subscribed: SubscribedOperation,
    audience: Audience,
    newContext: () => Context,
  ): Group {
    const key = keyOf(subscribed, audience);
    const renderer = () => this.newRenderer(subscribed.args, newContext);
    const group = this.groups.get(key) ?? { key, renderer: renderer(), members: 0 };
    this.groups.set(key, group);
    group.members += 1;
    return group;
  }

  private newRenderer(args: ExecutionArgs, newContext: () => Context): LiveRenderer {
    return new LiveRenderer(this.execute, args, newContext, this.format);
  }

  private leave(group: Group): void {
    group.members -= 1;
    if (group.members === 0) this.groups.delete(group.key);
  }
}

/** A hash: the words themselves can have many kilobytes. */
function keyOf({ text, args, operation }: SubscribedOperation, audience: Audience): string {
  const variables = variablesThatMatter(args.document, operation, args.variableValues ?? {});
  const operated = JSON.stringify([audience, text, args.operationName ?? null, variables]);
  return createHash('sha256').update(operated).digest('base64');
}

/** The variables, without the one that says where to begin, if it says nothing else: it changes no message. */
function variablesThatMatter(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): (readonly [string, unknown])[] {
  const cursor = cursorVariable(operation);
  const uses = cursor === null ? 0 : usesOf(document, cursor);
  return Object.entries(variables)
    .filter(([name]) => name !== cursor || uses > 1)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

/** The name of the variable that is the `after` of the operation's own field. */
function cursorVariable({ selectionSet }: OperationDefinitionNode): string | null {
  const [field] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD) return null;
  const after = field.arguments?.find((argument) => argument.name.value === 'after')?.value;
  return after?.kind === Kind.VARIABLE ? after.name.value : null;
}

/** How often a document uses a variable, its definitions aside. */
function usesOf(document: DocumentNode, name: string): number {
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: (variable) => {
      if (variable.name.value === name) uses += 1;
    },
  });
  return uses;
}
