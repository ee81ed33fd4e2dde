const MAX_NAMED = 3;

/** `a, b, c and 4 more` */
export function nameSome(names: string[]): string {
  const more = names.length - MAX_NAMED;
  const named = names.slice(0, MAX_NAMED).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
