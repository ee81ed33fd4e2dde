/** Logistic models with few coefficients, fitted by gradient descent with Adam (Kingma and Ba 2015). */

const STEPS = 200;
const RATE = 0.05;
const RIDGE = 1e-4;

function descend(size, gradientAt) {
  const weights = new Float64Array(size);
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = gradientAt(weights);
    for (let i = 0; i < size; i++) {
      const g = gradient[i] + RIDGE * weights[i];
      mean[i] = 0.9 * mean[i] + 0.1 * g;
      square[i] = 0.99 * square[i] + 0.01 * g * g;
      weights[i] -=
        (RATE * (mean[i] / (1 - 0.9 ** step))) /
        (Math.sqrt(square[i] / (1 - 0.99 ** step)) + 1e-8);
    }
  }
  return [...weights];
}

const product = (row, weights) =>
  row.reduce((sum, value, i) => sum + value * weights[i], 0);

/**
 * Weights by which the right row of each case is the most probable one.
 *
 * @param cases `[{ rows, right }]`: `right` is the place of the right one among the rows of numbers
 */
export function fitSoftmax(cases) {
  return descend(cases[0].rows[0].length, weights => {
    const gradient = new Float64Array(weights.length);
    for (const { rows, right } of cases) {
      const scores = rows.map(row => product(row, weights));
      const highest = Math.max(...scores);
      const odds = scores.map(score => Math.exp(score - highest));
      const sum = odds.reduce((total, each) => total + each, 0);
      rows.forEach((row, at) => {
        const error = odds[at] / sum - (at === right ? 1 : 0);
        row.forEach((value, i) => {
          gradient[i] += (error * value) / cases.length;
        });
      });
    }
    return gradient;
  });
}

/**
 * A logistic regression of `isRight` on `features`, which are standardised for the fit.
 *
 * @returns weights and intercept for the features as they are
 */
export function fitLogistic(cases) {
  const size = cases[0].features.length;
  const column = i => cases.map(({ features }) => features[i]);
  const meanOf = values =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const means = Array.from({ length: size }, (_, i) => meanOf(column(i)));
  const spreads = Array.from({ length: size }, (_, i) =>
    Math.sqrt(meanOf(column(i).map(value => (value - means[i]) ** 2))),
  );
  const rows = cases.map(({ features }) => [
    ...features.map((value, i) => (value - means[i]) / (spreads[i] || 1)),
    1,
  ]);
  const fitted = descend(size + 1, weights => {
    const gradient = new Float64Array(size + 1);
    rows.forEach((row, at) => {
      const probability = 1 / (1 + Math.exp(-product(row, weights)));
      const error = probability - (cases[at].isRight ? 1 : 0);
      row.forEach((value, i) => {
        gradient[i] += (error * value) / rows.length;
      });
    });
    return gradient;
  });
  const weights = spreads.map((spread, i) => fitted[i] / (spread || 1));
  const intercept = fitted[size] - product(means, weights);
  return {
    weights,
    intercept,
    logOdds: features => intercept + product(features, weights),
  };
}
