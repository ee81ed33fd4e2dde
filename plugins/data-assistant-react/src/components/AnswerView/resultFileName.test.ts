import { resultFileName } from './resultFileName';

const at = new Date(2026, 10, 21, 23, 59);

describe('resultFileName', () => {
  it.each([
    [
      'How many people listened in Sweden?',
      'how-many-people-listened-in-sweden-2026-11-21',
    ],
    ['../../etc/passwd\0.exe', 'etc-passwd-exe-2026-11-21'],
    ['\u202Egnp.Größe: “Ω”\n', 'gnp-größe-ω-2026-11-21'],
    ['?!', 'result-2026-11-21'],
    ['', 'result-2026-11-21'],
    ['ab '.repeat(50), `${'ab-'.repeat(19)}ab-2026-11-21`],
  ])('makes a safe name of %j', (about, name) => {
    expect(resultFileName(about, at)).toBe(name);
  });
});
