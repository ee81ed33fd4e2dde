import { mockServices } from '@backstage/backend-test-utils';
import { AnswerAuditor } from './AnswerAuditor';

const run = {
  runId: 'r1',
  userRef: 'user:default/ann',
  clusterId: 'resource:default/x',
};

describe('AnswerAuditor', () => {
  const mock = mockServices.auditor.mock();
  const auditor = AnswerAuditor.create({ auditor: mock });

  beforeEach(() => mock.createEvent.mockClear());

  const lastEvent = async () => ({
    options: mock.createEvent.mock.lastCall?.[0],
    event: await mock.createEvent.mock.results.at(-1)?.value,
  });

  it('tells allowed statements from refused ones', async () => {
    await auditor.sqlVerdict({ ...run, allowed: true });
    const passed = await lastEvent();
    expect(passed.options).toEqual({
      eventId: 'sql-verdict',
      severityLevel: 'low',
      meta: { ...run, allowed: true },
    });
    expect(passed.event.success).toHaveBeenCalledTimes(1);

    await auditor.sqlVerdict({ ...run, allowed: false, rule: 'function' });
    const refused = await lastEvent();
    expect(refused.options).toEqual({
      eventId: 'sql-verdict',
      severityLevel: 'medium',
      meta: { ...run, allowed: false, rule: 'function' },
    });
    expect(refused.event.fail).toHaveBeenCalledWith({
      error: expect.objectContaining({
        name: 'NotAllowedError',
        message: "The guard refused a statement by its rule 'function'",
      }),
    });
  });

  it('notes on what an answer rests', async () => {
    await auditor.answered({ ...run, tier: 'verified', receiptId: 'x' });
    expect((await lastEvent()).options).toEqual({
      eventId: 'question-answered',
      severityLevel: 'low',
      meta: { ...run, tier: 'verified', receiptId: 'x' },
    });
    const { clusterId: _, ...uncovered } = run;
    await auditor.answered({ ...uncovered, tier: 'uncovered' });
    expect((await lastEvent()).options?.meta).toEqual({
      ...uncovered,
      tier: 'uncovered',
    });
  });
});
