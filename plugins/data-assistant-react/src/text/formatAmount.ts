const SMALLEST_COST = 0.0001;

function inUnit(value: number, unit: 'second' | 'minute'): string {
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'narrow',
  }).format(value);
}

/** Milliseconds as whole seconds, or minutes and seconds, in the browser's locale. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) {
    return `< ${inUnit(1, 'second')}`;
  }
  const seconds = Math.round(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  return minutes === 0
    ? inUnit(seconds, 'second')
    : `${inUnit(minutes, 'minute')} ${inUnit(seconds % 60, 'second')}`;
}

/** US dollars, with as many digits as a small amount needs to be told from nothing. */
export function formatCost(usd: number): string {
  const style = { style: 'currency', currency: 'USD' } as const;
  if (usd > 0 && usd < SMALLEST_COST) {
    const least = new Intl.NumberFormat(undefined, {
      ...style,
      maximumSignificantDigits: 1,
    }).format(SMALLEST_COST);
    return `< ${least}`;
  }
  const digits =
    usd > 0 && usd < 1
      ? { minimumSignificantDigits: 2, maximumSignificantDigits: 2 }
      : {};
  return new Intl.NumberFormat(undefined, { ...style, ...digits }).format(usd);
}

/** A whole number, its digits grouped. */
export function formatCount(count: number): string {
  return new Intl.NumberFormat(undefined).format(count);
}
