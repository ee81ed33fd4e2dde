/**
 * The whole test suite, in parts: Node's own tests of the scripts and the example company, Jest for the
 * packages, Playwright for the browser; with `--checks` also types, lint, formatting, configuration and
 * the production build. What this machine cannot run is left out and named. The last line is the sum.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const REPORTS = join(ROOT, 'node_modules', '.cache', 'cairn-tests');
const POSTGRES = { host: '127.0.0.1', port: 5432 };
const POSTGRES_VARIABLE =
  'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';
const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
/** Two Jest workers fit the two cores that continuous integration has; more only wait for each other. */
const JEST_WORKERS = 2;

function say(line) {
  process.stdout.write(`${line}\n`);
}

function run(command, args, env = {}) {
  say(`\n$ ${[command, ...args].join(' ')}`);
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', fail);
    child.once('exit', code => done(code ?? 1));
  });
}

function answers({ host, port }) {
  return new Promise(done => {
    const socket = createConnection({ host, port, timeout: 2000 });
    const end = result => {
      socket.destroy();
      done(result);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

function readReport(name) {
  const file = join(REPORTS, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

/** A part that failed without counting a failed test (it crashed, or found none) still counts as one. */
function count(name, code, { passed, failed, skipped = 0 }) {
  const crashed = (code !== 0 && failed === 0) || passed + failed === 0;
  total.passed += passed;
  total.failed += failed + (crashed ? 1 : 0);
  total.skipped += skipped;
  if (failed > 0 || crashed) {
    failures.push(name);
  }
}

async function check(name, command, args) {
  const code = await run(command, args);
  count(name, code, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 });
}

async function nodeTests() {
  const report = join(REPORTS, 'node.tap');
  const code = await run('node', [
    '--test',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=tap',
    `--test-reporter-destination=${report}`,
    'scripts/*.test.mjs',
    'examples/**/*.test.mjs',
  ]);
  const tap = existsSync(report) ? readFileSync(report, 'utf8') : '';
  const sum = name =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  count('scripts and examples', code, {
    passed: sum('pass'),
    failed: sum('fail'),
    skipped: sum('skipped'),
  });
}

async function jestTests(env, args) {
  const report = join(REPORTS, 'jest.json');
  const code = await run(
    'yarn',
    [
      'backstage-cli',
      'repo',
      'test',
      '--watch=false',
      `--maxWorkers=${JEST_WORKERS}`,
      '--json',
      `--outputFile=${report}`,
      ...args,
    ],
    env,
  );
  const jest = readReport('jest.json');
  count('packages', code, {
    passed: jest?.numPassedTests ?? 0,
    failed:
      (jest?.numFailedTests ?? 0) + (jest?.numRuntimeErrorTestSuites ?? 0),
    skipped: jest?.numPendingTests ?? 0,
  });
}

async function browserTests(executable, { isBuilt }) {
  const build = isBuilt ? 0 : await run('yarn', ['workspace', 'app', 'build']);
  if (build !== 0) {
    count('browser', build, { passed: 0, failed: 1 });
    return;
  }
  const report = join(REPORTS, 'playwright.json');
  const code = await run('yarn', ['playwright', 'test'], {
    CHROMIUM_PATH: executable,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  const stats = readReport('playwright.json')?.stats;
  count('browser', code, {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
    skipped: stats?.skipped ?? 0,
  });
}

async function main(args) {
  const checks = args.includes('--checks');
  const jestArgs = args.filter(arg => arg !== '--checks');
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });

  const leftOut = [];
  const env = {};
  if (process.env[POSTGRES_VARIABLE]) {
    say('Databases: SQLite, and the PostgreSQL that the environment names');
  } else if (await answers(POSTGRES)) {
    env[
      POSTGRES_VARIABLE
    ] = `postgresql://postgres@${POSTGRES.host}:${POSTGRES.port}`;
    say('Databases: SQLite and the local PostgreSQL');
  } else {
    leftOut.push(
      'the tests on PostgreSQL: no server answers on 127.0.0.1:5432',
    );
  }
  const browser = process.env.CHROMIUM_PATH ?? BROWSERS.find(existsSync);
  if (!browser) {
    leftOut.push(
      'the browser tests: no Chromium found; install one or set CHROMIUM_PATH',
    );
  }

  if (checks) {
    await check('prettier', 'yarn', ['prettier:check']);
    await check('types', 'yarn', ['tsc']);
    await check('lint', 'yarn', ['lint']);
    await check('configuration', 'yarn', ['config:check']);
    await check('API reports', 'yarn', ['build:api-reports', '--ci']);
    await check('production build', 'yarn', ['build:all']);
  }
  await nodeTests();
  await jestTests(env, jestArgs);
  if (browser) {
    await browserTests(browser, { isBuilt: checks });
  }

  say('');
  for (const part of leftOut) {
    say(`Left out: ${part}`);
  }
  if (failures.length > 0) {
    say(`Failed: ${failures.join(', ')}`);
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  say(`${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
