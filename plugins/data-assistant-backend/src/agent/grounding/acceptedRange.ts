import { Roughness } from './readRoughness';

/** Of its value, what a number that is told as rough may be off. */
const ABOUT = 0.15;
/** A bound stays true further off, but says little there. */
const BOUND = 0.25;
/** What `half` may be off when nothing says that it is rough. */
const AS_WORDS_GO = 0.04;

/** The unit of the last digit that is not 0, and the step in which bounds are told: 50 of 1,250. */
function unitOf(
  value: number,
  written: number,
): { unit: number; step: number } {
  const whole = Math.round(value / written);
  let unit = 1;
  while (whole >= unit * 10 && whole % (unit * 10) === 0) {
    unit *= 10;
  }
  const isHalfStep = whole > unit * 10 && (whole / unit) % 10 === 5;
  return { unit: unit * written, step: unit * written * (isHalfStep ? 5 : 1) };
}

/**
 * From where to where a value may lie that is told as a number: half a unit of the last digit that is written around
 * it. Around a rough one, a whole unit of the last digit that is not 0, but 15 % of it at most. A bound holds on one
 * side alone, up to 25 % of it.
 */
export function acceptedRange({
  value,
  decimals,
  roughness,
}: {
  value: number;
  decimals: number;
  roughness?: Roughness;
}): [from: number, to: number] {
  const written = 10 ** -decimals;
  if (roughness === undefined) {
    return [value - written / 2, value + written / 2];
  }
  const { unit, step } = unitOf(value, written);
  const near = Math.max(written / 2, Math.min(unit, ABOUT * value));
  const far = Math.max(written, Math.min(step, BOUND * value));
  switch (roughness) {
    case 'over':
      return [value, value + far];
    case 'under':
      return [value - far, value];
    case 'nearly':
      return [value - near, value];
    default:
      return [value - near, value + near];
  }
}

/** From where to where a part or a multiple may lie that is told in words: 4 % of it around it, unless it is rough. */
export function acceptedRatio({
  ratio,
  roughness,
}: {
  ratio: number;
  roughness?: Roughness;
}): [from: number, to: number] {
  switch (roughness) {
    case undefined:
      return [ratio * (1 - AS_WORDS_GO), ratio * (1 + AS_WORDS_GO)];
    case 'over':
      return [ratio, ratio * (1 + BOUND)];
    case 'under':
      return [ratio * (1 - BOUND), ratio];
    case 'nearly':
      return [ratio * (1 - ABOUT), ratio];
    default:
      return [ratio * (1 - ABOUT), ratio * (1 + ABOUT)];
  }
}
