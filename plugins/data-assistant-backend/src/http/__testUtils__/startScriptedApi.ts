import { Knex } from 'knex';
import { ScriptedExecutor } from './ScriptedExecutor';
import { RunningApi, startApi } from './startApi';

/** The API with scripted answers. The service `external:bot` may ask two clusters; a third that it is given is absent. */
export function startScriptedApi(knex: Knex): Promise<RunningApi> {
  return startApi({
    knex,
    executor: new ScriptedExecutor(),
    serviceAccess: [
      {
        subject: 'external:bot',
        clusters: ['finance', 'resource:default/open', 'absent'],
      },
    ],
  });
}
