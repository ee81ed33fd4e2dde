import { fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { newestPart, useFollowNewest } from './useFollowNewest';

const HEIGHT = 500;

/** A log of turns with the given heights in pixels, which jsdom does not lay out itself. */
function Log(props: {
  heights: number[];
  marker?: string;
  /** How far down in the newest turn its newest part begins. */
  part?: number;
}) {
  const { heights, marker = '', part } = props;
  const logRef = useRef<HTMLDivElement>(null);
  const newestRef = useRef<HTMLDivElement>(null);
  const { away, toNewest, onScroll } = useFollowNewest({
    logRef,
    newestRef,
    marker,
    turns: heights.length,
  });
  const total = heights.reduce((sum, height) => sum + height, 0);
  const top = total - (heights.at(-1) ?? 0);
  const layOut = (log: HTMLDivElement | null) => {
    Object.assign(logRef, { current: log });
    if (log) {
      Object.defineProperties(log, {
        scrollHeight: { value: total, configurable: true },
        clientHeight: { value: HEIGHT, configurable: true },
      });
      log.getBoundingClientRect = () => ({ top: 0 } as DOMRect);
    }
  };
  const place = (newest: HTMLDivElement | null) => {
    Object.assign(newestRef, { current: newest });
    if (newest) {
      newest.getBoundingClientRect = () =>
        ({ top: top - (logRef.current?.scrollTop ?? 0) } as DOMRect);
    }
  };
  const placePart = (element: HTMLDivElement | null) => {
    if (element) {
      element.getBoundingClientRect = () =>
        ({
          top: top + (part ?? 0) - (logRef.current?.scrollTop ?? 0),
        } as DOMRect);
    }
  };
  return (
    <>
      <div ref={layOut} role="log" onScroll={onScroll}>
        <div ref={place}>
          {part !== undefined && <div ref={placePart} {...newestPart} />}
        </div>
      </div>
      {away && <button onClick={toNewest}>newest</button>}
    </>
  );
}

const log = () => screen.getByRole('log');
const scrollTo = (top: number) => {
  log().scrollTop = top;
  fireEvent.scroll(log());
};

describe('useFollowNewest', () => {
  it('brings a new turn to the top, even when its scroll event comes after the answer has grown', () => {
    const { rerender } = render(<Log heights={[1_000]} />);
    rerender(<Log heights={[1_000, 100]} marker="sent" />);
    // As far as the log goes: the turn is shorter than the window.
    expect(log().scrollTop).toBe(600);
    rerender(<Log heights={[1_000, 900]} marker="sent" />);
    fireEvent.scroll(log());
    expect(screen.queryByText('newest')).not.toBeInTheDocument();
    expect(log().scrollTop).toBe(976);
  });

  it('brings what is new in a turn longer than the log to the top', () => {
    const { rerender } = render(<Log heights={[900]} marker="asks" />);
    rerender(<Log heights={[1_200]} marker="asks again" part={800} />);
    expect(log().scrollTop).toBe(700);
    rerender(<Log heights={[2_000]} marker="answer" part={900} />);
    expect(log().scrollTop).toBe(876);
    scrollTo(100);
    expect(screen.getByText('newest')).toBeInTheDocument();
    rerender(<Log heights={[2_400]} marker="chart" part={900} />);
    expect(log().scrollTop).toBe(100);
    fireEvent.click(screen.getByText('newest'));
    expect(log().scrollTop).toBe(876);
  });

  it('leaves a reader who went back alone until a new turn comes', () => {
    const { rerender } = render(<Log heights={[1_000, 900]} marker="run" />);
    expect(log().scrollTop).toBe(976);
    scrollTo(200);
    expect(screen.getByText('newest')).toBeInTheDocument();
    rerender(<Log heights={[1_000, 1_200]} marker="done" />);
    expect(log().scrollTop).toBe(200);
    fireEvent.click(screen.getByText('newest'));
    expect(log().scrollTop).toBe(976);
    expect(screen.queryByText('newest')).not.toBeInTheDocument();

    scrollTo(200);
    rerender(<Log heights={[1_000, 1_200, 600]} marker="done" />);
    expect(log().scrollTop).toBe(2_176);
  });
});
