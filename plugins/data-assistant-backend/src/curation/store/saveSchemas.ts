import { setImmediate } from 'node:timers/promises';
import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import { Knex } from 'knex';
import { boundProfiles } from './boundProfiles';
import { DatasetRow, hashContent } from './contextRows';

/** Rows that are written before other work of the process gets its turn. */
const ROWS_A_TURN = 50;

function schemaOf(columns: Dataset['columns']): string {
  return hashContent(
    columns.map(({ name, type, nativeType, nullable, description }) => [
      name,
      type,
      nativeType,
      nullable,
      description,
    ]),
  );
}

/** Writes schemas by dataset id; the ids of those that changed come back. Datasets that are gone are left out. */
export async function saveSchemas(
  tx: Knex,
  clusterId: string,
  schemas: ReadonlyMap<string, Pick<Dataset, 'status' | 'columns'>>,
): Promise<string[]> {
  const changed: string[] = [];
  let written = 0;
  for (const [id, schema] of schemas) {
    if (++written % ROWS_A_TURN === 0) {
      await setImmediate();
    }
    const key = { cluster_id: clusterId, id };
    const before = await tx<DatasetRow>('datasets')
      .where(key)
      .first('status', 'columns');
    if (!before) {
      continue;
    }
    const columns = boundProfiles(schema.columns);
    await tx<DatasetRow>('datasets')
      .where(key)
      .update({
        status: schema.status,
        columns: JSON.stringify(columns),
        schema_hash: hashContent(columns),
      });
    if (
      before.status !== schema.status ||
      schemaOf(JSON.parse(before.columns)) !== schemaOf(columns)
    ) {
      changed.push(id);
    }
  }
  return changed;
}
