import assert from 'node:assert/strict';
import { it } from 'node:test';
import { noonZone } from './noonZone.mjs';

it('finds a zone in which it is noon on the day that it is in UTC', () => {
  for (let hour = 0; hour < 24; hour++) {
    const now = new Date(Date.UTC(2026, 10, 20, hour, 55));
    const { timeZone, today, yesterday } = noonZone(now);
    const local = new Intl.DateTimeFormat('sv', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'short',
    }).format(now);
    assert.equal(local, '2026-11-20 12:55');
    assert.equal(today, '2026-11-20');
    assert.equal(yesterday, '2026-11-19');
  }
});
