/** Checkend's SDKs for Ruby, Python, PHP and Elixir. */

/** @type {import('./wires.js').Snippet[]} */
export const SCRIPTING = [
  {
    id: 'ruby',
    name: 'Ruby',
    steps: [
      { title: 'Add the gem', code: () => 'bundle add checkend-ruby' },
      {
        title: 'config/initializers/checkend.rb',
        code: ({ key, http }) => `Checkend.configure do |config|
  config.api_key = '${key}'
  config.endpoint = '${http}'
  config.enabled = true
end`,
      },
      {
        title: 'Report one to see that it works',
        code: () => `begin
  raise 'Hello from Ruby'
rescue StandardError => e
  Checkend.notify_sync(e)
end`,
      },
    ],
    note: 'In Rails, unhandled exceptions are then reported by themselves. Rack, Sidekiq and ActiveJob have their own integrations in the gem.',
  },
  {
    id: 'python',
    name: 'Python',
    steps: [
      { title: 'Add the package', code: () => 'pip install checkend' },
      {
        title: 'Where your program starts',
        code: ({ key, http }) => `import checkend

checkend.configure(
    api_key="${key}",
    endpoint="${http}",
    environment="production",
    enabled=True,
)`,
      },
      {
        title: 'Report one to see that it works',
        code: () => `try:
    1 / 0
except ZeroDivisionError as error:
    checkend.notify(error)
    checkend.flush()`,
      },
    ],
  },
  {
    id: 'php',
    name: 'PHP',
    steps: [
      { title: 'Add the package', code: () => 'composer require checkend/checkend' },
      {
        title: 'Where your program starts',
        code: ({ key, http }) => `<?php

use Checkend\\Checkend;
use Checkend\\Integrations\\GenericErrorHandler;

Checkend::configure([
    'api_key' => '${key}',
    'endpoint' => '${http}',
    'environment' => 'production',
    'enabled' => true,
]);
GenericErrorHandler::register();`,
      },
      { title: 'Report one to see that it works', code: () => `Checkend::notifySync(new RuntimeException('Hello from PHP'));` },
    ],
  },
  {
    id: 'elixir',
    name: 'Elixir',
    steps: [
      { title: 'mix.exs', code: () => '{:checkend, "~> 1.0"}' },
      {
        title: 'lib/my_app/application.ex',
        code: ({ key, http }) => `Checkend.configure(
  api_key: "${key}",
  endpoint: "${http}",
  environment: "production",
  enabled: true
)`,
      },
      {
        title: 'Report one to see that it works',
        code: () => `try do
  raise "Hello from Elixir"
rescue
  error -> Checkend.notify_sync(error, __STACKTRACE__)
end`,
      },
    ],
    note: 'In Phoenix, add “plug Checkend.Plugs.ErrorHandler” to the endpoint.',
  },
];
