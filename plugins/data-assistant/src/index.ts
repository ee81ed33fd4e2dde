/**
 * The data assistant in the portal: asking, clusters and health. This entry point is for the legacy
 * frontend system; `/alpha` is for the new one.
 *
 * @packageDocumentation
 */
export {
  DataAssistantPage,
  EntityDataClusterContent,
  EntityDataClusterHealthCard,
  EntityDatasetCard,
  EntityDatasetContent,
  EntityGroupDataClustersCard,
  dataAssistantPlugin,
} from './plugin';
export { dataAssistantTranslationRef } from './translation';
