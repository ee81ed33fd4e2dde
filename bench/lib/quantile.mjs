/** The value below which `share` (0 to 1) of the numbers lie, nearest rank; NaN without numbers. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return at < 0 ? NaN : sorted[at];
}

/** To so many decimals, as a number. */
export function round(value, decimals = 3) {
  return Number(value.toFixed(decimals));
}
