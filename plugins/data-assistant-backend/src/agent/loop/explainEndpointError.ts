import { ModelEndpointError } from '@cairn/backstage-plugin-data-assistant-node';

const VETTED = 'Questions that experts have vetted are answered all the same.';

const MESSAGES: Record<ModelEndpointError['code'], string> = {
  unavailable: `The model cannot be reached at present. Ask again in a while. ${VETTED}`,
  timeout: `The model took too long to respond. Ask again in a while. ${VETTED}`,
  'rate-limited': `The model has too much to do at present. Ask again in a few minutes. ${VETTED}`,
  denied: `The model refuses the credentials, has no credit for them, or does not know the name that is configured here; an administrator can mend that. ${VETTED}`,
  'bad-input': `The model refused what it was sent, perhaps because it was too long. Ask for less at once. ${VETTED}`,
  'invalid-response': `What the model responded cannot be read. Ask again in a while. ${VETTED}`,
  cancelled: 'The question was given up.',
};

/** The same input would be refused again, so that no other attempt is made. */
export const isLasting = ({ code }: Pick<ModelEndpointError, 'code'>) =>
  code === 'denied' || code === 'bad-input';

/** The endpoint did not take what it was sent, so that nobody pays for it. */
export const isUnpaid = ({ code }: ModelEndpointError) =>
  isLasting({ code }) || code === 'unavailable' || code === 'rate-limited';

/** For the asker; nothing of what the endpoint said is in it. */
export function explainEndpointError({ code }: ModelEndpointError): {
  code: string;
  message: string;
} {
  return { code: `model-${code}`, message: MESSAGES[code] };
}

export function isEndpointError(error: unknown): error is ModelEndpointError {
  return error instanceof Error && error.name === 'ModelEndpointError';
}
