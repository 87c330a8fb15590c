import { ID, InterfaceType, Field } from 'type-graphql';
import { toGlobalId, type NodeKind } from './global-id';
import { ForEveryone } from './audience';

/** What every record that is a GraphQL object has: its type's name and its own number. */
export interface NodeRecord {
  readonly kind: NodeKind;
  readonly id: number;
}

@InterfaceType('Node', {
  description: 'Anything that can be fetched again by its id.',
})
export abstract class NodeType {
  @ForEveryone()
  @Field(() => ID, { description: 'Global, opaque, stable.' })
  id!: string;
}

export const globalIdOf = ({ kind, id }: NodeRecord): string => toGlobalId(kind, id);
