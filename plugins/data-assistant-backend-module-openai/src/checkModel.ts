import { APIError } from 'openai';
import type OpenAI from 'openai';
import { z } from 'zod';
import { EndpointFailure } from './EndpointFailure';

const listSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

interface CheckOptions {
  client: OpenAI;
  model: string;
  /** There models are deployed under names of one's own, which the API does not list. */
  azure: boolean;
  signal: AbortSignal;
}

/**
 * Resolves when the endpoint answers and knows the model; it costs no token.
 *
 * @throws EndpointFailure or an error of the client
 */
export async function checkModel(options: CheckOptions): Promise<void> {
  if (!options.azure && (await isKnownById(options))) {
    return;
  }
  const known = await listModels(options);
  if (!options.azure && !known.includes(options.model)) {
    throw new EndpointFailure(
      'denied',
      `The endpoint does not know the model '${options.model}'`,
    );
  }
}

/** Not every server has models one by one, and those that have say of an unknown one the same. */
async function isKnownById({
  client,
  model,
  signal,
}: CheckOptions): Promise<boolean> {
  try {
    const found: unknown = await client.models.retrieve(model, { signal });
    return typeof found === 'object' && found !== null;
  } catch (error) {
    if (isUnknownPath(error)) {
      return false;
    }
    throw error;
  }
}

async function listModels({ client, signal }: CheckOptions): Promise<string[]> {
  try {
    const list: unknown = await client.get('/models', { signal });
    return listSchema.parse(list).data.map(({ id }) => id);
  } catch (error) {
    if (isUnknownPath(error)) {
      throw new EndpointFailure(
        'denied',
        'The endpoint has no /models; is the version part of its baseUrl?',
      );
    }
    if (error instanceof z.ZodError) {
      throw new EndpointFailure(
        'invalid-response',
        'What the endpoint has at /models is no list of models',
      );
    }
    throw error;
  }
}

function isUnknownPath(error: unknown): boolean {
  return error instanceof APIError && [404, 405, 501].includes(error.status);
}
