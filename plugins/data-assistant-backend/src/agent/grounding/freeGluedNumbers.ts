/** But for the exponent of 1.5e300. */
const GLUED =
  /(?<![\p{L}_]|\d(?=[eE]\d))(?<letters>[\p{L}_]+)(?<hyphen>-?)(?<digits>\d+)(?<more>[.,]\d)?/gu;
/** In other scripts, words and numbers stand without a space between them. */
const ENDS_IN_ALPHABET = /[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}_]$/u;
const CURRENCIES = new Set([
  ...Intl.supportedValuesOf('currency').map(code => code.toLowerCase()),
  ...['kr', 'rs', 'zł', 'kč', 'ft', 'fr', 'sfr'],
]);
/** `x10` says how often. */
const TIMES = /^x$/i;

/** Names such as MP3, H264, utf8, user_42, COVID-19: few digits, after a hyphen only in a name with a capital. */
function isName({
  letters,
  hyphen,
  digits,
  more,
}: Record<string, string>): boolean {
  if (
    !ENDS_IN_ALPHABET.test(letters) ||
    CURRENCIES.has(letters.toLowerCase()) ||
    TIMES.test(letters) ||
    more !== undefined
  ) {
    return false;
  }
  const hasCapital = /\p{Lu}/u.test(letters);
  return hyphen
    ? hasCapital && digits.length <= 2
    : digits.length <= (hasCapital ? 3 : 2);
}

/**
 * A text with spaces for letters and hyphens that stick to a number, so that it is read as one: 500 of `kr500`, 9999 of
 * `total-9999`. Names stay, or lose the number behind their hyphen. All else stays where it is.
 */
export function freeGluedNumbers(text: string): string {
  return text.replace(GLUED, (...found) => {
    const whole: string = found[0];
    const groups: Record<string, string> = found[found.length - 1];
    const { letters, hyphen, digits, more } = groups;
    if (!isName(groups)) {
      return ' '.repeat(letters.length + hyphen.length) + digits + (more ?? '');
    }
    return hyphen ? letters + ' '.repeat(whole.length - letters.length) : whole;
  });
}
