import { Config } from '@backstage/config';
import { ChatModel, readChatModel } from './readChatModel';
import { EmbeddingModel, readEmbeddingModel } from './readEmbeddingModel';
import { readEndpoint } from './readEndpoint';
import { KEY, Section, sectionOf } from './values';

/** `dataAssistant.openai` with its defaults filled in: the models by what they are for. */
export interface OpenAiConfig {
  answering?: ChatModel;
  judging?: ChatModel;
  embedding?: EmbeddingModel;
}

/**
 * Undefined when there is no `dataAssistant.openai`.
 *
 * @throws Error whose message names the key when a value is wrong, and never holds a secret
 */
export function readOpenAiConfig(rootConfig: Config): OpenAiConfig | undefined {
  const config = rootConfig.getOptionalConfig(KEY);
  if (!config) {
    return undefined;
  }
  const whole: Section = { config, path: '' };
  const endpoint = readEndpoint(whole);
  const answering = sectionOf(whole, 'answering');
  const judging = sectionOf(whole, 'judging');
  const embedding = sectionOf(whole, 'embedding');
  return {
    ...(answering ? { answering: readChatModel(answering, endpoint) } : {}),
    ...(judging ? { judging: readChatModel(judging, endpoint) } : {}),
    ...(embedding
      ? { embedding: readEmbeddingModel(embedding, endpoint) }
      : {}),
  };
}
