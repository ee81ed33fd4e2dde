import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { WarehouseFile } from '../__testUtils__/WarehouseFile';
import { EngineReply, EngineRequest } from '../protocol';
import { startWorker } from './startWorker';

jest.setTimeout(30_000);

describe('startWorker', () => {
  it('starts a process that goes when the backend is gone, in the midst of a query too', async () => {
    const file = await WarehouseFile.create();
    await file.write('CREATE TABLE t AS SELECT 1 AS i');
    const child = startWorker({ memoryBytes: 256_000_000 });
    const send = (request: EngineRequest) => child.send(request);
    const query = (id: number, sql: string) =>
      send({
        type: 'call',
        id,
        method: 'query',
        args: { sql, maxRows: 1, maxBytes: 1_000 },
      });
    send({
      type: 'init',
      settings: { path: file.path, memory: '256MB', threads: 1 },
    });
    query(
      1,
      'SELECT list_sum(list_transform(range(1000000), x -> list_sum(range(1000000)) + x)) + i FROM t',
    );
    query(2, 'SELECT i FROM t');
    const results: EngineReply[] = [];
    while (!results.some(reply => reply.type === 'result')) {
      const [reply] = (await once(child, 'message')) as [EngineReply];
      results.push(reply);
    }
    expect(results.filter(reply => 'id' in reply)).toEqual([
      { type: 'rows', id: 2, rows: [[1]] },
      {
        type: 'result',
        id: 2,
        result: { columns: [{ name: 'i', type: 'integer' }], truncated: false },
      },
    ]);
    const exit = once(child, 'exit');
    child.disconnect();
    expect(await exit).toEqual([null, 'SIGKILL']);
    await file.remove();
  });

  it('keeps the secrets of the backend from it', async () => {
    process.env.DUCKDB_TEST_SECRET = 'hidden';
    const child = startWorker({ memoryBytes: 256_000_000 });
    delete process.env.DUCKDB_TEST_SECRET;
    try {
      await once(child, 'spawn');
      const environment =
        process.platform === 'linux'
          ? await readFile(`/proc/${child.pid}/environ`, 'utf8')
          : child.spawnargs.join();
      expect(environment).not.toContain('hidden');
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
});
