/** Solves `a x = b` for a symmetric positive definite matrix, by Cholesky's method. */
function solve(a, b) {
  const n = b.length;
  const l = Array.from({ length: n }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i][j];
      for (let k = 0; k < j; k++) {
        sum -= l[i][k] * l[j][k];
      }
      l[i][j] = i === j ? Math.sqrt(sum) : sum / l[j][j];
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) {
      x[i] -= l[i][k] * x[k];
    }
    x[i] /= l[i][i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      x[i] -= l[k][i] * x[k];
    }
    x[i] /= l[i][i];
  }
  return x;
}

/**
 * Logistic regression with a ridge penalty on standardised features, by Newton's method (Hastie, Tibshirani and
 * Friedman 2009, 4.4.1).
 *
 * @param rows `[{ x: number[], y: 0 | 1 }]`
 * @returns weights and intercept for features as they are, not standardised
 */
export function fitLogistic(rows, { ridge = 3, rounds = 30 } = {}) {
  const n = rows[0].x.length;
  const mean = new Float64Array(n);
  const spread = new Float64Array(n);
  for (const { x } of rows) {
    x.forEach((value, i) => (mean[i] += value / rows.length));
  }
  for (const { x } of rows) {
    x.forEach(
      (value, i) => (spread[i] += (value - mean[i]) ** 2 / rows.length),
    );
  }
  const scale = spread.map(value => Math.sqrt(value) || 1);
  const z = rows.map(({ x }) => [
    ...x.map((v, i) => (v - mean[i]) / scale[i]),
    1,
  ]);
  const beta = new Float64Array(n + 1);
  for (let round = 0; round < rounds; round++) {
    const gradient = new Float64Array(n + 1);
    const hessian = Array.from(
      { length: n + 1 },
      () => new Float64Array(n + 1),
    );
    for (let r = 0; r < z.length; r++) {
      const row = z[r];
      let odds = 0;
      for (let i = 0; i <= n; i++) {
        odds += beta[i] * row[i];
      }
      const p = 1 / (1 + Math.exp(-odds));
      const curve = p * (1 - p);
      for (let i = 0; i <= n; i++) {
        gradient[i] += (p - rows[r].y) * row[i];
        for (let j = 0; j <= i; j++) {
          hessian[i][j] += curve * row[i] * row[j];
        }
      }
    }
    for (let i = 0; i < n; i++) {
      gradient[i] += ridge * beta[i];
      hessian[i][i] += ridge;
    }
    hessian[n][n] += 1e-9;
    for (let i = 0; i <= n; i++) {
      for (let j = 0; j < i; j++) {
        hessian[j][i] = hessian[i][j];
      }
    }
    const step = solve(hessian, gradient);
    step.forEach((value, i) => (beta[i] -= value));
    if (Math.max(...step.map(Math.abs)) < 1e-7) {
      break;
    }
  }
  const weights = Array.from({ length: n }, (_, i) => beta[i] / scale[i]);
  const intercept = weights.reduce((sum, w, i) => sum - w * mean[i], beta[n]);
  return { weights, intercept };
}

export const logit = ({ weights, intercept }, x) =>
  weights.reduce((sum, weight, i) => sum + weight * x[i], intercept);
