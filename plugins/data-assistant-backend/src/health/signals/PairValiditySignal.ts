import {
  HealthMeasurement,
  HealthSignal,
  HealthSignalContext,
} from '@cairn/backstage-plugin-data-assistant-node';
import { nameSome } from './nameSome';

const MAX_FACTS = 50;

/**
 * The share of the checked pairs whose SQL binds to the present schema. Pairs that were not checked yet
 * count neither way.
 */
export class PairValiditySignal implements HealthSignal {
  readonly id = 'pair-validity';
  readonly title = 'Pair validity';
  readonly weight = 4;

  static create(): PairValiditySignal {
    return new PairValiditySignal();
  }

  private constructor() {}

  async measure({ cluster }: HealthSignalContext): Promise<HealthMeasurement> {
    const { pairs } = cluster;
    const broken = pairs.filter(pair => pair.validity.status === 'broken');
    const valid = pairs.filter(pair => pair.validity.status === 'valid').length;
    const checked = valid + broken.length;
    if (checked === 0) {
      return pairs.length === 0
        ? {
            failure: 'The cluster has no pairs',
            action: 'Write pairs for the questions that people ask most',
          }
        : { failure: 'No pair has been checked against the warehouse yet' };
    }
    const facts = [
      {
        text: `${valid} of ${checked} checked pairs run on the present schema`,
      },
      ...broken.slice(0, MAX_FACTS).map(({ id, question, validity }) => ({
        text: `“${question}” is broken: ${
          validity.reason ?? 'no reason given'
        }`,
        ref: `pair:${id}`,
      })),
    ];
    if (checked < pairs.length) {
      facts.push({ text: `${pairs.length - checked} not checked yet` });
    }
    return {
      value: valid / checked,
      facts,
      ...(broken.length
        ? {
            action: `Mend ${broken.length} ${
              broken.length === 1 ? 'pair' : 'pairs'
            }: ${nameSome(broken.map(({ id }) => id))}`,
          }
        : {}),
    };
  }
}
