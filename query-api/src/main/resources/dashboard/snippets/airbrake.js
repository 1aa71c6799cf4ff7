/** Airbrake's notifiers; what they would ask or tell their vendor beside errors is switched off. */

const options = ({ key, http, number }) => `{
  projectId: ${number},
  projectKey: '${key}',
  host: '${http}',
  remoteConfig: false,
  performanceStats: false,
  environment: 'production',
}`;

/** @type {import('./wires.js').Snippet[]} */
export const AIRBRAKE = [
  {
    id: 'node',
    name: 'Node',
    steps: [
      { title: 'Add the package', code: () => 'npm install @airbrake/node' },
      {
        title: 'Before anything else in your program',
        code: (target) => `const { Notifier } = require('@airbrake/node')

const airbrake = new Notifier(${options(target)})`,
      },
      { title: 'Report one to see that it works', code: () => `await airbrake.notify(new Error('Hello from Node'))` },
    ],
  },
  {
    id: 'browser',
    name: 'Browser',
    steps: [
      { title: 'Add the package', code: () => 'npm install @airbrake/browser' },
      {
        title: 'Where your page starts',
        code: (target) => `import { Notifier } from '@airbrake/browser'

const airbrake = new Notifier(${options(target)})`,
      },
      { title: 'Report one to see that it works', code: () => `airbrake.notify(new Error('Hello from a browser'))` },
    ],
    note: 'A key in a page can be read by anyone. Make one of its own for browsers, so that it can be revoked alone.',
  },
  {
    id: 'ruby',
    name: 'Ruby',
    steps: [
      { title: 'Add the gem', code: () => 'bundle add airbrake' },
      {
        title: 'config/initializers/airbrake.rb',
        code: ({ key, http, number }) => `Airbrake.configure do |config|
  config.project_id = ${number}
  config.project_key = '${key}'
  config.host = '${http}'
  config.remote_config = false
  config.performance_stats = false
  config.environment = 'production'
end`,
      },
      { title: 'Report one to see that it works', code: () => `Airbrake.notify_sync('Hello from Ruby')` },
    ],
    note: 'Gems before 2015 speak XML: they take config.api_key, config.host and config.port, and no project number.',
  },
  {
    id: 'java',
    name: 'Java',
    steps: [
      {
        title: 'pom.xml',
        code: () => `<dependency>
  <groupId>io.airbrake</groupId>
  <artifactId>javabrake</artifactId>
  <version>0.2.4</version>
</dependency>`,
      },
      {
        title: 'Where your program starts',
        code: ({ key, http, number }) => `import io.airbrake.javabrake.Config;
import io.airbrake.javabrake.Notifier;

Config config = new Config();
config.projectId = ${number};
config.projectKey = "${key}";
config.errorHost = "${http}";
config.remoteConfig = false;
config.environment = "production";
Notifier airbrake = new Notifier(config);`,
      },
      { title: 'Report one to see that it works', code: () => 'airbrake.reportSync(new IllegalStateException("Hello from Java"));' },
    ],
  },
];
