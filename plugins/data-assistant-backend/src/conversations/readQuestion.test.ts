import {
  readFeedbackText,
  readIdempotencyKey,
  readQuestion,
  titleOf,
} from './readQuestion';

describe('readQuestion', () => {
  it('trims, and keeps newlines, tabs and every script', () => {
    expect(readQuestion('  How many?\r\n\tIn 2026, 日本 👩‍👩‍👧 ')).toBe(
      'How many?\n\tIn 2026, 日本 👩‍👩‍👧',
    );
    expect(readQuestion('x'.repeat(4_000))).toHaveLength(4_000);
  });

  it.each(['', '   \n', '\u200B\u200D', '\uFEFF'])('refuses %j', question => {
    expect(() => readQuestion(question)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message:
          'The question is empty. Please write what you would like to know.',
      }),
    );
  });

  it.each([
    'a\0b',
    'a\u0007b',
    'a\u0085b',
    'a\u001b[31mb',
    'half \ud83d of a pair',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]).toString('utf8'),
  ])('refuses %j as no text', question => {
    expect(() => readQuestion(question)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message:
          'The question contains characters that are not text. Please type it again, or paste it as plain text.',
      }),
    );
  });

  it('refuses what is too long, or no text at all', () => {
    expect(() => readQuestion('x'.repeat(100_000))).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message:
          'The question is too long: 100,000 characters, where at most 4,000 are allowed. Please shorten it.',
      }),
    );
    expect(() => readQuestion(7)).toThrow('The question must be text.');
    expect(() => readQuestion(undefined)).toThrow('The question must be text.');
  });
});

describe('readFeedbackText', () => {
  it('takes nothing for an empty text, and refuses what a question may not be', () => {
    expect(readFeedbackText(undefined)).toBeUndefined();
    expect(readFeedbackText('  ')).toBeUndefined();
    expect(readFeedbackText(' Wrong week ')).toBe('Wrong week');
    expect(() => readFeedbackText('x'.repeat(4_001))).toThrow(
      'The feedback is too long: 4,001 characters, where at most 4,000 are allowed.',
    );
    expect(() => readFeedbackText('\0')).toThrow(
      'The feedback contains characters that are not text.',
    );
  });
});

describe('readIdempotencyKey', () => {
  it('takes visible ASCII', () => {
    expect(readIdempotencyKey('8db95894-eb45')).toBe('8db95894-eb45');
    for (const key of ['', 'a b', 'é', 'x'.repeat(256), 7]) {
      expect(() => readIdempotencyKey(key)).toThrow(
        'The idempotency key must be 1 to 255 visible ASCII characters, such as a UUID.',
      );
    }
  });
});

describe('titleOf', () => {
  it('makes one line that is cut at a word', () => {
    expect(titleOf('How many\n  listeners?')).toBe('How many listeners?');
    expect(titleOf('x'.repeat(80))).toBe('x'.repeat(80));
    expect(
      titleOf(
        'How many people listened to podcasts in Sweden last week, by day, device and age?',
      ),
    ).toBe(
      'How many people listened to podcasts in Sweden last week, by day, device and…',
    );
    expect(titleOf('y'.repeat(200))).toBe(`${'y'.repeat(79)}…`);
    expect(titleOf(`${'y'.repeat(78)}👋👋`)).toBe(`${'y'.repeat(78)}…`);
  });
});
