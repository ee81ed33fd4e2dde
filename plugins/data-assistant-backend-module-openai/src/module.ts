import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  embeddingsExtensionPoint,
  modelsExtensionPoint,
} from '@cairn/backstage-plugin-data-assistant-node';
import { OpenAiEndpoint } from './config/readEndpoint';
import { readOpenAiConfig } from './config/readOpenAiConfig';
import { EndpointCaller } from './EndpointCaller';
import { OpenAiEmbeddings } from './OpenAiEmbeddings';
import { OpenAiModel } from './OpenAiModel';

/**
 * Brings the models of `dataAssistant.openai`; does nothing without that key.
 *
 * @public
 */
export const dataAssistantModuleOpenai = createBackendModule({
  pluginId: 'data-assistant',
  moduleId: 'openai',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        embeddings: embeddingsExtensionPoint,
        models: modelsExtensionPoint,
      },
      async init({ config, logger, embeddings, models }) {
        const openai = readOpenAiConfig(config);
        const callers = new Map<OpenAiEndpoint, EndpointCaller>();
        for (const role of ['answering', 'judging'] as const) {
          const chat = openai?.[role];
          if (chat) {
            const { endpoint, model } = chat;
            const caller = callers.get(endpoint) ?? EndpointCaller.create({});
            callers.set(endpoint, caller);
            models.setModel(role, OpenAiModel.create({ chat, caller }));
            logger.info(
              `The model '${model}' from ${endpoint.baseUrl} is there for ${role}`,
            );
          }
        }
        if (openai?.embedding) {
          const { embedding } = openai;
          embeddings.setProvider(OpenAiEmbeddings.create({ embedding }));
          logger.info(
            `Questions are also ranked by meaning, with vectors of the model '${embedding.model}' from ${embedding.endpoint.baseUrl}`,
          );
        }
      },
    });
  },
});
