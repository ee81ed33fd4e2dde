import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ana,
  ben,
  Gate,
  outcome,
  Replicas,
  STALLED,
  until,
} from './__testUtils__/Replicas';
import { put } from './__testUtils__/runs';
import { RunExecutor, RunJournal, RunUsage } from './RunExecutor';

jest.setTimeout(60_000);

const DAY_MS = 24 * 60 * 60_000;
const USED: RunUsage = {
  modelCalls: 1,
  inputTokens: 1_000,
  outputTokens: 20,
  costUsd: 0.25,
  scannedBytes: 5_000_000_000,
};

/** What so many steps used up. */
const times = (n: number): RunUsage => ({
  modelCalls: n,
  inputTokens: 1_000 * n,
  outputTokens: 20 * n,
  costUsd: 0.25 * n,
  scannedBytes: 5_000_000_000 * n,
});

async function think(journal: RunJournal, n: number) {
  await journal.step({
    kind: 'think',
    title: 'Thought',
    input: n,
    usage: () => USED,
    work: async () => n,
  });
}

describe('RunUsageStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  let replicas: Replicas;

  afterEach(async () => {
    await replicas.stop();
  });

  it.each(databases.eachSupportedId())(
    'counts each step once on %s, over attempts, waits, days and deleted conversations',
    async id => {
      replicas = await Replicas.create(await databases.init(id));
      const gate = new Gate();
      const dying = replicas.start(async (_, journal) => {
        await think(journal, 1);
        await think(journal, 2);
        await gate.pass();
        return outcome('Never');
      }, STALLED);
      const run = await put(dying.service);
      await gate.reached;

      const seen: [RunUsage, RunUsage, number][] = [];
      const look = async (journal: RunJournal) => {
        seen.push([
          { ...journal.usage },
          await journal.usageOfDay(),
          journal.elapsedMs(),
        ]);
      };
      const execute: RunExecutor['execute'] = async (_, journal) => {
        await look(journal);
        await think(journal, 1);
        // Another course: what the second step used up was used all the same.
        await think(journal, 7);
        await look(journal);
        await journal.ask({ text: 'Which?', choices: [] });
        await look(journal);
        await think(journal, 8);
        await look(journal);
        return outcome('Done');
      };
      const { service } = replicas.start(execute);
      replicas.putClockForward(15_001);
      const reaches = (status: string) =>
        until(
          async () => (await service.getRun(ana, run.id)).status === status,
        );
      await reaches('waiting');
      expect(seen.map(([ofRun]) => ofRun)).toEqual([times(2), times(3)]);
      expect(seen.map(([, ofDay]) => ofDay)).toEqual([times(2), times(3)]);

      replicas.putClockForward(2 * DAY_MS);
      await service.replyToRun(ana, run.id, { n: 3, text: 'all' });
      await reaches('done');
      const later = seen.slice(2);
      expect(later.map(([ofRun]) => ofRun)).toEqual([
        times(3),
        times(3),
        times(3),
        times(4),
      ]);
      expect(later.map(([, ofDay]) => ofDay)).toEqual([
        times(0),
        times(0),
        times(0),
        times(1),
      ]);
      const elapsed = seen.map(([, , ms]) => ms);
      expect(elapsed).toEqual([...elapsed].sort((a, b) => a - b));
      // Neither the time after the crash nor the wait of two days.
      expect(elapsed.at(-1)).toBeLessThan(15_001);

      await service.delete(ana, run.conversationId);
      const rest: RunUsage[] = [];
      await replicas.stop();
      const counting = replicas.start(async (_, journal) => {
        rest.push(await journal.usageOfDay());
        return outcome('Done');
      });
      for (const asker of [ana, ben]) {
        await put(counting.service, 'How many?', asker);
      }
      await until(() => rest.length === 2);
      expect(rest).toEqual(expect.arrayContaining([times(1), times(0)]));
    },
  );
});
