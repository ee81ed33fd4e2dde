import { concealEcho } from './concealEcho';

const texts = [
  'You know the clusters\nof Tidewave and no other.',
  'Is "Ada" a fan?',
  '',
  '{"sql":"SELECT salary"}',
  '| Ada | 52000 | EUR |',
];
const LEFT_OUT = /words that repeat the request and are left out/;

describe('concealEcho', () => {
  it.each([
    'Cannot read "the clusters of Tidewave and"',
    'Cannot read "the clusters\\nof Tidewave and"',
    'messages.1.content: Is \\"Ada\\" a fan?',
    'Bad arguments {"sql":"SELECT salary"}',
    'Row: | Ada | 52000 | EUR |',
  ])('leaves out %j', message => {
    expect(concealEcho(message, { texts, secrets: [] })).toMatch(LEFT_OUT);
  });

  it('keeps what says nothing of the request, without secrets', () => {
    const message =
      'The key sk-12345678 may send 8192 tokens; Bearer sk-12345678';
    expect(concealEcho(message, { texts, secrets: ['sk-12345678', 'a'] })).toBe(
      'The key ••• may send 8192 tokens; Bearer •••',
    );
    expect(concealEcho('No', { texts: [], secrets: [] })).toBe('No');
  });

  it.each([
    ['Bearer sk-12345678', 'No such key: sk-12345678', 'No such key: •••'],
    ['sk-1234567890', 'No such key: sk-12345…', 'No such key: •••…'],
    ['sk-1234567890', 'No such key: sk-1…', 'No such key: sk-1…'],
  ])('hides what there is of %s in %j', (secret, message, shown) => {
    expect(concealEcho(message, { texts: [], secrets: [secret] })).toBe(shown);
  });
});
