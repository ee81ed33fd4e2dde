import { InputError } from '@backstage/errors';

export const QUESTION_MAX_LENGTH = 4_000;
export const REPLY_MAX_LENGTH = 1_000;
export const FEEDBACK_MAX_LENGTH = 4_000;
export const IDEMPOTENCY_KEY_MAX_LENGTH = 255;
const TITLE_MAX_LENGTH = 80;

// Everything but newline and tab of the control characters, lone surrogates, and U+FFFD, which is what
// bytes that are not UTF-8 have become by now.
const NOT_TEXT = /[\p{Cc}\p{Surrogate}\uFFFD]/u;

function readText(options: { what: string; text: unknown; max: number }) {
  if (typeof options.text !== 'string') {
    throw new InputError(`${options.what} must be text.`);
  }
  const text = options.text.replace(/\r\n?/g, '\n').trim();
  if (text.length > options.max) {
    throw new InputError(
      `${options.what} is too long: ${text.length.toLocaleString(
        'en',
      )} characters, where at most ${options.max.toLocaleString(
        'en',
      )} are allowed. Please shorten it.`,
    );
  }
  if (NOT_TEXT.test(text.replace(/[\n\t]/g, ' '))) {
    throw new InputError(
      `${options.what} contains characters that are not text. Please type it again, or paste it as plain text.`,
    );
  }
  return text;
}

/** The question as it is kept: trimmed. @throws InputError saying what to do */
export function readQuestion(question: unknown): string {
  const text = readText({
    what: 'The question',
    text: question,
    max: QUESTION_MAX_LENGTH,
  });
  // Zero-width characters alone look empty to whoever typed them.
  if (!/[^\s\p{Cf}]/u.test(text)) {
    throw new InputError(
      'The question is empty. Please write what you would like to know.',
    );
  }
  return text;
}

/** What an asker says to what was asked back: trimmed. @throws InputError saying what to do */
export function readReply(reply: unknown): string {
  const text = readText({
    what: 'The reply',
    text: reply,
    max: REPLY_MAX_LENGTH,
  });
  if (!/[^\s\p{Cf}]/u.test(text)) {
    throw new InputError(
      'The reply is empty. Please pick one of the choices, or write your own.',
    );
  }
  return text;
}

/** @throws InputError saying what to do */
export function readFeedbackText(text: unknown): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  return (
    readText({ what: 'The feedback', text, max: FEEDBACK_MAX_LENGTH }) ||
    undefined
  );
}

/** @throws InputError saying what to do */
export function readIdempotencyKey(key: unknown): string {
  if (
    typeof key !== 'string' ||
    key.length > IDEMPOTENCY_KEY_MAX_LENGTH ||
    !/^[\x21-\x7e]+$/.test(key)
  ) {
    throw new InputError(
      `The idempotency key must be 1 to ${IDEMPOTENCY_KEY_MAX_LENGTH} visible ASCII characters, such as a UUID.`,
    );
  }
  return key;
}

/** A conversation's title from its first question: one line, at most 80 characters, cut at a word. */
export function titleOf(question: string): string {
  const line = question.replace(/\s+/g, ' ').trim();
  if (line.length <= TITLE_MAX_LENGTH) {
    return line;
  }
  const head = line.slice(0, TITLE_MAX_LENGTH);
  const space = head.lastIndexOf(' ');
  // A first word that fills the line is cut inside, but not through a surrogate pair.
  const cut = space > 0 ? head.slice(0, space) : head.slice(0, -1);
  return `${cut.replace(/[\p{Surrogate}]$|[\s,;:.–-]+$/u, '')}…`;
}
