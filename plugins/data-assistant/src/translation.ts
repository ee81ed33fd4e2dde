import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { assistantMessages } from './translations/assistant';
import { clustersMessages } from './translations/clusters';

/**
 * The texts of the plugin's pages and cards.
 * @public
 */
export const dataAssistantTranslationRef = createTranslationRef({
  id: 'plugin.data-assistant',
  messages: { ...assistantMessages, ...clustersMessages },
});
