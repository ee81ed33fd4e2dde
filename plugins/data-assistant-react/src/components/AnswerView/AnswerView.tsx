import {
  Answer,
  AnswerSource,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import { defaultSourceLink } from '../../links';
import { ResultChart } from '../ResultChart';
import { ResultTable } from '../ResultTable';
import { SqlBlock } from '../SqlBlock';
import { AnswerAssumptions, AnswerFreshness } from './AnswerNotes';
import { AnswerParameters } from './AnswerParameters';
import { AnswerSources } from './AnswerSources';
import { AnswerSuggestions } from './AnswerSuggestions';
import { Confidence } from './Confidence';
import { NearClusters } from './NearClusters';
import { TierBadge } from './TierBadge';
import styles from './AnswerView.module.css';

/** @public */
export interface AnswerViewProps {
  answer: Answer;
  /** Address of a source; undefined for none. By default the usual addresses of a portal. */
  linkTo?: (source: AnswerSource) => string | undefined;
  /** Asks a suggested question; without it the suggestions are shown only. */
  onAsk?: (suggestion: Suggestion) => void;
}

/**
 * An answer with all it rests on: the sentence first, then the result, the SQL and the sources.
 * @public
 */
export function AnswerView(props: AnswerViewProps) {
  const { answer, onAsk } = props;
  const linkTo =
    props.linkTo ??
    ((source: AnswerSource) => defaultSourceLink(source, answer.cluster));
  const { columns = [], rows, sources = [], tier } = answer;
  const isFilled = <T,>(list: T[] | undefined): list is T[] =>
    list !== undefined && list.length > 0;

  return (
    <div className={styles.root}>
      <div className={styles.trust}>
        <TierBadge tier={tier} />
        {answer.confidence !== undefined && tier !== 'uncovered' && (
          <Confidence tier={tier} confidence={answer.confidence} />
        )}
      </div>
      <p className={styles.sentence}>{answer.sentence}</p>
      {isFilled(answer.parameters) && (
        <AnswerParameters parameters={answer.parameters} />
      )}
      {isFilled(answer.assumptions) && (
        <AnswerAssumptions assumptions={answer.assumptions} />
      )}
      {answer.chart && rows && (
        <ResultChart chart={answer.chart} columns={columns} rows={rows} />
      )}
      {rows && columns.length > 0 && (
        <ResultTable
          columns={columns}
          rows={rows}
          truncated={answer.truncated}
        />
      )}
      {answer.sql && <SqlBlock sql={answer.sql} collapsed />}
      {isFilled(answer.suggestions) && (
        <AnswerSuggestions suggestions={answer.suggestions} onAsk={onAsk} />
      )}
      {isFilled(answer.nearClusters) && (
        <NearClusters clusters={answer.nearClusters} linkTo={linkTo} />
      )}
      {(isFilled(sources) || isFilled(answer.freshness)) && (
        <div className={styles.rests}>
          {isFilled(sources) && (
            <AnswerSources sources={sources} linkTo={linkTo} />
          )}
          {isFilled(answer.freshness) && (
            <AnswerFreshness freshness={answer.freshness} sources={sources} />
          )}
        </div>
      )}
    </div>
  );
}
