// Reports one error as a program does that moved here from Airbrake, and tells what its notifier was answered.
const { Notifier } = require('@airbrake/node');

const { TARGET_HTTP, TARGET_KEY, TARGET_PROJECT, MARKER } = process.env;
const airbrake = new Notifier({
  projectId: Number(TARGET_PROJECT),
  projectKey: TARGET_KEY,
  host: TARGET_HTTP,
  remoteConfigHost: TARGET_HTTP,
  performanceStats: false,
  environment: 'production',
});

function placeOrder(attempt) {
  throw new TypeError(attempt === 0 ? MARKER : `${MARKER} ${attempt}`);
}

async function main() {
  const notices = [];
  for (let i = 0; i < Number(process.env.TIMES ?? 1); i++) {
    try {
      placeOrder(i);
    } catch (error) {
      notices.push(await airbrake.notify({
        error,
        context: {
          severity: 'critical',
          component: 'orders',
          action: 'create',
          version: '1.4.2',
          user: { id: '7', name: 'Ann', email: 'ann@shop.example' },
        },
        params: { order: 4711, password: 'hunter2' },
        session: { basket: 'b-1' },
      }));
    }
  }
  airbrake.close();
  console.log(JSON.stringify(notices.map(({ id, url, error }) => ({ id, url, error: error?.message }))));
  process.exit(0);
}

main();
