import { buildSchema, execute, parse, type ExecutionArgs } from 'graphql';
import { AnswerLength } from '../../src/schema/answer-length';
import { AnswerRoom } from '../../src/server/answer-room';
import { executors } from '../../src/server/operations/execution';

const WORDS = 'w'.repeat(300);
const SIZE = 1_500;

const schema = buildSchema('type Query { words: String, failing: String }');
const { words, failing } = schema.getQueryType()!.getFields();
words!.resolve = (_source, _args, { answerLength }: { answerLength: AnswerLength }) =>
  answerLength.hold(WORDS);
failing!.resolve = () => Promise.reject(new Error('no'));

describe.each(['interpreted', 'compiled'] as const)('the words of an answer, %s', (name) => {
  /** Executes an operation beside another answer, and tells how much room it has taken. */
  const answered = async (query: string, most: number) => {
    const room = new AnswerRoom(SIZE);
    room.hold('elsewhere', 100);
    const length = () => {
      const answerLength = new AnswerLength(most);
      answerLength.within(room.hold('here', 0));
      return answerLength;
    };
    const args = (answerLength: AnswerLength): ExecutionArgs => ({
      ...{ schema, document: parse(query), contextValue: { answerLength } },
    });
    const given = await executors[name](args(length()));
    const taken = room.bytes - 100;
    expect(JSON.stringify(given)).toBe(JSON.stringify(await execute(args(new AnswerLength(most)))));
    return { taken, errors: given.errors ?? [] };
  };

  it('take room and are counted once, also where a field fails', async () => {
    expect(await answered('{ words }', 400)).toEqual({ taken: 300, errors: [] });
    const { taken, errors } = await answered('{ words failing }', 400);
    expect([taken, errors.length]).toEqual([300, 1]);
  });

  it('are too many where they are, and no sooner', async () => {
    expect((await answered('{ words again: words }', 599)).errors).toHaveLength(1);
    expect((await answered('{ words again: words }', 600)).errors).toHaveLength(0);
    expect((await answered('{ words again: words failing }', 600)).errors).toHaveLength(1);
    expect((await answered('{ words again: words failing }', 599)).errors).toHaveLength(2);
  });
});
