/** The end of a sentence on what is used up, and what to do about it. */
export function wayOutOf(scope: 'run' | 'day'): string {
  return scope === 'run'
    ? 'one question may use are used up. Ask for less at once, or add what is known to the question.'
    : 'you may use in a day are used up. Go on after midnight UTC, or ask an administrator for more; questions that experts have vetted are answered all the same.';
}
