import { RunStreamItem } from '@cairn/backstage-plugin-data-assistant-common';
import { onEachDatabase } from './__testUtils__/onEachDatabase';
import { ana, ben, Gate, outcome, until } from './__testUtils__/Replicas';
import { never, put } from './__testUtils__/runs';
import { RunExecutor, RunFailure } from './RunExecutor';

const STEPS = 4;

/** Takes four steps, each when its gate opens. */
function gated(gates: Gate[]): RunExecutor['execute'] {
  return async (_, journal) => {
    for (const [i, gate] of gates.entries()) {
      await gate.pass();
      await journal.step({
        kind: 'route',
        title: `Step ${i + 1}`,
        input: i,
        work: async () => i,
      });
    }
    return outcome('Done');
  };
}

async function collect(
  events: Promise<AsyncIterable<RunStreamItem>>,
): Promise<RunStreamItem[]> {
  const all: RunStreamItem[] = [];
  for await (const event of await events) {
    all.push(event);
  }
  return all;
}

const open = () => new AbortController().signal;

describe('RunEvents', () => {
  onEachDatabase(replicas => {
    it('shows each event once, live, wherever a reader begins and on any replica', async () => {
      const gates = Array.from({ length: STEPS }, () => new Gate());
      const { service } = replicas.start(gated(gates), { eventPollMs: 60_000 });
      const elsewhere = replicas.create(never);
      const run = await put(service);

      await gates[0].reached;
      // queued, running, four steps, answer, done
      const last = 2 + STEPS + 2;
      const readers = Array.from({ length: last }, (_, lastEventId) =>
        [service, elsewhere.service].map(one =>
          collect(
            one.streamRun(ana, run.id, {
              // Nobody can have seen later events yet.
              lastEventId: Math.min(lastEventId, 2),
              signal: open(),
            }),
          ),
        ),
      ).flat();
      for (const gate of gates) {
        gate.open();
      }
      const live = await Promise.all(readers);
      const journal = await replicas.readEvents(run.id);
      expect(journal.map(event => event.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(journal.map(event => event.type)).toEqual([
        'status',
        'status',
        'step',
        'step',
        'step',
        'step',
        'answer',
        'status',
      ]);
      for (const [i, events] of live.entries()) {
        expect(events).toEqual(journal.slice(Math.min(Math.floor(i / 2), 2)));
      }

      for (let lastEventId = 0; lastEventId <= last + 1; lastEventId++) {
        expect(
          await collect(
            elsewhere.service.streamRun(ana, run.id, {
              lastEventId,
              signal: open(),
            }),
          ),
        ).toEqual(journal.slice(lastEventId));
      }
    });

    it('shows each event once to a reader whose connection breaks after every event', async () => {
      const gates = Array.from({ length: STEPS }, () => new Gate());
      const { service } = replicas.start(gated(gates));
      const elsewhere = replicas.create(never);
      const run = await put(service);
      const seen: RunStreamItem[] = [];
      for (let connection = 0; seen.at(-1)?.seq !== 8; connection++) {
        // Each connection but the last is cut while the run goes on.
        const cut = new AbortController();
        const replica = connection % 2 ? service : elsewhere.service;
        for await (const event of await replica.streamRun(ana, run.id, {
          lastEventId: seen.at(-1)?.seq ?? 0,
          signal: cut.signal,
        })) {
          seen.push(event);
          gates[(event.seq ?? 0) - 2]?.open();
          cut.abort();
        }
      }
      expect(seen).toEqual(await replicas.readEvents(run.id));
    });

    it('lets a slow reader catch up from the table', async () => {
      const gates = Array.from({ length: STEPS }, () => new Gate());
      const { service } = replicas.start(gated(gates));
      const run = await put(service);
      const slow = (
        await service.streamRun(ana, run.id, { lastEventId: 0, signal: open() })
      )[Symbol.asyncIterator]();
      expect(await slow.next()).toMatchObject({ value: { seq: 1 } });
      gates.forEach(gate => gate.open());
      await until(
        async () => (await service.getRun(ana, run.id)).status === 'done',
      );
      const rest: unknown[] = [];
      for (let next = await slow.next(); !next.done; next = await slow.next()) {
        rest.push(next.value);
      }
      expect(rest).toEqual((await replicas.readEvents(run.id)).slice(1));
    });

    it('ends with failed and cancelled runs, and with a deleted one', async () => {
      const gate = new Gate();
      const { service } = replicas.start(async () => {
        await gate.pass();
        throw new RunFailure('query-timeout', 'The query took too long.');
      });
      const elsewhere = replicas.create(never);
      const read = (runId: string) =>
        collect(
          elsewhere.service.streamRun(ana, runId, {
            lastEventId: 1,
            signal: open(),
          }),
        );

      const failed = await put(service);
      const failing = read(failed.id);
      gate.open();
      expect((await failing).slice(-2)).toEqual([
        {
          seq: 3,
          type: 'error',
          data: { code: 'query-timeout', message: 'The query took too long.' },
        },
        { seq: 4, type: 'status', data: { status: 'failed', attempt: 1 } },
      ]);

      await service.create(ana);
      await replicas.stop();
      const waiting = replicas.create(never).service;
      const cancelled = await put(waiting);
      const cancelling = collect(
        waiting.streamRun(ana, cancelled.id, {
          lastEventId: 1,
          signal: open(),
        }),
      );
      await waiting.cancelRun(ana, cancelled.id);
      expect(await cancelling).toEqual([
        { seq: 2, type: 'status', data: { status: 'cancelled', attempt: 0 } },
      ]);

      const deleted = await put(waiting);
      const reader = (
        await waiting.streamRun(ana, deleted.id, {
          lastEventId: 0,
          signal: open(),
        })
      )[Symbol.asyncIterator]();
      expect(await reader.next()).toMatchObject({ value: { seq: 1 } });
      await waiting.delete(ana, deleted.conversationId);
      expect(await reader.next()).toEqual({ done: true, value: undefined });
    });

    it('ends when the reader goes or the replica stops, and shows nothing to others', async () => {
      const { service } = replicas.start(never);
      const run = await put(service);
      const leaving = new AbortController();
      const left = collect(
        service.streamRun(ana, run.id, {
          lastEventId: 2,
          signal: leaving.signal,
        }),
      );
      const staying = replicas.create(never);
      const cut = collect(
        staying.service.streamRun(ana, run.id, {
          lastEventId: 2,
          signal: open(),
        }),
      );
      await until(
        async () => (await service.getRun(ana, run.id)).status === 'running',
      );
      leaving.abort();
      await left;
      await staying.stop();
      await cut;
      expect(await service.getRun(ana, run.id)).toMatchObject({
        status: 'running',
      });
      await expect(
        collect(
          service.streamRun(ben, run.id, { lastEventId: 0, signal: open() }),
        ),
      ).rejects.toMatchObject({
        name: 'NotFoundError',
        message: `There is no run '${run.id}'`,
      });
    });
  });
});
