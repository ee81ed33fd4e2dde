import {
  HealthMeasurement,
  HealthSignal,
  HealthSignalContext,
} from '@cairn/backstage-plugin-data-assistant-node';
import { DateTime } from 'luxon';
import { nameSome } from './nameSome';

const DAYS = 30;

/** The share of the questions of the last 30 days that touched the cluster and were answered. */
export class CoverageSignal implements HealthSignal {
  readonly id = 'coverage';
  readonly title = 'Coverage';
  readonly weight = 3;

  static create(): CoverageSignal {
    return new CoverageSignal();
  }

  private constructor() {}

  async measure(context: HealthSignalContext): Promise<HealthMeasurement> {
    const since = DateTime.fromJSDate(context.now).minus({ days: DAYS });
    const { asked, answered, unanswered } = await context.questionsSince(
      since.toJSDate(),
    );
    if (asked === 0) {
      return { failure: `No question in ${DAYS} days` };
    }
    return {
      value: answered / asked,
      facts: [
        {
          text: `${answered} of ${asked} questions in ${DAYS} days were answered`,
        },
        ...unanswered.map(({ question, askedAt }) => ({
          text: `“${question}” got no answer on ${DateTime.fromISO(askedAt, {
            zone: 'utc',
          }).toFormat('d MMMM yyyy')}`,
        })),
      ],
      ...(unanswered.length
        ? {
            action: `Write pairs for ${nameSome(
              unanswered.map(({ question }) => `“${question}”`),
            )}`,
          }
        : {}),
    };
  }
}
