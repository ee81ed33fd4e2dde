import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';
import { EmbeddingProvider } from '@cairn/backstage-plugin-data-assistant-node';
import { Knex } from 'knex';
import { ContextStore } from '../../curation/ContextStore';
import { Embedder } from './Embedder';
import { EmbeddingSearch } from './EmbeddingSearch';
import { EmbeddingUpkeep } from './EmbeddingUpkeep';
import { VectorIndex } from './VectorIndex';
import { VectorSearch } from './VectorSearch';
import { VectorStore } from './VectorStore';

/** A replica that dies keeps others from the upkeep for so long; what is not done by then is done next. */
const ROUND_AT_MOST = { minutes: 10 };

/**
 * Puts ranking by meaning together: one replica at a time embeds what is new in the context, and each
 * keeps the vectors of all of it in memory.
 */
export async function startEmbeddings(options: {
  provider: EmbeddingProvider;
  database: Knex;
  contexts: Pick<ContextStore, 'listVersions' | 'readContext'>;
  scheduler: SchedulerService;
  /** Of both; they cost little when nothing changed. */
  frequency: HumanDuration;
  logger: LoggerService;
}): Promise<VectorSearch> {
  const { provider, database, contexts, scheduler, frequency, logger } =
    options;
  const embedder = Embedder.create({ provider, logger });
  const vectors = VectorStore.create({ database });
  const index = VectorIndex.create({ contexts, vectors });
  const upkeep = EmbeddingUpkeep.create({
    contexts,
    vectors,
    embedder,
    logger,
  });
  const { model } = embedder;
  const refresh = async (signal: AbortSignal) => {
    const dimensions =
      embedder.dimensions ?? (await vectors.findDimensions(model));
    if (dimensions !== undefined) {
      await index.refresh({ model, dimensions }, signal);
    }
  };
  await scheduler.scheduleTask({
    id: 'data-assistant-embeddings',
    frequency,
    timeout: ROUND_AT_MOST,
    scope: 'global',
    fn: async signal => {
      await upkeep.run(signal);
      await refresh(signal);
    },
  });
  await scheduler.scheduleTask({
    id: 'data-assistant-vectors',
    frequency,
    timeout: ROUND_AT_MOST,
    scope: 'local',
    fn: refresh,
  });
  return EmbeddingSearch.create({ embedder, index });
}
