import {
  Dataset,
  Pair,
  PairParameter,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  BoundParameter,
  BoundParameters,
} from '@cairn/backstage-plugin-data-assistant-node';

/** A pair that names a column which its cluster does not have. `message` is for its owner. */
export class UnknownValueColumnError extends Error {
  readonly name = 'UnknownValueColumnError';
}

function unboundValue(
  { name, column = '' }: PairParameter,
  datasets: Dataset[],
): BoundParameter {
  const type = datasets
    .flatMap(({ table, columns }) =>
      columns.map(each => ({ ...each, path: `${table}.${each.name}` })),
    )
    .find(({ path }) => path.toLowerCase() === column.toLowerCase())?.type;
  switch (type) {
    case undefined:
      throw new UnknownValueColumnError(
        `The parameter “${name}” takes its values from “${column}”, which no dataset of this cluster has`,
      );
    case 'integer':
    case 'number':
    case 'boolean':
    case 'date':
      return { type, value: null };
    default:
      return { type: 'string', value: null };
  }
}

/**
 * The parameters of a pair as the engine sees them, typed but without values, so that its SQL can be
 * bound to the schema without a question.
 *
 * @throws UnknownValueColumnError
 */
export function unboundParameters(
  pair: Pair,
  datasets: Dataset[],
): BoundParameters {
  const bound: BoundParameters = {};
  for (const parameter of pair.parameters) {
    const { name, type } = parameter;
    if (type === 'dateRange') {
      bound[`${name}_from`] = { type: 'date', value: null };
      bound[`${name}_to`] = { type: 'date', value: null };
    } else if (type === 'date') {
      bound[name] = { type: 'date', value: null };
    } else if (type === 'value') {
      bound[name] = unboundValue(parameter, datasets);
    } else {
      bound[name] = {
        type: type === 'topN' ? 'integer' : 'number',
        value: null,
      };
    }
  }
  return bound;
}
