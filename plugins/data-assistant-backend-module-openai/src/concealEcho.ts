/** So many characters in a row are no coincidence. */
const ECHO_LENGTH = 20;
const SHORT_TEXT_MIN_LENGTH = 4;
const SECRET_MIN_LENGTH = 8;
const HIDDEN = '•••';
const ANSWERED = /^The endpoint answered \d{3}/;

/**
 * A message for the log without secrets, and without what repeats the texts of the request: servers quote what they
 * refuse, and texts hold what people asked and rows of their data.
 */
export function concealEcho(
  message: string,
  { texts, secrets }: { texts: readonly string[]; secrets: readonly string[] },
): string {
  const shown = secrets
    // Of `Bearer …` the token alone is a secret, too.
    .flatMap(secret => [secret, ...secret.split(/\s+/)])
    .filter(secret => secret.length >= SECRET_MIN_LENGTH)
    .reduce(withoutSecret, message);
  if (!echoes(normalize(shown), texts.map(normalize))) {
    return shown;
  }
  const [answered = 'The endpoint failed'] = ANSWERED.exec(shown) ?? [];
  return `${answered}, in words that repeat the request and are left out here`;
}

/** Also where a long message was cut within the secret. */
function withoutSecret(message: string, secret: string): string {
  const text = message.replaceAll(secret, HIDDEN);
  for (let n = secret.length - 1; n >= SECRET_MIN_LENGTH; n--) {
    const end = `${secret.slice(0, n)}…`;
    if (text.endsWith(end)) {
      return `${text.slice(0, -end.length)}${HIDDEN}…`;
    }
  }
  return text;
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

/** Quoting escapes; and a log breaks lines elsewhere. */
function normalize(text: string): string {
  return text
    .replace(/\\[nrt]/g, ' ')
    .replace(/\\(["'\\])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
