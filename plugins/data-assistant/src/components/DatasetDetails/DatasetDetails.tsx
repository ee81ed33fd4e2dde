import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Box,
} from '@backstage/ui';
import { Dataset } from '@cairn/backstage-plugin-data-assistant-common';
import { useState } from 'react';
import { ContextPiece, useIsAnchored } from '../ContextPiece';
import { DatasetBody } from './DatasetBody';
import { DatasetLabels } from './DatasetLabels';
import styles from './DatasetDetails.module.css';

/** A dataset of a cluster, folded unless it is pointed at. */
export function DatasetDetails(props: { dataset: Dataset }) {
  const { dataset } = props;
  const anchor = { kind: 'dataset', id: dataset.id } as const;
  const anchored = useIsAnchored(anchor);
  const [expanded, setExpanded] = useState<boolean>();
  return (
    <ContextPiece anchor={anchor} label={dataset.title}>
      <Accordion
        isExpanded={expanded ?? anchored}
        onExpandedChange={setExpanded}
      >
        <AccordionTrigger>
          <span className={styles.trigger}>
            <span className={styles.name}>
              <span>{dataset.title}</span>
              <code>{dataset.table}</code>
            </span>
            <DatasetLabels dataset={dataset} />
          </span>
        </AccordionTrigger>
        <AccordionPanel>
          <Box pt="3">
            <DatasetBody dataset={dataset} />
          </Box>
        </AccordionPanel>
      </Accordion>
    </ContextPiece>
  );
}
