import { HealthSignal } from '@cairn/backstage-plugin-data-assistant-node';
import { exampleCluster } from './__testUtils__/exampleCluster';
import { measureSignal, scoreOf } from './measureSignal';

const context = {
  cluster: exampleCluster({}),
  now: new Date('2026-11-20T12:00:00Z'),
  questionsSince: async () => ({ asked: 0, answered: 0, unanswered: [] }),
};

function signalThat(measure: HealthSignal['measure']): HealthSignal {
  return { id: 'docs', title: 'Docs', weight: 2, measure };
}

describe('measureSignal', () => {
  const head = { id: 'docs', title: 'Docs', weight: 2 };

  it('passes on what was measured', async () => {
    const facts = [{ text: 'One doc', ref: 'doc:podcasts/words' }];
    await expect(
      measureSignal({
        context,
        signal: signalThat(async () => ({ value: 0, facts, action: 'Write' })),
      }),
    ).resolves.toEqual({ ...head, value: 0, facts, action: 'Write' });
  });

  it.each([
    [async () => ({ failure: 'Nobody wrote' }), 'Nobody wrote'],
    [async () => ({ value: 1.2, facts: [] }), '1.2 is not between 0 and 1'],
    [async () => ({ value: NaN, facts: [] }), 'NaN is not between 0 and 1'],
    [
      async () => {
        throw new Error('The wiki did not answer');
      },
      'The wiki did not answer',
    ],
    [
      () => {
        throw new Error('Not even a promise');
      },
      'Not even a promise',
    ],
  ])(
    'keeps a failure with its reason, never as a zero',
    async (measure, failure) => {
      await expect(
        measureSignal({ context, signal: signalThat(measure) }),
      ).resolves.toEqual({ ...head, failure, facts: [] });
    },
  );

  it('does not wait for ever', async () => {
    await expect(
      measureSignal({
        context,
        signal: signalThat(() => new Promise(() => {})),
        timeoutMs: 5,
      }),
    ).resolves.toEqual({
      ...head,
      failure: 'No result within 0.005 s',
      facts: [],
    });
  });
});

describe('scoreOf', () => {
  const result = (weight: number, value?: number) => ({
    id: 'x',
    title: 'X',
    weight,
    value,
    facts: [],
  });

  it('weighs the signals that have a value, and rounds', () => {
    expect(scoreOf([result(4, 0.5), result(3, 1), result(3)])).toBe(71);
    expect(scoreOf([result(4, 0), result(3)])).toBe(0);
    expect(scoreOf([result(4), result(3)])).toBeUndefined();
    expect(scoreOf([])).toBeUndefined();
  });
});
