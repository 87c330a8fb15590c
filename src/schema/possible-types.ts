import { isAbstractType, type GraphQLSchema } from 'graphql';

/** Which types each interface and union can be, by name. */
export function possibleTypesOf(schema: GraphQLSchema): Record<string, string[]> {
  const types = Object.values(schema.getTypeMap()).filter((type) => isAbstractType(type));
  const entries = types.map((type): [string, string[]] => [
    type.name,
    schema
      .getPossibleTypes(type)
      .map(({ name }) => name)
      .sort(),
  ]);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The module of the client that tells Apollo Client's cache. */
export function possibleTypesModule(schema: GraphQLSchema): string {
  const json = JSON.stringify(possibleTypesOf(schema), null, 2);
  return `// Written by \`npm run schema\`.

/** For \`new InMemoryCache({ possibleTypes })\` of Apollo Client: fragments on an interface match its types. */
export const possibleTypes: Record<string, string[]> = ${json};
`;
}
