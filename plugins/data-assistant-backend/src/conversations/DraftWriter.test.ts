import {
  Run,
  RunStreamItem,
} from '@cairn/backstage-plugin-data-assistant-common';
import { onEachDatabase } from './__testUtils__/onEachDatabase';
import { ana, Gate, outcome, STALLED, until } from './__testUtils__/Replicas';
import { never, put } from './__testUtils__/runs';
import { ConversationService } from './ConversationService';
import { RunJournal } from './RunExecutor';

/** Reads a run to its end, and lets the test wait for what it shows. */
function follow(service: ConversationService, run: Run) {
  const items: RunStreamItem[] = [];
  const reading = async () => {
    const signal = new AbortController().signal;
    const stream = await service.streamRun(ana, run.id, {
      lastEventId: 0,
      signal,
    });
    for await (const item of stream) {
      items.push(item);
    }
  };
  return {
    items,
    ended: reading(),
    shows: (title: string) =>
      until(() =>
        items.some(item => item.type === 'draft' && item.data.title === title),
      ),
  };
}

describe('DraftWriter', () => {
  onEachDatabase(replicas => {
    it('shows what a run is at on every replica, until its next step', async () => {
      const first = new Gate();
      const second = new Gate();
      const { service } = replicas.start(
        async (_, journal) => {
          journal.draft({ title: 'Thinking' });
          await first.pass();
          await journal.step({
            kind: 'think',
            title: 'Thought',
            input: 1,
            work: async () => 1,
          });
          journal.draft({ title: 'Writing', text: 'The num' });
          await second.pass();
          return outcome('Done');
        },
        { draftIntervalMs: 1, eventPollMs: 3_600_000 },
      );
      const elsewhere = replicas.create(never);
      const run = await put(service);
      const readers = [follow(service, run), follow(elsewhere.service, run)];
      const [here, there] = readers;
      // A reader who comes late is shown the present draft too.
      await there.shows('Thinking');
      first.open();
      for (const { shows } of readers) {
        await shows('Writing');
      }
      second.open();
      await Promise.all(readers.map(({ ended }) => ended));
      const journal = await replicas.readEvents(run.id);
      for (const { items } of readers) {
        expect(items.filter(({ type }) => type !== 'draft')).toEqual(journal);
      }
      const drafts = there.items.filter(({ type }) => type === 'draft');
      expect(drafts).toEqual([
        { type: 'draft', data: { title: 'Thinking' } },
        { type: 'draft', data: { title: 'Writing', text: 'The num' } },
      ]);
      expect(here.items.at(-1)).toMatchObject({ data: { status: 'done' } });
      // Each stands between the events that it belongs between.
      expect(
        there.items.map(({ type, data }) =>
          type === 'draft' ? data.title : type,
        ),
      ).toEqual([
        'status',
        'status',
        'Thinking',
        'step',
        'Writing',
        'answer',
        'status',
      ]);
      await until(
        async () => (await replicas.database('run_drafts')).length === 0,
      );
    });

    it('writes the latest of many, once', async () => {
      const gate = new Gate();
      let journal!: RunJournal;
      const { service } = replicas.start(
        async (_, given) => {
          journal = given;
          for (let i = 1; i <= 100; i++) {
            journal.draft({ title: String(i) });
          }
          await gate.pass();
          return outcome('Done');
        },
        { draftIntervalMs: 1 },
      );
      const run = await put(service);
      const rows = () =>
        replicas.database('run_drafts').select('revision', 'data');
      await until(async () => (await rows()).length === 1);
      expect(await rows()).toEqual([{ revision: 1, data: '{"title":"100"}' }]);
      const reader = follow(service, run);
      gate.open();
      await reader.ended;
      journal.draft({ title: 'After the end' });
      await until(async () => (await rows()).length === 0);
    });

    it('writes nothing of a step that ends before its draft is due', async () => {
      const { service } = replicas.start(
        async (_, journal) => {
          journal.draft({ title: 'Thinks' });
          await journal.step({
            kind: 'think',
            title: 'Thought',
            input: 1,
            work: async () => 1,
          });
          return outcome('Done');
        },
        { draftIntervalMs: 3_600_000 },
      );
      const reader = follow(service, await put(service));
      await reader.ended;
      expect(reader.items.map(({ type }) => type)).not.toContain('draft');
      expect(await replicas.database('run_drafts')).toEqual([]);
    });

    it('shows nothing of a worker that lost the run', async () => {
      const mine = new Gate();
      const theirs = new Gate();
      const paused = replicas.start(
        async (_, journal) => {
          await mine.pass();
          journal.draft({ title: 'From the paused worker' });
          return never();
        },
        { ...STALLED, draftIntervalMs: 0 },
      );
      const run = await put(paused.service);
      await mine.reached;
      replicas.putClockForward(15_001);
      const { service } = replicas.start(
        async (_, journal) => {
          journal.draft({ title: 'From the other' });
          await theirs.pass();
          return outcome('Done');
        },
        { draftIntervalMs: 0 },
      );
      await theirs.reached;
      const reader = follow(paused.service, run);
      await reader.shows('From the other');
      mine.open();
      await paused.stop();
      theirs.open();
      await until(
        async () => (await service.getRun(ana, run.id)).status === 'done',
      );
      expect(reader.items.filter(({ type }) => type === 'draft')).toEqual([
        { type: 'draft', data: { title: 'From the other' } },
      ]);
    });
  });
});
