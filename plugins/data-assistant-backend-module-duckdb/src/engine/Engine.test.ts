import { copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { WarehouseFile } from '../__testUtils__/WarehouseFile';
import { DuckDbConnector } from '../DuckDbConnector';

jest.setTimeout(40_000);

const LIMITS = { maxRows: 10, maxBytes: 100_000, timeoutMs: 20_000 };
// Does not listen to an interrupt.
const BOMB =
  'SELECT list_sum(list_transform(range(1000000), x -> list_sum(range(1000000) ) + x)) + i FROM t';
// Listens.
const ENDLESS =
  'SELECT count(*) FROM range(1000000000000) a WHERE a.range % 3 = 5';

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function ended(pid: number): Promise<void> {
  while (isAlive(pid)) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

describe('Engine', () => {
  let file: WarehouseFile;

  beforeEach(async () => {
    file = await WarehouseFile.create();
    await file.write('CREATE TABLE t AS SELECT 42 AS i');
  });

  afterEach(() => file.remove());

  const answer = async (
    connector: DuckDbConnector,
    sql = 'SELECT i FROM t',
    signal?: AbortSignal,
  ) => (await connector.query({ sql, limits: LIMITS, signal })).rows;

  it('kills a query that does not stop, while others get their answers and the backend stays responsive', async () => {
    const connector = file.connect();
    await connector.check();
    const [pid] = connector.pids();
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const bomb = connector.query({
      sql: BOMB,
      limits: { ...LIMITS, timeoutMs: 500 },
    });
    // Is on the process when it is killed, and is run again on the next one.
    const innocent = connector.query({
      sql: 'SELECT count(*) FROM range(1000000000) a WHERE a.range % 3 = 5',
      limits: LIMITS,
    });
    expect(await answer(connector)).toEqual([[42]]);
    await expect(bomb).rejects.toMatchObject({
      name: 'WarehouseError',
      code: 'timeout',
      message:
        'The query was stopped because it took longer than the time limit of 0.5 seconds',
    });
    await ended(pid);
    expect(await answer(connector)).toEqual([[42]]);
    expect((await innocent).rows).toEqual([[0]]);
    expect(connector.pids()).not.toContain(pid);
    delay.disable();
    expect(delay.percentile(50) / 1e6).toBeLessThan(100);
  });

  it('interrupts on a timeout and on an abort, without losing the process', async () => {
    const connector = file.connect({ queryTimeoutMs: 1_000 });
    await connector.check();
    const pids = connector.pids();
    await expect(answer(connector, ENDLESS)).rejects.toMatchObject({
      code: 'timeout',
    });
    const abort = new AbortController();
    const aborted = answer(connector, ENDLESS, abort.signal);
    abort.abort();
    await expect(aborted).rejects.toMatchObject({ code: 'cancelled' });
    await expect(
      answer(connector, ENDLESS, AbortSignal.abort()),
    ).rejects.toMatchObject({ code: 'cancelled' });
    expect(await answer(connector)).toEqual([[42]]);
    expect(connector.pids()).toEqual(pids);
  });

  it('counts the wait for a turn in the time, and goes on with those behind', async () => {
    const connector = file.connect();
    const abort = new AbortController();
    const busy = Array.from({ length: 4 }, () =>
      answer(connector, ENDLESS, abort.signal),
    );
    await expect(
      connector.query({
        sql: 'SELECT 1',
        limits: { ...LIMITS, timeoutMs: 300 },
      }),
    ).rejects.toMatchObject({ code: 'timeout' });
    expect(await connector.analyze('SELECT 1')).toMatchObject({ ok: true });
    const waiting = Array.from({ length: 20 }, (_, i) =>
      answer(connector, `SELECT i + ${i} FROM t`),
    );
    abort.abort();
    for (const query of busy) {
      await expect(query).rejects.toMatchObject({ code: 'cancelled' });
    }
    expect(await Promise.all(waiting)).toEqual(
      Array.from({ length: 20 }, (_, i) => [[42 + i]]),
    );
  });

  it('survives the death of its process', async () => {
    const connector = file.connect();
    await connector.check();
    const [pid] = connector.pids();
    const running = Array.from({ length: 3 }, (_, i) =>
      answer(connector, `SELECT count(*) + ${i} FROM range(300000000)`),
    );
    process.kill(pid, 'SIGKILL');
    expect(await Promise.all(running)).toEqual(
      [0, 1, 2].map(i => [[300_000_000 + i]]),
    );
    await ended(pid);
  });

  it.each([
    `SELECT string_agg(repeat('x', 1000), '') FROM range(3000000)`,
    `SELECT list(a.range) FROM range(100000000) a`,
    `SELECT length(repeat('x', 4000000000))`,
  ])('says that memory was the limit: %s', async sql => {
    const connector = file.connect();
    await expect(answer(connector, sql)).rejects.toMatchObject({
      code: 'memory',
      message:
        'The query was stopped because it needed more memory than the limit of 256MB',
    });
    expect(await answer(connector)).toEqual([[42]]);
  });

  it.each([
    [
      'a product of tables',
      'SELECT count(*) FROM t, range(1000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = i - 39',
    ],
    [
      'a product of rows that are sorted',
      'SELECT * FROM t, range(300000000) ORDER BY hash(range)',
    ],
    [
      'a recursion without an end',
      'WITH RECURSIVE r(n) AS (SELECT i FROM t UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r',
    ],
    [
      'a recursion that grows',
      `WITH RECURSIVE r(n, s) AS (SELECT 1, 'x' UNION ALL SELECT n + 1, s || s FROM r) SELECT max(length(s)) FROM r`,
    ],
    [
      'a recursion that fans out',
      'WITH RECURSIVE r(n) AS (SELECT i FROM t UNION ALL SELECT n + 1 FROM r, range(10)) SELECT count(*) FROM r',
    ],
    [
      'a list of lists',
      'SELECT list_transform(range(1000000), lambda x: range(x)) FROM t',
    ],
    [
      'an aggregate that keeps all',
      'SELECT histogram(range + i) FROM t, range(100000000)',
    ],
    [
      'a window over a long frame',
      'SELECT max(s) FROM (SELECT sum(range) OVER (ORDER BY hash(range) ROWS BETWEEN 1000000 PRECEDING AND CURRENT ROW) AS s FROM t, range(30000000))',
    ],
    [
      'a distance of long texts',
      `SELECT levenshtein(repeat('ab', 100000), repeat('ba', 100000 + i)) FROM t`,
    ],
    [
      'a replacement that multiplies',
      `SELECT length(regexp_replace(repeat('a', 100000), 'a', repeat('b', 100000 + i), 'g')) FROM t`,
    ],
    [
      'CTEs that double',
      `WITH ${Array.from({ length: 30 }, (_, n) =>
        n === 0
          ? 'c0 AS (SELECT i FROM t, range(1000))'
          : `c${n} AS (SELECT a.i FROM c${n - 1} a, c${n - 1} b)`,
      ).join(', ')} SELECT count(*) FROM c29`,
    ],
    [
      'a PIVOT over many rows',
      'PIVOT (SELECT hash(a.range) % 7 AS x FROM t, range(1000000) a, range(10000) b) ON x',
    ],
    [
      'wide rows',
      `SELECT ${Array.from(
        { length: 2000 },
        (_, n) => `repeat('x', 9999) || range AS c${n}`,
      ).join(', ')} FROM t, range(20000)`,
    ],
  ])('ends %s at a limit, while others get their answers', async (_, sql) => {
    const connector = file.connect();
    await connector.check();
    let over = false;
    const bomb = connector
      .query({
        sql,
        limits: { ...LIMITS, maxBytes: 1_000_000, timeoutMs: 1_500 },
      })
      .finally(() => {
        over = true;
      });
    const others = (async () => {
      let answered = 0;
      while (!over) {
        expect(await answer(connector)).toEqual([[42]]);
        answered += 1;
      }
      return answered;
    })();
    await expect(bomb).rejects.toMatchObject({
      name: 'WarehouseError',
      code: expect.stringMatching(/^(timeout|memory)$/),
    });
    expect(await others).toBeGreaterThan(0);
    expect(await answer(connector)).toEqual([[42]]);
  });

  it('runs a query again when others held the memory that it needed', async () => {
    const connector = file.connect();
    await connector.check();
    // Two of these do not fit into 256 MB side by side.
    const sql = 'SELECT count(DISTINCT range) + max(i) FROM t, range(2500000)';
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => answer(connector, sql)),
    );
    expect(answers).toEqual(Array(4).fill([[2_500_042]]));
  });

  it('ends a bomb that is folded into a constant while the statement is checked', async () => {
    const connector = file.connect({ queryTimeoutMs: 1_000 });
    await connector.check();
    const sql =
      'SELECT list_sum(list_transform(range(1000000), lambda x: list_sum(range(1000000))))';
    await expect(connector.dryRun({ sql })).rejects.toMatchObject({
      code: 'timeout',
    });
    expect(await answer(connector)).toEqual([[42]]);
  });

  it('reads a file that was replaced or written anew', async () => {
    const connector = file.connect();
    expect(await answer(connector)).toEqual([[42]]);
    const other = await WarehouseFile.create();
    await other.write(
      'CREATE TABLE t AS SELECT 43 AS i',
      'CREATE TABLE u (x INTEGER)',
    );
    await copyFile(other.path, join(file.folder, 'next'));
    await rename(join(file.folder, 'next'), file.path);
    expect(await answer(connector)).toEqual([[43]]);
    await file.write('CREATE TABLE renamed AS SELECT 44 AS i');
    expect((await connector.listTables()).map(({ name }) => name)).toEqual([
      'main.renamed',
    ]);
    await other.remove();
  });

  it('waits for a file that is missing or corrupt, and parses meanwhile', async () => {
    await rm(file.path);
    const connector = file.connect();
    const unavailable = {
      name: 'WarehouseError',
      code: 'unavailable',
      message:
        "The warehouse 'example' has no readable data file; ask its administrator to put it in place or to mend it",
    };
    const attempts = [
      () => connector.check(),
      () => connector.listTables(),
      () => connector.dryRun({ sql: 'SELECT i FROM t' }),
      () => connector.profile({ table: 'main.t', commonValues: 5 }),
      () => answer(connector),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject(unavailable);
    }
    expect(await connector.analyze('SELECT i FROM t')).toMatchObject({
      ok: true,
      tables: ['t'],
    });
    await writeFile(file.path, 'not a database'.repeat(1000));
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject(unavailable);
    }
    await file.write('CREATE TABLE t AS SELECT 45 AS i');
    await connector.check();
    expect(await answer(connector)).toEqual([[45]]);
    await rm(file.path);
    await expect(answer(connector)).rejects.toMatchObject(unavailable);
  });

  it('ends its process and what is under way when it is closed', async () => {
    const connector = file.connect();
    await connector.check();
    const [pid] = connector.pids();
    const running = answer(connector, ENDLESS);
    await connector.close();
    await expect(running).rejects.toMatchObject({ code: 'unavailable' });
    await expect(answer(connector)).rejects.toMatchObject({
      code: 'unavailable',
      message: "The warehouse 'example' is shutting down",
    });
    await ended(pid);
  });
});
