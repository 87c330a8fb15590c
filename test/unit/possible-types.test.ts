import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { possibleTypes } from '../../src/client/possible-types';
import { possibleTypesModule, possibleTypesOf } from '../../src/schema/possible-types';

const ROOT = join(__dirname, '../..');
const committed = buildSchema(readFileSync(join(ROOT, 'schema.graphql'), 'utf8'));

describe("the client's possibleTypes", () => {
  it('are those of the committed schema: npm run schema', () => {
    expect(possibleTypes).toEqual(possibleTypesOf(committed));
    const path = join(ROOT, 'src/client/possible-types.ts');
    expect(readFileSync(path, 'utf8')).toBe(possibleTypesModule(committed));
  });

  it('have every interface and union', () => {
    const schema = buildSchema(`
      interface Named { name: String }
      type Zebra implements Named { name: String }
      type Ant implements Named { name: String }
      type Stone { weight: Int }
      union Thing = Zebra | Stone
      type Query { thing: Thing }
    `);
    expect(possibleTypesOf(schema)).toEqual({ Named: ['Ant', 'Zebra'], Thing: ['Stone', 'Zebra'] });
    expect(possibleTypes.FeedMessage).toEqual(
      expect.arrayContaining(['ActivityAdded', 'ActivityRetracted', 'FeedCheckpoint']),
    );
  });
});
