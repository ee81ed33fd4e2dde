import {
  Answer,
  AnswerSource,
  NearCluster,
  SqlAttempt,
  Suggestion,
} from '@cairn/backstage-plugin-data-assistant-common';
import { defaultSourceLink } from '../../links';
import { ResultChart } from '../ResultChart';
import { ResultTable } from '../ResultTable';
import { SqlBlock } from '../SqlBlock';
import { AnswerAttempts } from './AnswerAttempts';
import { AnswerMissing } from './AnswerMissing';
import {
  AnswerAssumptions,
  AnswerFreshness,
  AnswerReadAs,
} from './AnswerNotes';
import { AnswerNotices } from './AnswerNotices';
import { AnswerParameters } from './AnswerParameters';
import { AnswerSentence } from './AnswerSentence';
import { AnswerSources } from './AnswerSources';
import { AnswerSuggestions } from './AnswerSuggestions';
import { AnswerUnbacked } from './AnswerUnbacked';
import { AnswerUsageLine } from './AnswerUsageLine';
import { CheckBadge } from './CheckBadge';
import { ClusterChoices } from './ClusterChoices';
import { Confidence } from './Confidence';
import { NearClusters } from './NearClusters';
import { resultFileName } from './resultFileName';
import { TierBadge } from './TierBadge';
import styles from './AnswerView.module.css';

/** Whether attempts tell anything beside the one that gave the answer. */
function hasMoreThan(
  sql: string | undefined,
  attempts: SqlAttempt[] | undefined,
): attempts is SqlAttempt[] {
  return attempts !== undefined && attempts.length > (sql ? 1 : 0);
}

/** @public */
export interface AnswerViewProps {
  answer: Answer;
  /** What was asked; a downloaded result is named after it, or else after the cluster. */
  question?: string;
  /** Address of a source; undefined for none. By default the usual addresses of a portal. */
  linkTo?: (source: AnswerSource) => string | undefined;
  /** Asks a suggested question; without it the suggestions are shown only. */
  onAsk?: (suggestion: Suggestion) => void;
  /** Asks the same question in one cluster alone; without it the clusters to choose from are shown only. */
  onAskIn?: (cluster: NearCluster) => void;
}

/**
 * An answer with all it rests on: the sentence first, then the result, the SQL and the sources.
 * @public
 */
export function AnswerView(props: AnswerViewProps) {
  const { answer, question, onAsk, onAskIn } = props;
  const linkTo =
    props.linkTo ??
    ((source: AnswerSource) => defaultSourceLink(source, answer.cluster));
  const { columns = [], rows, sources = [], tier } = answer;
  const isFilled = <T,>(list: T[] | undefined): list is T[] =>
    list !== undefined && list.length > 0;
  const isUnbacked = isFilled(answer.unbacked);

  return (
    <div className={styles.root}>
      <div className={styles.trust}>
        <TierBadge tier={tier} />
        {isUnbacked && <CheckBadge />}
        {!isUnbacked &&
          answer.confidence !== undefined &&
          tier !== 'uncovered' && (
            <Confidence of={tier} confidence={answer.confidence} />
          )}
      </div>
      {answer.readAs && <AnswerReadAs question={answer.readAs} />}
      {isFilled(answer.unbacked) && (
        <AnswerUnbacked numbers={answer.unbacked} />
      )}
      <AnswerSentence tier={tier} sentence={answer.sentence} />
      <AnswerNotices answer={answer} />
      {answer.missing && (
        <AnswerMissing
          missing={answer.missing}
          cluster={answer.cluster}
          nearClusters={answer.nearClusters}
        />
      )}
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
          fileName={resultFileName(
            question ?? answer.cluster?.replace(/^.*\//, '') ?? '',
            new Date(),
          )}
        />
      )}
      {answer.sql && <SqlBlock sql={answer.sql} collapsed />}
      {hasMoreThan(answer.sql, answer.attempts) && (
        <AnswerAttempts attempts={answer.attempts} />
      )}
      {isFilled(answer.choices) && (
        <ClusterChoices choices={answer.choices} onAskIn={onAskIn} />
      )}
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
      {answer.usage?.model && <AnswerUsageLine usage={answer.usage} />}
    </div>
  );
}
