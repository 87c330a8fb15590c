import { getNamedType, parse, type OperationDefinitionNode } from 'graphql';
import { schema } from '../../../src/schema/build-schema';
import { fieldsOf, type AnyField, type CompositeType } from '../../support/audience/schema-walk';
import type { GraphQLAnswer, Member } from '../../support/app';
import { ASKERS, type Asker } from './askers';
import { toldIn, type Told } from './answers';
import { QUERIES, samplesOf } from './asked';
import { secretsIn } from './secrets';
import { isList, selectionOf, waysFrom } from './selection';
import type { Refused, Store } from './store';
import type { World } from './world';

interface AskOptions {
  /** In which session; else in the asker's usual one. */
  readonly by?: Member | null;
  readonly variables?: object;
}

/** What needs no list. */
export const isNoList = (field: AnyField): boolean => !isList(field);

/** Asks everybody for everything. */
export class Gathering {
  /** Secrets that were told, and what failed. */
  readonly faults: string[] = [];

  constructor(
    private readonly world: World,
    private readonly store: Store,
  ) {}

  /** Everything that HTTP can be asked for. */
  async askAll(): Promise<void> {
    const roots = fieldsOf(schema().getQueryType()!);
    for (const field of roots.filter(({ name }) => name !== 'node' && name !== 'nodes'))
      for (const given of QUERIES[field.name]?.(this.world, []) ?? ['']) {
        const to = getNamedType(field.type) as CompositeType;
        for (const only of [undefined, ...waysFrom(schema(), to)])
          await this.askEach(
            field,
            given,
            selectionOf(schema(), to, { things: only ? 3 : 1, ...(only && { only }) }),
          );
      }
    for (const id of samplesOf(this.world)) {
      const type = schema().getType(this.world.typeOf(id)!) as CompositeType;
      for (const only of [undefined, ...waysFrom(schema(), type)]) {
        const inside = selectionOf(schema(), type, { things: only ? 3 : 1, ...(only && { only }) });
        await this.askById(type, 'node', `id: "${id}"`, inside);
      }
    }
    await this.askForTheRest();
    await this.readLists();
  }

  /** Whatever somebody was told of, everybody asks for by its id. */
  private async askForTheRest(): Promise<void> {
    const byType = new Map<string, string[]>();
    for (const [id, type] of this.store.things)
      if (this.world.typeOf(id) !== null) byType.set(type, [...(byType.get(type) ?? []), id]);
    for (const [name, ids] of byType) {
      const type = schema().getType(name) as CompositeType;
      const inside = selectionOf(schema(), type, { things: 1 });
      for (let from = 0; from < ids.length; from += 20)
        await this.askById(
          type,
          'nodes',
          `ids: ["${ids.slice(from, from + 20).join('", "')}"]`,
          inside,
        );
    }
  }

  /** Those whose word counts say what is in all things that anybody was told of; lists aside. */
  async askTellers(): Promise<void> {
    for (const id of [...this.store.things.keys()])
      await this.askWhole(id, ['owner', 'administrator']);
  }

  /** Everything of a thing but its lists, and of what it leads to. */
  async askWhole(id: string, askers: readonly Asker[]): Promise<void> {
    const name = this.world.typeOf(id);
    if (name === null) return;
    const type = schema().getType(name) as CompositeType;
    const inside = selectionOf(schema(), type, { things: 2, isAsked: isNoList });
    const query = `{ node(id: "${id}") { __typename id ... on ${name} ${inside} } }`;
    for (const asker of askers) await this.ask(asker, query);
  }

  private async askById(
    type: CompositeType,
    root: 'node' | 'nodes',
    given: string,
    inside: string,
  ): Promise<void> {
    const query = `query Ask { ${root}(${given}) { __typename id ... on ${type.name} ${inside} } }`;
    for (const asker of ASKERS) await this.ask(asker, query);
  }

  private async askEach(field: AnyField, given: string, selection: string): Promise<void> {
    const texts = [isList(field) ? 'first: 5' : '', given].filter((text) => text !== '');
    const head = texts.length > 0 ? `${field.name}(${texts.join(', ')})` : field.name;
    for (const asker of ASKERS) await this.ask(asker, `query Ask { ${head} ${selection} }`);
  }

  /** Every list of every thing, to its end, as those see it whose word counts. */
  private async readLists(): Promise<void> {
    const all = '{ __typename edges { __typename node { __typename id } } }';
    const read = async (asker: Asker, query: string) => {
      const answer = await this.send(asker, query);
      for (const told of toldIn(schema(), query, answer.data))
        // Whoever is not told of a list is no teller of it.
        if (told.page && told.value !== null && told.field !== 'edges' && told.field !== 'node')
          this.store.takeList(told.place, told.page.items);
    };
    for (const asker of ['owner', 'administrator', ...ASKERS] as const) {
      for (const field of fieldsOf(schema().getQueryType()!).filter(isList))
        for (const given of QUERIES[field.name]?.(this.world, []) ?? [''])
          await read(
            asker,
            `{ ${field.name}(${['first: 100', given].filter(Boolean).join(', ')}) ${all} }`,
          );
      for (const [id, name] of [...this.store.things]) {
        const lists = fieldsOf(schema().getType(name) as CompositeType).filter(isList);
        if (lists.length === 0 || this.world.typeOf(id) === null) continue;
        const texts = lists.map(({ name: list }) => `${list}(first: 100) ${all}`).join(' ');
        await read(asker, `{ node(id: "${id}") { __typename id ... on ${name} { ${texts} } } }`);
      }
    }
  }

  /** Asks one thing of one person. */
  async ask(asker: Asker, query: string, options: AskOptions = {}): Promise<GraphQLAnswer> {
    const answer = await this.send(asker, query, options);
    this.take(asker, query, answer, [
      ...toldIn(schema(), query, answer.data),
      ...refusedIn(query, answer),
    ]);
    return answer;
  }

  private async send(
    asker: Asker,
    query: string,
    { by = this.world.who(asker), variables = {} }: AskOptions = {},
  ): Promise<GraphQLAnswer> {
    const [text, more] = withoutIds(query);
    const answer = await this.world.app.send(text, { ...variables, ...more }, by?.token ?? null);
    const other = (answer.errors ?? []).filter(({ path }) => path?.length !== 1);
    if (other.length > 0)
      this.faults.push(
        `${asker}: ${JSON.stringify(other).slice(0, 300)} for ${query.slice(0, 300)}`,
      );
    return answer;
  }

  /** Takes what somebody was told by an answer, and looks for secrets in it. */
  take(asker: Asker, query: string, answer: object, told: readonly Told[]): void {
    this.store.take(asker, told);
    this.faults.push(
      ...secretsIn(this.world, asker, answer, told).map(
        (fault) => `${fault}: ${query.slice(0, 200)}`,
      ),
    );
  }
}

/** Of an operation with one root field, that it was refused. */
function refusedIn(query: string, { errors }: GraphQLAnswer): Told[] {
  return (errors ?? []).flatMap(({ path, extensions: { code } }) => {
    if (path?.length !== 1) return [];
    const [operation] = parse(query).definitions as [OperationDefinitionNode];
    const type = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' }[
      operation.operation
    ];
    const [root] = toldIn(schema(), query, { [String(path[0])]: null });
    return root ? [{ ...root, type, value: { refused: code } satisfies Refused }] : [];
  });
}

/** The ids as variables: then the server knows the document already for the next thing, which saves it most of the time. */
function withoutIds(query: string): [text: string, variables: object] {
  const found = /^(?:query Ask )?\{ (nodes?)\((ids?): ("[^"]*"|\[[^\]]*\])\)/.exec(query);
  if (!found) return [query, {}];
  const [head, field, argument, value = ''] = found;
  const type = argument === 'ids' ? '[ID!]!' : 'ID!';
  const asked = `query Ask($given: ${type}) { ${field}(${argument}: $given)`;
  return [`${asked}${query.slice(head.length)}`, { given: JSON.parse(value) as unknown }];
}
