import { ModelRequest } from '@cairn/backstage-plugin-data-assistant-node';

/** So many characters in a row are no coincidence. */
const ECHO_LENGTH = 20;
const SHORT_TEXT_MIN_LENGTH = 4;
const SECRET_MIN_LENGTH = 8;

/**
 * A message for the log without secrets, and without what repeats the request: servers quote what they refuse, and
 * prompts hold what people asked and rows of their data.
 */
export function concealEcho(
  message: string,
  { request, secrets }: { request?: ModelRequest; secrets: readonly string[] },
): string {
  const shown = secrets
    .filter(secret => secret.length >= SECRET_MIN_LENGTH)
    .reduce((text, secret) => text.replaceAll(secret, '•••'), message);
  return request && echoes(normalize(shown), textsOf(request))
    ? 'The endpoint refuses the request, in words that repeat it and are left out here'
    : shown;
}

function echoes(message: string, texts: string[]): boolean {
  const windows: string[] = [];
  for (let start = 0; start + ECHO_LENGTH <= message.length; start++) {
    windows.push(message.slice(start, start + ECHO_LENGTH));
  }
  return texts.some(
    text =>
      (text.length >= SHORT_TEXT_MIN_LENGTH &&
        text.length < ECHO_LENGTH &&
        message.includes(text)) ||
      windows.some(window => text.includes(window)),
  );
}

function textsOf({ messages }: ModelRequest): string[] {
  return messages.flatMap(message => [
    normalize(message.text),
    ...(message.role === 'assistant'
      ? message.toolCalls.map(call => normalize(call.arguments))
      : []),
  ]);
}

/** Quoting escapes; and a log breaks lines elsewhere. */
function normalize(text: string): string {
  return text
    .replace(/\\[nrt]/g, ' ')
    .replace(/\\(["'\\])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
