/**
 * The time zone in which it is about noon now, and today's date there, which is that in UTC. A test whose
 * backend lives in this zone sees no midnight for twelve hours.
 */
export function noonZone(now = new Date()) {
  const shift = 12 - now.getUTCHours();
  // In these names the sign is that of POSIX: Etc/GMT+1 is an hour behind.
  const sign = shift > 0 ? '-' : '+';
  return {
    timeZone: shift === 0 ? 'Etc/GMT' : `Etc/GMT${sign}${Math.abs(shift)}`,
    today: now.toISOString().slice(0, 10),
    yesterday: new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10),
  };
}
