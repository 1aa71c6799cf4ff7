// The script of a page that reports one error; TARGET_DSN and MARKER are put in when it is bundled.
import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: TARGET_DSN, environment: 'production', release: '1.4.2' });
Sentry.setUser({ id: '7', email: 'ann@shop.example' });
Sentry.setTag('area', 'checkout');

function placeOrder() {
  throw new TypeError(MARKER);
}

document.title = 'Shop';
setTimeout(placeOrder, 0);
