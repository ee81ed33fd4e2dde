/** Text as both databases can keep it: PostgreSQL has no NUL, and lone surrogates are no UTF-8. */
export function storableText(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '\uFFFD');
}
