import {
  Run,
  RunStatus,
  RunStepView,
} from '@cairn/backstage-plugin-data-assistant-common';
import {
  RunSteps,
  RunStepsProps,
} from '@cairn/backstage-plugin-data-assistant-react';
import { Fragment } from 'react';
import { runSegments } from '../../hooks/runSegments';
import { Exchange, withReply } from '../../hooks/runState';
import { useQueuePlace } from '../../hooks/useQueuePlace';
import { Reply } from '../../hooks/useReply';
import { RunStreamView } from '../../hooks/useRunStream';
import { ExchangeView } from './ExchangeView';

/** What a run did and asked, in the order in which it came; the last steps go on while the run does. */
export function Journey(
  props: Omit<RunStepsProps, 'steps'> & {
    steps: RunStepView[];
    exchanges: Exchange[];
    /** The run is watched. */
    isLive?: boolean;
  },
) {
  const { steps, exchanges, status, isLive, ...rest } = props;
  const segments = runSegments(steps, exchanges);
  return (
    <>
      {segments.map(({ steps: part, exchange }, index) =>
        exchange ? (
          <Fragment key={exchange.n}>
            <RunSteps steps={part} status="done" unfolded={rest.unfolded} />
            {exchange.reply !== undefined && (
              <ExchangeView exchange={exchange} isNews={isLive} />
            )}
          </Fragment>
        ) : (
          <RunSteps
            key={`from-${index}`}
            steps={part}
            status={status}
            {...rest}
          />
        ),
      )}
    </>
  );
}

/** The journey of a run that is watched. */
export function RunJourney(props: {
  run: Run;
  status: RunStatus;
  stream: RunStreamView;
  /** A reply that the backend took and the journal has not told yet. */
  sent?: Reply;
  /** The form for the reply says that the run waits. */
  isAsking: boolean;
  durationMs?: number;
}) {
  const { run, stream, sent, isAsking, durationMs } = props;
  const status =
    props.status === 'waiting' && !isAsking ? 'queued' : props.status;
  const ahead = useQueuePlace(run, status === 'queued');
  const { exchanges } = sent ? withReply(stream, sent) : stream;
  return (
    <Journey
      steps={stream.steps}
      exchanges={exchanges}
      isLive
      status={isAsking ? 'done' : status}
      draft={stream.lost === undefined ? stream.draft : undefined}
      ahead={ahead}
      interrupted={stream.interrupted}
      durationMs={exchanges.length === 0 ? durationMs : undefined}
    />
  );
}
