import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { applyMigrations } from '../../database';
import { VectorStore } from './VectorStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const space = { model: 'm', dimensions: 3 };
const vector = (...numbers: number[]) => Float32Array.from(numbers);

describe.each(databases.eachSupportedId())('VectorStore on %p', id => {
  let now: DateTime;
  async function open() {
    now = DateTime.fromISO('2026-11-21T09:00:00Z');
    const database = await applyMigrations(
      mockServices.database({ knex: await databases.init(id) }),
    );
    await database('embeddings').delete();
    return {
      database,
      store: VectorStore.create({ database, now: () => now }),
    };
  }

  it('gives back to the bit what was written', async () => {
    const { store } = await open();
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.float32Array({
          minLength: 1,
          maxLength: 40,
          noNaN: true,
        }),
        async numbers => {
          const own = { model: `m${n++}`, dimensions: numbers.length };
          await store.write(own, new Map([['h', numbers]]));
          const read = await store.read(own, ['h', 'other']);
          expect([...read.keys()]).toEqual(['h']);
          expect([...read.get('h')!]).toEqual([...numbers]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('writes views and more than fit into one statement, and keeps what is there', async () => {
    const { store } = await open();
    const block = Float32Array.from({ length: 3 * 1_203 }, (_, i) => i);
    const vectors = new Map(
      Array.from({ length: 1_203 }, (_, row) => [
        `h${row}`,
        block.subarray(3 * row, 3 * row + 3),
      ]),
    );
    await store.write(space, vectors);
    await store.write(space, new Map([['h1202', vector(0, 0, 0)]]));
    const read = await store.read(space, [...vectors.keys()]);
    expect(read.size).toBe(1_203);
    expect(read.get('h1202')).toEqual(vector(3_606, 3_607, 3_608));
  });

  it('keeps models and lengths apart, and knows the length written last', async () => {
    const { store } = await open();
    expect(await store.findDimensions('m')).toBeUndefined();
    await store.write(space, new Map([['h', vector(1, 2, 3)]]));
    now = now.plus({ minutes: 1 });
    const shorter = { model: 'm', dimensions: 2 };
    expect(await store.see(shorter, ['h', 'h'])).toEqual(['h']);
    await store.write(shorter, new Map([['h', vector(1, 2)]]));
    expect(await store.see({ ...space, model: 'n' }, ['h'])).toEqual(['h']);
    expect(await store.see(space, ['h', 'i'])).toEqual(['i']);
    expect(await store.findDimensions('m')).toBe(2);
    expect((await store.read(space, ['h'])).get('h')).toEqual(vector(1, 2, 3));
  });

  it('tells that there are other vectors than before', async () => {
    const { store } = await open();
    const empty = await store.readState(space);
    expect(await store.readState(space)).toBe(empty);
    await store.write(space, new Map([['h', vector(1, 2, 3)]]));
    expect(await store.readState(space)).not.toBe(empty);
  });

  it('removes what no text has had for a week', async () => {
    const { store } = await open();
    const other = { model: 'before', dimensions: 1 };
    await store.write(other, new Map([['h', vector(1)]]));
    await store.write(
      space,
      new Map([
        ['kept', vector(1, 2, 3)],
        ['gone', vector(1, 2, 3)],
      ]),
    );
    for (let day = 0; day < 8; day++) {
      expect(await store.removeUnseen()).toBe(0);
      now = now.plus({ hours: 21 });
      await store.see(space, ['kept']);
    }
    now = now.plus({ hours: 1 });
    expect(await store.removeUnseen()).toBe(2);
    expect(await store.see(space, ['kept', 'gone'])).toEqual(['gone']);
    expect(await store.findDimensions('before')).toBeUndefined();
  });

  it('takes its table down again, with data', async () => {
    const { database, store } = await open();
    await store.write(space, new Map([['h', vector(1, 2, 3)]]));
    const directory = resolvePackagePath(
      '@cairn/backstage-plugin-data-assistant-backend',
      'migrations',
    );
    await database.migrate.down({ directory, name: '20261121_embeddings.js' });
    expect(await database.schema.hasTable('embeddings')).toBe(false);
    expect(await database.schema.hasTable('pairs')).toBe(true);
    await database.migrate.latest({ directory });
    expect(await store.findDimensions('m')).toBeUndefined();
  });
});
