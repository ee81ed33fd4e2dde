import { Pair } from '@cairn/backstage-plugin-data-assistant-common';
import { StoredContext } from '../curation/ContextStore';
import { SqlGuard } from '../sql/SqlGuard';
import { isOfTheStatement } from '../warehouse/warehouseFailure';
import {
  unboundParameters,
  UnknownValueColumnError,
} from './unboundParameters';

/** Of the datasets that the pair says it reads, else of all datasets of the cluster, else the cluster's own. */
function warehousesOf(pair: Pair, context: StoredContext): string[] {
  const { datasets, cluster } = context;
  const read = datasets.filter(({ id }) => pair.datasets.includes(id));
  const named = (read.length ? read : datasets).map(each => each.warehouse);
  return named.length
    ? [...new Set(named)]
    : [cluster.warehouse].flatMap(id => id ?? []);
}

/**
 * Whether the SQL of a pair may run and still binds to the present schema; when not, why, for its owner.
 *
 * @throws WarehouseError when the warehouse cannot say
 */
export async function checkPair(options: {
  pair: Pair;
  context: StoredContext;
  guard: SqlGuard;
}): Promise<{ status: 'valid' } | { status: 'broken'; reason: string }> {
  const { pair, context, guard } = options;
  const [warehouse, ...others] = warehousesOf(pair, context);
  if (!warehouse) {
    return { status: 'broken', reason: 'The cluster names no warehouse' };
  }
  if (others.length) {
    return {
      status: 'broken',
      reason: `The pair reads from several warehouses: ${[warehouse, ...others]
        .sort()
        .join(', ')}`,
    };
  }
  try {
    const verdict = await guard.check({
      warehouse,
      sql: pair.sql,
      tables: context.datasets
        .filter(dataset => dataset.warehouse === warehouse)
        .map(dataset => dataset.table),
      parameters: unboundParameters(pair, context.datasets),
    });
    return verdict.allowed
      ? { status: 'valid' }
      : {
          status: 'broken',
          reason: [verdict.message.replace(/\.$/, ''), verdict.hint]
            .filter(Boolean)
            .join('. '),
        };
  } catch (error) {
    if (error instanceof UnknownValueColumnError || isOfTheStatement(error)) {
      return { status: 'broken', reason: error.message };
    }
    throw error;
  }
}
