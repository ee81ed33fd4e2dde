import { Answer } from '@cairn/backstage-plugin-data-assistant-common';
import { RunJournal, RunRequest } from '../conversations/RunExecutor';
import { FirstReading } from './FirstReading';
import { FirstReadingExecutor } from './FirstReadingExecutor';

describe('FirstReadingExecutor', () => {
  const askedAt = new Date();

  function execute(
    firstReading: FirstReading,
    tier: Answer['tier'],
    askable = ['resource:default/radio'],
  ) {
    const inner = jest.fn(async () => ({
      answer: { tier, sentence: 'So it is.' },
      touched: [{ clusterId: 'resource:default/radio', tier }],
    }));
    const outcome = FirstReadingExecutor.create({
      executor: { execute: inner },
      firstReading,
    }).execute({ askable, askedAt } as RunRequest, {} as RunJournal);
    return { inner, outcome };
  }

  const refusal = {
    name: 'RunFailure',
    code: 'context-not-read',
    message: expect.stringContaining('ask again in a moment'),
  };

  it('answers what is covered while the context is being read, and fails the rest', async () => {
    const firstReading = FirstReading.create({ isOver: false });
    await expect(
      execute(firstReading, 'verified').outcome,
    ).resolves.toMatchObject({ answer: { tier: 'verified' } });
    await expect(
      execute(firstReading, 'uncovered').outcome,
    ).rejects.toMatchObject(refusal);
  });

  it('begins no work while there is no cluster', async () => {
    const { inner, outcome } = execute(
      FirstReading.create({ isOver: false }),
      'uncovered',
      [],
    );
    await expect(outcome).rejects.toMatchObject(refusal);
    expect(inner).not.toHaveBeenCalled();
  });

  it('fails a question of before, which knows of less, after the end too', async () => {
    const firstReading = FirstReading.create({ isOver: false });
    jest.spyOn(Date, 'now').mockReturnValueOnce(askedAt.getTime() + 1);
    firstReading.end();
    await expect(
      execute(firstReading, 'uncovered', []).outcome,
    ).rejects.toMatchObject(refusal);
  });

  it.each([
    ['uncovered' as const, [] as string[]],
    ['verified' as const, ['x']],
  ])(
    'lets %s answers pass where the context was read before',
    async (tier, askable) => {
      await expect(
        execute(FirstReading.create({ isOver: true }), tier, askable).outcome,
      ).resolves.toMatchObject({ answer: { tier } });
    },
  );
});
