import fc from 'fast-check';
import { context, NOW, PAIRS } from './__testUtils__/radio';
import { CompiledCluster, compileCluster } from './CompiledCluster';
import { prepareSqlFrames } from './SqlFrame';
import { speaksOf, stripCourtesy } from './stripCourtesy';

let radio: CompiledCluster;

beforeAll(async () => {
  await prepareSqlFrames();
  radio = compileCluster(context(PAIRS), NOW);
});

const strip = (question: string) =>
  stripCourtesy(question, text => speaksOf(radio, text, NOW));

describe('stripCourtesy', () => {
  const ASKED = 'how many radio stations do we have';

  it.each([
    `without show 1.5, ${ASKED}`,
    `stations over 3.5 hours at example.com, ${ASKED}`,
    '3.5',
  ])('loses nothing before a point within a word: "%s"', question => {
    expect(strip(question)).toBe(question);
  });

  it.each([
    `I was wondering whether you might let me know ${ASKED}`,
    `Do you know ${ASKED}`,
    `I'm curious ${ASKED}`,
    `Could you please help me find out ${ASKED}`,
    `I'd love to know, ${ASKED}`,
    `Hi there! I hope you are well. Could you tell me ${ASKED}`,
    `My boss asked me to check ${ASKED}`,
  ])('takes the way to the question away: "%s"', question => {
    expect(strip(question)).toBe(ASKED);
  });

  it.each([
    `${ASKED}? Thanks a lot!`,
    `Good morning. ${ASKED}? Best regards.`,
    `${ASKED}? Many thanks, cheers.`,
  ])('takes greetings and thanks away: "%s"', question => {
    expect(strip(question)).toBe(`${ASKED}?`);
  });

  it('takes the reasons and courtesies of the speaker at the end away', () => {
    expect(strip(`${ASKED}, if you happen to have a minute?`)).toBe(ASKED);
    expect(strip(`${ASKED}, I need it for a talk`)).toBe(ASKED);
  });

  it.each([
    'For non-mobile devices, how many people listened to radio?',
    'Without Sweden, how many people listened to radio?',
    'Without Sweden, I want to know how many people listened to radio',
    'If we exclude trials, can you tell me how many radio stations we have',
    'Apart from my own, do you know how many radio stations there are',
    'I ask for Sweden: tell me how many people listened',
    'Last week you wanted to see which radio stations we have',
    'Of the 30 that I know, tell me which are new',
    'Anna wants to know how many radio stations we have',
    'how many radio stations do we have, if you have Norway',
    'how many people listened to radio, when you get to last week',
    'which radio stations do we have',
    'Thanks',
    '',
  ])('leaves what may narrow the question: "%s"', question => {
    expect(strip(question)).toBe(question);
  });

  it('keeps a greeting that speaks of data', () => {
    const question =
      'Thanks for the Norwegian stations. How many radio stations do we have?';
    expect(strip(question)).toBe(question);
  });

  it('only ever takes away, whatever it is given', () => {
    const word = fc.constantFrom(
      'hi',
      'thanks',
      'tell',
      'me',
      'how',
      'many',
      'which',
      'if',
      'you',
      'can',
      'without',
      'Sweden',
      'know',
      '.',
      '?',
      ',',
      '!',
      '\u0000',
      '\ud800',
      'constructor',
      '__proto__',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), words => {
        const text = words.join(' ');
        const kept = strip(text);
        expect(kept.length).toBeLessThanOrEqual(text.length);
        let at = 0;
        for (const part of kept.split(/\s+/)) {
          at = text.indexOf(part, at);
          expect(at).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
