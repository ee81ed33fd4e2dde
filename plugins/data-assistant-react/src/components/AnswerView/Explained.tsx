import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { ReactNode, useState } from 'react';

/** Something short with its meaning on hover and focus, and on tap, which a tooltip alone does not hear. */
export function Explained(props: {
  explanation: string;
  className: string;
  tier?: string;
  children: ReactNode;
}) {
  const { explanation, className, tier, children } = props;
  const [open, setOpen] = useState(false);
  return (
    <TooltipTrigger isOpen={open} onOpenChange={setOpen} delay={300}>
      <Focusable>
        <button
          type="button"
          className={className}
          data-tier={tier}
          onClick={() => setOpen(true)}
        >
          {children}
        </button>
      </Focusable>
      <Tooltip>{explanation}</Tooltip>
    </TooltipTrigger>
  );
}
