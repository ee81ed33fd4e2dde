import { openTurns } from './openTurns';

describe('openTurns', () => {
  it('leaves out what was answered from a cluster that is closed by now', () => {
    const turn = (runId: string, cluster?: string) => ({
      runId,
      question: 'How many?',
      answer: { tier: 'grounded' as const, sentence: '16.', cluster },
    });
    const open = openTurns({
      history: [turn('r1', 'closed'), turn('r2', 'open'), turn('r3')],
      askable: ['open'],
    });
    expect(open.map(({ runId }) => runId)).toEqual(['r2', 'r3']);
  });
});
