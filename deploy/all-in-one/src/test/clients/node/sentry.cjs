// Reports one error with a cause, as a program does whose DSN was changed.
const Sentry = require('@sentry/node');

const { TARGET_DSN, MARKER } = process.env;
Sentry.init({
  dsn: TARGET_DSN,
  environment: 'production',
  release: '1.4.2',
  serverName: 'web-1',
});
Sentry.setUser({ id: '7', email: 'ann@shop.example' });
Sentry.setTag('area', 'checkout');
Sentry.addBreadcrumb({ category: 'basket', message: 'added 1 item', level: 'info' });

function placeOrder() {
  throw new TypeError(MARKER, { cause: new RangeError('stock is empty') });
}

async function main() {
  let id;
  try {
    placeOrder();
  } catch (error) {
    id = Sentry.captureException(error);
  }
  const sent = await Sentry.flush(10_000);
  console.log(JSON.stringify({ id, sent }));
  process.exit(0);
}

main();
