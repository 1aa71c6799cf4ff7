// Reports an error with a cause, TIMES times over, as a program does whose DSN was changed.
const Sentry = require('@sentry/node');

const { TARGET_DSN, MARKER, TIMES = '1' } = process.env;
Sentry.init({
  dsn: TARGET_DSN,
  environment: 'production',
  release: '1.4.2',
  serverName: 'web-1',
  // Only errors, so that what the server refuses can be told apart.
  ...(TIMES === '1' ? {} : {
    sendClientReports: false,
    integrations: (all) => all.filter(({ name }) => name !== 'ProcessSession'),
  }),
});
Sentry.setUser({ id: '7', email: 'ann@shop.example' });
Sentry.setTag('area', 'checkout');
Sentry.addBreadcrumb({ category: 'basket', message: 'added 1 item', level: 'info' });

function placeOrder() {
  throw new TypeError(MARKER, { cause: new RangeError('stock is empty') });
}

async function main() {
  let id;
  let sent;
  for (let i = 0; i < Number(TIMES); i++) {
    try {
      placeOrder();
    } catch (error) {
      id = Sentry.captureException(error);
    }
    sent = await Sentry.flush(10_000);
  }
  console.log(JSON.stringify({ id, sent }));
  process.exit(0);
}

main();
