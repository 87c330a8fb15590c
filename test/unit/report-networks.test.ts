import { ReportNetworks } from '../../src/moderation/report-networks';

describe('the networks of reports', () => {
  it('count once for each comment; who comes from nobody knows where counts by themselves', () => {
    const networks = new ReportNetworks();
    for (const [commentId, reporterId, network] of [
      ...([
        [1, 1, 'a'],
        [1, 2, 'a'],
        [1, 3, 'b'],
        [1, 4, null],
        [2, 1, 'c'],
      ] as const),
    ] as const)
      networks.note(commentId, reporterId, network);
    expect(networks.countOf(1, [1, 2])).toBe(1);
    expect(networks.countOf(1, [1, 2, 3, 4, 5])).toBe(4);
    expect(networks.countOf(2, [1, 2])).toBe(2);
    networks.note(1, 2, 'd');
    expect(networks.countOf(1, [1, 2])).toBe(2);
  });

  it('are forgotten when there are too many, the oldest first', () => {
    const networks = new ReportNetworks();
    for (let id = 0; id < 10_001; id += 1) networks.note(1, id, 'a');
    expect(networks.countOf(1, [0, 1, 2])).toBe(2);
  });
});
