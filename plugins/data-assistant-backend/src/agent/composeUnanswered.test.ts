import { RunRequest } from '../conversations/RunExecutor';
import { NoPlan } from './AnswerPlan';
import { composeUnanswered } from './composeUnanswered';

const MUSIC = 'resource:default/music';
const request: RunRequest = {
  runId: 'run',
  conversationId: 'conversation',
  userRef: 'user:default/asker',
  question: 'how about revenue?',
  askable: [MUSIC],
  askedAt: new Date('2026-11-19T12:00:00Z'),
  history: [],
};
const routing = { near: [], alike: [] };
const noPlan: NoPlan = { reason: 'none', suggestions: [], nearClusters: [] };
const goesOn = { from: 'How many streams last week?', clusterId: MUSIC };

describe('composeUnanswered', () => {
  it('says what a question was taken to go on from, also where a model gave up', () => {
    const sentenceOf = (from: NoPlan['goesOn'], sentence?: string) =>
      composeUnanswered(
        request,
        routing,
        { ...noPlan, goesOn: from },
        sentence === undefined ? {} : { sentence },
      ).answer.sentence;
    expect(sentenceOf(goesOn, 'Not covered.')).toBe(
      'Not covered. It was taken to go on from “How many streams last week?”.',
    );
    expect(sentenceOf(goesOn)).toBe(
      'No vetted context answers this question. It was taken to go on from “How many streams last week?”.',
    );
    const readAs = 'How much revenue last week?';
    expect(sentenceOf({ ...goesOn, readAs }, 'Not covered.')).toBe(
      'Not covered.',
    );
  });
});
