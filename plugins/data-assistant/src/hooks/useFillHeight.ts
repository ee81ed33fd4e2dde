import { RefObject, useLayoutEffect, useState } from 'react';

/**
 * Height in pixels from the top of an element to the bottom of the window, less the room that the shell keeps below it.
 * The two frontend systems put different headers above a page, and neither tells its height.
 */
export function useFillHeight(ref: RefObject<HTMLElement>): number | undefined {
  const [height, setHeight] = useState<number>();
  useLayoutEffect(() => {
    const measure = () => {
      const element = ref.current;
      if (element) {
        const top = element.getBoundingClientRect().top + window.scrollY;
        setHeight(Math.floor(window.innerHeight - top - roomBelow(element)));
      }
    };
    measure();
    window.addEventListener('resize', measure);
    const observer =
      typeof ResizeObserver === 'undefined'
        ? undefined
        : new ResizeObserver(measure);
    if (ref.current?.parentElement) {
      observer?.observe(ref.current.parentElement);
    }
    return () => {
      window.removeEventListener('resize', measure);
      observer?.disconnect();
    };
  }, [ref]);
  return height;
}

function roomBelow(element: HTMLElement): number {
  let room = 0;
  for (
    let ancestor = element.parentElement;
    ancestor;
    ancestor = ancestor.parentElement
  ) {
    const style = getComputedStyle(ancestor);
    room +=
      (parseFloat(style.paddingBottom) || 0) +
      (parseFloat(style.borderBottomWidth) || 0) +
      (parseFloat(style.marginBottom) || 0);
  }
  return room;
}
