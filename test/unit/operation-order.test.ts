import { OperationOrder } from '../../src/server/websocket/operation-order';

describe('the operations of one id', () => {
  let order: OperationOrder;

  beforeEach(() => (order = new OperationOrder()));

  const ask = (id: string, message: unknown = id, length = 1) => order.ask(id, message, length);

  it('follow each other, and those of other ids do not wait', () => {
    expect(ask('a', 1)).toBe('begin');
    expect(ask('a')).toBe('refuse');
    expect(order.complete('a')).toBe(false);
    expect(ask('b')).toBe('begin');
    expect(ask('a', 2)).toBe('wait');
    expect(ask('a')).toBe('refuse');
    expect(order.over('a')).toBe(true);
    expect(order.next('a')).toBe(2);
    expect(ask('a')).toBe('refuse');
    expect(order.over('a')).toBe(false);
    expect(ask('a')).toBe('begin');
  });

  it('wait as well where the server ends one, and only for that one', () => {
    ask('a', 1);
    order.end('a');
    expect(ask('a', 2)).toBe('wait');
    // Told once more, as where the client completes what is ending: it is not the one that waits.
    order.end('a');
    expect(order.over('a')).toBe(true);
    expect(order.next('a')).toBe(2);
  });

  it('do not begin when they are completed while they wait, before their turn or at it', () => {
    ask('a', 1);
    order.complete('a');
    ask('a', 2);
    expect(order.complete('a')).toBe(true);
    expect(ask('a', 3)).toBe('wait');
    expect(order.over('a')).toBe(true);
    expect(order.complete('a')).toBe(true);
    expect(order.next('a')).toBeNull();
    expect(ask('a')).toBe('begin');
  });

  it('are waited for where a hundred are ending, until one is over', () => {
    for (let n = 0; n < 100; n += 1) {
      ask(`${n}`);
      order.lasts(`${n}`);
      expect(order.isFull).toBe(false);
      order.complete(`${n}`);
      order.complete(`${n}`);
    }
    expect(order.isFull).toBe(true);
    ask('5');
    order.over('5');
    expect(order.isFull).toBe(true);
    order.next('5');
    expect(order.isFull).toBe(false);
    order.complete('5');
    expect(order.isFull).toBe(true);
    order.over('6');
    expect(order.isFull).toBe(false);
  });

  it('are waited for where four that do not last are under way, until one is over', () => {
    for (let n = 0; n < 4; n += 1) {
      expect(order.isFull).toBe(false);
      ask(`${n}`);
    }
    expect(order.isFull).toBe(true);
    order.lasts('3');
    expect(order.isFull).toBe(false);
    ask('more');
    expect(order.isFull).toBe(true);
    order.over('2');
    expect(order.isFull).toBe(false);
  });

  it('are waited for where what waits is large, until it begins or is completed', () => {
    const large = 300 * 1024;
    for (const id of ['a', 'b']) {
      ask(id);
      order.complete(id);
      ask(id, id, large);
    }
    expect(order.isFull).toBe(true);
    order.complete('a');
    expect(order.isFull).toBe(false);
    ask('a', 'a', large);
    expect(order.isFull).toBe(true);
    order.over('b');
    order.next('b');
    expect(order.isFull).toBe(false);
  });

  it('are forgotten with their socket', () => {
    ask('a');
    order.complete('a');
    ask('a', 'next', 600 * 1024);
    order.clear();
    expect(order.isFull).toBe(false);
    expect(order.over('a')).toBe(false);
    expect(order.next('a')).toBeNull();
    expect(ask('a')).toBe('begin');
  });
});
