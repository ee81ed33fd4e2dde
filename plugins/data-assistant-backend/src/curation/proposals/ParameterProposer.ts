import {
  Pair,
  ParameterProposal,
} from '@cairn/backstage-plugin-data-assistant-common';
import { SqlDialect } from '@cairn/backstage-plugin-data-assistant-node';
import { DateTime } from 'luxon';
import { StoredContext } from '../ContextStore';
import { nothingToPropose, proposeParameters } from './proposeParameters';

/** Proposes parameters for the pairs of a cluster, in the dialect of their warehouse. */
export class ParameterProposer {
  static create(options: {
    /** Undefined for a warehouse that is not set up here. */
    dialectOf: (warehouse: string) => SqlDialect | undefined;
    now: () => DateTime;
  }): ParameterProposer {
    return new ParameterProposer(options.dialectOf, options.now);
  }

  readonly #dialectOf: (warehouse: string) => SqlDialect | undefined;
  readonly #now: () => DateTime;

  private constructor(
    dialectOf: (warehouse: string) => SqlDialect | undefined,
    now: () => DateTime,
  ) {
    this.#dialectOf = dialectOf;
    this.#now = now;
  }

  async propose(
    { cluster, datasets, docs }: StoredContext,
    pair: Pair,
  ): Promise<ParameterProposal> {
    const read = datasets.find(({ id }) => pair.datasets.includes(id));
    const warehouse = read?.warehouse ?? cluster.warehouse ?? '';
    const dialect = this.#dialectOf(warehouse);
    return dialect === undefined
      ? nothingToPropose(
          pair.id,
          `The warehouse '${warehouse}' is not set up here, so its SQL cannot be read.`,
        )
      : proposeParameters({ pair, datasets, docs, dialect, now: this.#now() });
  }
}
