import { ProgressText } from '../../src/cli/progress-text';

describe('how far an import has come', () => {
  const text = (total = 10_000) => new ProgressText(total, 'comments', 0);

  it('is told without a rate or a time left until they can be told', () => {
    const progress = text();
    expect(progress.at({ at: 0, done: 0, count: 0 })).toBe('0 % | 0 comments');
    expect(progress.at({ at: 400, done: 900, count: 300 })).toBe('9 % | 300 comments');
    expect(progress.at({ at: 2_000, done: 0, count: 4_000 })).toBe(
      '0 % | 4,000 comments | 2,000/s',
    );
  });

  it('is told with both, and without a time once nothing is left', () => {
    const progress = text();
    expect(progress.at({ at: 2_200, done: 3_100, count: 5_065 })).toBe(
      '31 % | 5,065 comments | 2,300/s | 5 s left',
    );
    expect(progress.at({ at: 5_000, done: 10_000, count: 11_500 })).toBe(
      '100 % | 11,500 comments | 2,300/s',
    );
  });

  it('is told in minutes and hours where it takes long', () => {
    expect(text().at({ at: 10_000, done: 1_000, count: 12 })).toMatch(/ \| 1\.2\/s \| 2 min left$/);
    expect(text().at({ at: 10_000, done: 10, count: 12 })).toMatch(/ \| 2 h 47 min left$/);
  });

  it('is judged by the last seconds', () => {
    const progress = text(1_000_000);
    for (let second = 1; second <= 60; second += 1)
      progress.at({ at: second * 1_000, done: second * 10_000, count: second * 1_000 });
    for (let second = 61; second < 80; second += 1)
      progress.at({ at: second * 1_000, done: 600_000 + second, count: 60_000 + second });
    expect(progress.at({ at: 80_000, done: 600_080, count: 60_080 })).toMatch(/ \| 1\/s \| /);
  });
});
