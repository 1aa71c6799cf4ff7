/** Sentry's SDKs for browsers, Node, Python, Ruby, PHP and Elixir; they need nothing but the DSN. */

/** @type {import('./wires.js').Snippet[]} */
export const SENTRY_SCRIPTING = [
  {
    id: 'browser',
    name: 'Browser',
    steps: [
      { title: 'Add the package', code: () => 'npm install @sentry/browser' },
      {
        title: 'Where your page starts',
        code: ({ dsn }) => `import * as Sentry from '@sentry/browser'

Sentry.init({
  dsn: '${dsn}',
  environment: 'production',
  release: '1.4.2',
})`,
      },
      { title: 'Report one to see that it works', code: () => `Sentry.captureException(new Error('Hello from a browser'))` },
    ],
    note: '@sentry/react, /vue, /angular, /svelte and /nextjs are configured alike. A key in a page can be read by anyone: make one of its own for browsers.',
  },
  {
    id: 'node',
    name: 'Node',
    steps: [
      { title: 'Add the package', code: () => 'npm install @sentry/node' },
      {
        title: 'instrument.mjs, loaded first: node --import ./instrument.mjs app.mjs',
        code: ({ dsn }) => `import * as Sentry from '@sentry/node'

Sentry.init({
  dsn: '${dsn}',
  environment: 'production',
  release: '1.4.2',
})`,
      },
      {
        title: 'Report one to see that it works',
        code: () => `Sentry.captureException(new Error('Hello from Node'))
await Sentry.flush(2000)`,
      },
    ],
  },
  {
    id: 'python',
    name: 'Python',
    steps: [
      { title: 'Add the package', code: () => 'pip install sentry-sdk' },
      {
        title: 'Where your program starts',
        code: ({ dsn }) => `import sentry_sdk

sentry_sdk.init(
    dsn="${dsn}",
    environment="production",
    release="1.4.2",
)`,
      },
      {
        title: 'Report one to see that it works',
        code: () => `try:
    1 / 0
except ZeroDivisionError as error:
    sentry_sdk.capture_exception(error)
    sentry_sdk.flush()`,
      },
    ],
    note: 'Django, Flask, FastAPI and Celery are found by themselves.',
  },
  {
    id: 'ruby',
    name: 'Ruby',
    steps: [
      { title: 'Add the gem', code: () => 'bundle add sentry-ruby sentry-rails' },
      {
        title: 'config/initializers/sentry.rb',
        code: ({ dsn }) => `Sentry.init do |config|
  config.dsn = '${dsn}'
  config.environment = 'production'
  config.release = '1.4.2'
end`,
      },
      {
        title: 'Report one to see that it works',
        code: () => `begin
  raise 'Hello from Ruby'
rescue StandardError => e
  Sentry.capture_exception(e)
end`,
      },
    ],
    note: 'Without Rails, sentry-ruby alone is enough.',
  },
  {
    id: 'php',
    name: 'PHP',
    steps: [
      { title: 'Add the package', code: () => 'composer require sentry/sentry' },
      {
        title: 'Where your program starts',
        code: ({ dsn }) => `<?php

\\Sentry\\init([
    'dsn' => '${dsn}',
    'environment' => 'production',
    'release' => '1.4.2',
]);`,
      },
      { title: 'Report one to see that it works', code: () => `\\Sentry\\captureException(new RuntimeException('Hello from PHP'));` },
    ],
    note: 'For Laravel, sentry/sentry-laravel takes the DSN as SENTRY_LARAVEL_DSN; for Symfony, sentry/sentry-symfony as SENTRY_DSN.',
  },
  {
    id: 'elixir',
    name: 'Elixir',
    steps: [
      { title: 'mix.exs', code: () => '{:sentry, "~> 11.0"}' },
      {
        title: 'config/config.exs',
        code: ({ dsn }) => `config :sentry,
  dsn: "${dsn}",
  environment_name: :production,
  release: "1.4.2"`,
      },
      { title: 'Report one to see that it works', code: () => 'Sentry.capture_message("Hello from Elixir", result: :sync)' },
    ],
  },
];
